// The whole product under a lasting load: acknowledgements, how far loading falls behind, how soon what was
// acknowledged is in answers, what questions cost meanwhile, and memory. npx tsx bench/live.ts [seconds of single events]
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer, Figure as AnswerFigure } from '#contract/ask.ts'
import { openServices } from '#cli/services.ts'
import { dayAt } from '#util/days.ts'
import { readSettings } from '#util/settings.ts'
import { bundle, start } from '../test/support/programs.ts'
import { processesOn } from '../test/support/processes.ts'
import { sendEvents } from '../test/support/senders.ts'
import { Onecount } from '../test/torture/onecount.ts'
import { makeEvents, makePlan } from './events.ts'
import { type Singles, compareSingles, quantile, sendSingles, someEvents, turns } from './singles.ts'
import { hand, median, timed } from './figures.ts'

const singleSeconds = Number(process.argv[2] ?? 300)
const bareSeconds = 20
const standing = 1_000_000
const steadyRate = 5_000
const steadySeconds = 60
/** The rate that memory is bounded for. */
const highRate = 10_000
const mostMegabytes = 1_024

const folder = mkdtempSync(join(tmpdir(), 'onecount-bench-'))
const dataFolder = join(folder, 'data')
const key = await fill()
const onecount = await Onecount.prepare(dataFolder)
const programs = await bundle({ bare: 'bench/bare-collector.ts' })

/** An agreed plan, a key, and a million events that were counted before. */
async function fill(): Promise<string> {
  const services = await openServices({ ...readSettings({}), dataFolder })
  const { key: made } = await makePlan(services.store)
  await makeEvents(services.store, standing)
  await services.catchUp()
  await services.store.close()
  return made
}

async function sendOrThrow(url: string, events: object[], agent: Agent): Promise<void> {
  const { status } = await sendEvents(url, key, events, agent)
  if (status !== 200) throw new Error(`The collector answered ${status}.`)
}

/** Waits until everything acknowledged is loaded and counted. */
async function allCounted(): Promise<void> {
  const headers = { authorization: `Bearer ${onecount.token}` }
  for (;;) {
    const text = await (await fetch(`${onecount.url}/metrics`, { headers })).text()
    if (/^onecount_journal_backlog_events 0$/m.test(text) && /^onecount_batches_uncounted 0$/m.test(text)) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

/** The whole product behind the collector: it counts, too. */
async function sustainedSingles(): Promise<void> {
  const bare = await start<{ url: string }>([process.execPath, programs.path('bare')], { ONECOUNT_DATA: folder })
  const reference = async (): Promise<Singles> => {
    await allCounted()
    return sendSingles(bare.ready.url, key, bareSeconds)
  }
  await compareSingles({
    what: `64 clients, single events for ${singleSeconds} s, loading and counting meanwhile`,
    dataFolder,
    ours: () => sendSingles(onecount.collectUrl, key, singleSeconds / turns),
    reference,
  })
  await bare.end('SIGTERM')
  console.log(`Memory after single events: ${memory()}.`)
}

interface Seen {
  at: number
  total: number
}

/** How many events and orders the answers hold, asked again and again until told to stop. */
function watchAnswers(): { seen: Record<'events' | 'cv', Seen[]>; stop(): Promise<void> } {
  const seen: Record<'events' | 'cv', Seen[]> = { events: [], cv: [] }
  let stopping = false
  const run = async (): Promise<void> => {
    while (!stopping) {
      for (const metric of ['events', 'cv'] as const)
        seen[metric].push({ total: await total(metric), at: performance.now() })
    }
  }
  const running = run()
  return { seen, stop: () => ((stopping = true), running) }
}

async function total(metric: 'events' | 'cv'): Promise<number> {
  const answer = await onecount.api<Answer>('ask', JSON.stringify({ metrics: [metric] }))
  return (answer.total[metric] as AnswerFigure).value ?? 0
}

/** So many events a second in batches of 100; told of each batch. */
async function steadyLoad(rate: number, onBatch: (events: number, orders: number) => void): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const began = performance.now()
  const batches = (rate / 100) * steadySeconds
  const sending: Promise<void>[] = []
  for (let batch = 0; batch < batches; batch += 1) {
    const due = began + (batch * 100_000) / rate
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    sending.push(sendOrThrow(onecount.collectUrl, someEvents(100), agent).then(() => onBatch(100, 1)))
  }
  await Promise.all(sending)
  agent.destroy()
}

/** Milliseconds from each acknowledgement to the first answer with as many; what never came counts as endless. */
function lags(acknowledged: readonly Seen[], seen: readonly Seen[]): number[] {
  return acknowledged.map(({ at, total: wanted }) => {
    const answer = seen.find((one) => one.at >= at && one.total >= wanted)
    return answer ? answer.at - at : Infinity
  })
}

async function timeToAnswers(): Promise<void> {
  const before = { events: await total('events'), cv: await total('cv') }
  const acknowledged: Record<'events' | 'cv', Seen[]> = { events: [], cv: [] }
  const { seen, stop } = watchAnswers()
  const goal = { ...before }
  await steadyLoad(steadyRate, (events, orders) => {
    const at = performance.now()
    acknowledged.events.push({ at, total: (goal.events += events) })
    acknowledged.cv.push({ at, total: (goal.cv += orders) })
  })
  while ((seen.cv.at(-1)?.total ?? 0) < goal.cv) await new Promise((resolve) => setTimeout(resolve, 100))
  await stop()
  for (const [metric, what] of [
    ['events', 'among the events'],
    ['cv', 'counted as CVs'],
  ] as const) {
    const all = lags(acknowledged[metric], seen[metric])
    const p99 = quantile(all, 0.99)
    hand({
      what: `acknowledged to ${what} of an answer, ${steadyRate} events/s for ${steadySeconds} s, p99`,
      unit: 'ms',
      ours: p99,
      reference: median(all),
      against: 'the median',
      repetitions: all.length,
      target: '≤ 2,000 ms',
      met: p99 <= 2_000,
    })
  }
  console.log(`Memory at ${steadyRate} events/s with questions: ${memory()}.`)
}

async function questionsUnderLoad(): Promise<void> {
  let asked = 0
  // from another day each time: what was said since the last write is remembered
  const ask = (): Promise<number> => {
    const from = dayAt('2020-01-01', (asked += 1))
    const body = JSON.stringify({ metrics: ['cv', 'cvr.session', 'cpa'], by: ['channel', 'week'], from })
    return timed(() => onecount.api<Answer>('ask', body))
  }
  const idle: number[] = []
  for (let turn = 0; turn < 15; turn += 1) idle.push(await ask())
  const busy: number[] = []
  let loading = true
  const load = steadyLoad(steadyRate, () => undefined).finally(() => (loading = false))
  while (loading) {
    busy.push(await ask())
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  await load
  const [ours, reference] = [median(busy), median(idle)]
  hand({
    what: `CV, CVR, CPA by channel and week while ${steadyRate} events/s arrive`,
    unit: 'ms',
    ours,
    reference,
    against: 'the same question on the idle product',
    repetitions: busy.length,
    target: '≤ 2 × idle',
    met: ours <= 2 * reference,
  })
}

/** Megabytes that a line of a file in /proc names. */
function megabytes(pid: number, file: 'status' | 'smaps_rollup', name: string): number {
  const text = readFileSync(`/proc/${pid}/${file}`, 'utf8')
  return Math.round(Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1]) / 1024)
}

/** Resident megabytes of each process now, and at its highest since they were last forgotten. */
function memory(): string {
  return processesOn(dataFolder)
    .map(({ part, pid }) => {
      const [now, most] = [megabytes(pid, 'status', 'VmRSS'), megabytes(pid, 'status', 'VmHWM')]
      return `${part} ${now} MB, ${most} MB at its highest`
    })
    .join('; ')
}

/** What is the highest counts from here (proc(5), clear_refs). */
function forgetHighest(): void {
  for (const { pid } of processesOn(dataFolder)) writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

/** Of all processes together, what they share counted once (proc(5), Pss). */
function memoryOfAll(): number {
  return processesOn(dataFolder).reduce((sum, { pid }) => sum + megabytes(pid, 'smaps_rollup', 'Pss'), 0)
}

/** A minute of twice the usual load. */
async function memoryAtHighRate(): Promise<void> {
  forgetHighest()
  const seen = [memoryOfAll()]
  const timer = setInterval(() => seen.push(memoryOfAll()), 250)
  await steadyLoad(highRate, () => undefined)
  clearInterval(timer)
  const most = Math.max(...seen)
  hand({
    what: `memory of all processes at its highest, ${highRate} events/s for ${steadySeconds} s`,
    unit: 'MB',
    ours: most,
    reference: seen[0]!,
    against: 'the same before',
    repetitions: seen.length,
    target: `≤ ${mostMegabytes} MB`,
    met: most <= mostMegabytes,
  })
  console.log(`Memory at ${highRate} events/s: ${memory()}.`)
}

try {
  await onecount.start()
  await total('events')
  console.log(`Memory at rest, ${standing / 1e6} M events: ${memory()}.`)
  await timeToAnswers()
  await questionsUnderLoad()
  await memoryAtHighRate()
  forgetHighest()
  await sustainedSingles()
} catch (error) {
  console.error(onecount.log)
  throw error
} finally {
  await onecount.stop()
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
}
