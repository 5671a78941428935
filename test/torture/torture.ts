// Kills a real `onecount up` at random moments under load, with a full disk, a jumping clock and a damaged tail of its
// journal between, and then looks whether every acknowledged event is stored once and every order counted once.
// npm run torture -- [--kills 200] [--seed N]; ends with 1 when anything is lost, doubled, miscounted or left behind.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openControl } from '#store/control.ts'
import { createKey } from '#store/keys.ts'
import { Random } from '#world/random.ts'
import { type Tally, watchAnswers } from './asker.ts'
import { Faults, type FaultName } from './faults.ts'
import { Life } from './life.ts'
import { type Load, type Source, pause, startLoad } from './load.ts'
import { Onecount } from './onecount.ts'
import { printTable } from './table.ts'
import { type Verdict, isClean, judge } from './verdict.ts'

const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } })
const wantedKills = Number(values.kills ?? 200)
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e9))
if (!Number.isInteger(wantedKills) || !Number.isInteger(seed)) throw new Error('--kills and --seed are whole numbers.')

const plan = `points:
  - { id: order, name: Order, tier: macro, match: { event: order_completed }, once_per: order }
  - { id: visitor, name: Visitor, tier: micro, match: { event: page_viewed }, once_per: visitor }
note: every order once, every visitor once
`

const home = mkdtempSync(join(tmpdir(), 'onecount-torture-'))
const faults = new Faults(home)
const dataFolder = join(faults.disk, 'data')

async function makeSenders(): Promise<{ source: Source; key: string }[]> {
  mkdirSync(dataFolder, { recursive: true })
  const control = await openControl(join(dataFolder, 'control.sqlite'))
  const senders = []
  for (const source of ['shop', 'site'] as const) {
    const { key } = await createKey(control, { name: source, kind: 'write', source, origins: [] }, Date.now())
    senders.push({ source, key })
  }
  await control.destroy()
  return senders
}

/** Runs lives until there were enough kills. Each life begins with a start and ends with the supervisor's death. */
async function torture(onecount: Onecount, random: Random): Promise<Life[]> {
  const lives: Life[] = []
  const possible: FaultName[] = faults.possible()
  for (let kills = 0; kills < wantedKills;) {
    // every other life has a fault of its own
    const fault = lives.length % 2 === 0 ? 'none' : possible[((lives.length - 1) / 2) % possible.length]!
    const life = new Life(onecount, faults, fault, random)
    await life.run()
    lives.push(life)
    kills += life.kills.length
    console.error(`life ${lives.length} (${fault}): ${life.kills.join(', ')}; ${kills} of ${wantedKills} kills`)
  }
  return lives
}

function report(lives: readonly Life[], load: Load, tally: Tally, verdict: Verdict, onecount: Onecount): void {
  const byFault = groupBy(lives, (life) => life.fault)
  console.log(`\nseed ${seed}\n`)
  printTable(
    ['episode', 'times', 'kills', 'processes killed', 'longest start'],
    [...byFault].map(([fault, group]) => [
      fault,
      group.length,
      group.reduce((sum, life) => sum + life.kills.length, 0),
      group.reduce((sum, life) => sum + life.processesKilled, 0),
      `${(Math.max(...group.map((life) => life.startMs)) / 1000).toFixed(1)} s`,
    ]),
  )
  const byVictims = groupBy(
    lives.flatMap((life) => life.kills),
    (victims) => victims,
  )
  printTable(
    ['killed together', 'times'],
    [...byVictims].map(([victims, all]) => [victims, all.length]),
  )
  for (const skipped of faults.skipped()) console.log(`Skipped: ${skipped}`)
  printTable(
    ['what', 'result'],
    [
      ['events acknowledged', load.acknowledged.size],
      ['sent again though acknowledged', load.repeated],
      ['requests without an answer / refused', `${load.unanswered} / ${load.refused}`],
      ['starts refused while the old parts ended', onecount.refusedStarts],
      ['questions answered / failed / too high', `${tally.answered} / ${tally.failed} / ${tally.tooHigh}`],
      ['questions failed on a full disk', tally.failedOnFullDisk],
      ['events stored', verdict.eventsStored],
      ['lost', verdict.lost.length],
      ['doubled', verdict.doubled.length],
      ['stored, never sent', verdict.foreign.length],
      ['orders and visitors in the ledger', `${verdict.conversions} of ${load.orders.size + load.visitors.size}`],
      ['orders not exactly once', verdict.ordersWrong.length],
      ['visitors not exactly once', verdict.visitorsWrong.length],
      ['recount finds different', verdict.recountDifferences],
      ['batches miscounted', verdict.batchesOff],
    ],
  )
  const { lost, doubled, foreign, ordersWrong, visitorsWrong } = verdict
  for (const [what, list] of Object.entries({ lost, doubled, foreign, ordersWrong, visitorsWrong }))
    if (list.length > 0) console.log(`${what}: ${list.slice(0, 10).join(', ')}`)
  for (const reason of tally.reasons) console.log(`A question failed: ${reason}`)
}

function groupBy<T>(items: readonly T[], nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(nameOf(item), [...(groups.get(nameOf(item)) ?? []), item])
  return groups
}

console.error(`seed ${seed}, ${wantedKills} kills, data in ${dataFolder}`)
const onecount = await Onecount.prepare(dataFolder)
try {
  const senders = await makeSenders()
  await onecount.start()
  await onecount.api('plans', plan)
  await onecount.api('plans/newest/agree', '')
  const load = startLoad(onecount.collectUrl, senders, new Random(seed, 'load'))
  const watch = watchAnswers(onecount, load, () => faults.diskIsFull())
  const lives = await torture(onecount, new Random(seed, 'kills'))
  await onecount.start()
  await load.finish()
  await pause(3_000)
  await watch.stop()
  const code = await onecount.stop()
  await onecount.gone()
  const verdict = await judge(dataFolder, load)
  report(lives, load, watch.tally, verdict, onecount)
  if (code !== 0) console.log(`onecount up ended with ${code}:\n${onecount.log.slice(-2_000)}`)
  const { answered, failed, tooHigh } = watch.tally
  if (answered === 0) console.log('No question was answered, so nothing is known of answers: this machine is too busy.')
  const passed = isClean(verdict) && code === 0 && tooHigh === 0 && failed === 0 && answered > 0
  console.log(passed ? 'Nothing lost, nothing doubled.' : 'FAILED')
  process.exitCode = passed ? 0 : 1
} finally {
  onecount.kill(['supervisor', 'collector', 'server'])
  faults.unmount()
  onecount.remove()
  rmSync(home, { recursive: true, force: true })
}
