// CV, CVR and CPA by channel and week through the HTTP API, against hand-written SQL on the same tables.
// npx tsx bench/ask.ts [events]; events are made inside the engine and counted first.
import { createAdaptorServer } from '@hono/node-server'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Answer, Figure, QuestionInput } from '#contract/ask.ts'
import { createApi } from '#http/api.ts'
import { openTestServices } from '../test/support/services.ts'
import type { ByHand } from './by-hand.ts'
import * as byHand from './by-hand.ts'
import { makeCounted, makeEvents, makePlan, makeSpend, storeRange, timedAnew } from './events.ts'
import { type Figure as FigureOfBench, hand, inTurns, median, timed } from './figures.ts'
import { questions } from './mixed.ts'

const events = Number(process.argv[2] ?? 1_000_000)
/** More than this is not counted here but written as counting would leave it. */
const mostCounted = 10_000_000
const repetitions = 7
/** Targets are set for 10 M events, wider ones for 100 M; below that figures are told alone. */
const target = events < mostCounted ? undefined : events === mostCounted ? '10 M' : '100 M'

const { services, close } = await openTestServices()
const { store } = services
const server = createAdaptorServer({ fetch: createApi(services).fetch })
let url = ''
let definition = ''

async function ask(question: QuestionInput): Promise<Answer> {
  const body = JSON.stringify(question)
  const headers = { authorization: `Bearer ${services.adminToken}` }
  const answer = await fetch(url, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Answer
}

const by = ['channel', 'week']
const ratesQuestion: QuestionInput = { metrics: ['cv', 'cvr.session', 'cpa'], by }
const rates = (): Promise<Answer> => ask(ratesQuestion)
const query = <Row = unknown>(sql: string): Promise<Row[]> => store.facts.query<Row>(sql, { definition })
const sameByHand = 'SQL by hand with the same totals and intervals'
const valuesByHand = 'SQL by hand without totals and intervals'

interface Limit {
  words: string
  keeps(ours: number, reference: number): boolean
}
type Limits = Partial<Record<'10 M' | '100 M', Limit>>

/** What a figure says of the limit that is set for so many events. */
function judged(limits: Limits, ours: number, reference: number): Pick<FigureOfBench, 'target' | 'met'> {
  const limit = target && limits[target]
  return limit ? { target: limit.words, met: limit.keeps(ours, reference) } : {}
}

const under = (ms: number): Limit => ({ words: `< ${ms.toLocaleString('en')} ms`, keeps: (ours) => ours < ms })
const size = `${events / 1e6} M events`

async function fill(): Promise<string> {
  const { definition: made } = await makePlan(store)
  if (events > mostCounted) {
    // of nothing: from here on the definition needs no first count, which would find no events
    await services.catchUp()
    await makeCounted(store, made, events)
  } else {
    const inserting = await timed(() => makeEvents(store, events))
    const counting = await timed(() => services.catchUp())
    hand({
      what: `${size} counted, visits and one point`,
      unit: 'ms',
      ours: counting,
      reference: inserting,
      against: 'making and inserting them inside the engine',
      repetitions: 1,
      grows: { line: 'counting', events },
    })
    await sayDisk()
  }
  await makeSpend(store)
  return made
}

/** Made-up events repeat themselves, so that they take less than people's do. */
async function sayDisk(): Promise<void> {
  const [row] = await store.facts.query<{ bytes: number }>(
    'SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = currentDatabase()',
  )
  console.log(`${size} and what is counted of them: ${(row!.bytes / events).toFixed(1)} bytes on disk an event.`)
}

/** The same answer by hand, and the values alone, each measured in turns with the product. */
async function againstHand(
  what: string,
  question: QuestionInput,
  { whole, shortest }: ByHand,
  { turns, ...more }: Pick<FigureOfBench, 'grows'> & { turns: number; limits: Limits },
): Promise<void> {
  const { limits, grows } = more
  const asking = (): Promise<number> => timedAnew(store, () => ask(question))
  const told = { what: `${what}, ${size}`, unit: 'ms', against: sameByHand }
  const full = await inTurns(turns, asking, () => timedAnew(store, () => query(whole)))
  hand({ ...told, ...full, ...judged(limits, full.ours, full.reference), ...(grows && { grows }) })
  const bare = await inTurns(turns, asking, () => timedAnew(store, () => query(shortest)))
  hand({ ...told, ...bare, what: `${told.what}: the values alone by hand`, against: valuesByHand })
}

async function compareRates(): Promise<void> {
  const [answer, rows] = [await ask(ratesQuestion), await query<RateRow>(byHand.rates.whole)]
  checkRates(answer, rows)
  await againstHand(`CV, CVR, CPA by channel and week, ${answer.rows.length} rows`, ratesQuestion, byHand.rates, {
    turns: repetitions,
    limits: {
      '10 M': {
        words: '≤ 1.3 × + 50 ms and < 300 ms',
        keeps: (ours, reference) => ours <= reference * 1.3 + 50 && ours < 300,
      },
      '100 M': under(2_000),
    },
    grows: { line: 'CV, CVR, CPA by channel and week', events },
  })
}

interface RateRow {
  total: number
  cv: number
  cvr_low: number
}

/** Both sides say the same: as many rows and CVs, and the same interval of the rate over all. */
function checkRates(answer: Answer, rows: readonly RateRow[]): void {
  const byHandTotal = rows.find(({ total }) => total === 1)
  const { cv, 'cvr.session': cvr } = answer.total as Record<string, Figure>
  const isSame =
    answer.rows.length === rows.length - 1 &&
    cv!.value === byHandTotal?.cv &&
    Math.abs(cvr!.low! / byHandTotal.cvr_low - 1) < 1e-3
  if (!isSame) throw new Error(`The answer is not what is written by hand: ${JSON.stringify([cv, cvr, byHandTotal])}`)
}

async function compareVisitors(): Promise<void> {
  await againstHand('exact visitors by channel and week', { metrics: ['visitors'], by }, byHand.visitors, {
    turns: 3,
    limits: { '10 M': under(4_000), '100 M': under(4_000) },
    grows: { line: 'exact visitors', events },
  })
}

/**
 * Visits and ledger as they lie two minutes after the last write, when each month has become one part: so do all months but
 * the newest. What the question takes before that is said beside it.
 */
async function comeToRest(): Promise<void> {
  const { ours } = await inTurns(3, () => timedAnew(store, rates), idle)
  console.log(`CV, CVR, CPA by channel and week, ${size}, right after they were written: ${Math.round(ours)} ms.`)
  await rest()
}

async function rest(): Promise<void> {
  for (const table of ['sessions', 'ledger'])
    await store.facts.command(`OPTIMIZE TABLE ${table} FINAL SETTINGS optimize_skip_merged_partitions = 1`)
}

/** As people explore, once everything was asked once. */
async function compareMixed(): Promise<void> {
  const times: number[] = []
  for (const question of questions) {
    const asking = (): Promise<number> => timedAnew(store, () => ask(question))
    await asking()
    for (let turn = 0; turn < 3; turn += 1) times.push(await asking())
  }
  const inOrder = times.toSorted((a, b) => a - b)
  const most = inOrder[Math.ceil(inOrder.length * 0.95) - 1]!
  hand({
    what: `95th percentile of ${questions.length} mixed questions, ${size}`,
    unit: 'ms',
    ours: most,
    reference: median(times),
    against: 'their median',
    repetitions: 3,
    ...judged({ '10 M': under(400), '100 M': under(2_000) }, most, 0),
    grows: { line: '95th percentile of mixed questions', events },
  })
}

/** Those that are written by hand, one after the other. */
async function compareFive(): Promise<void> {
  const sums = { whole: [0, 0], shortest: [0, 0] }
  for (const [place, written] of byHand.mixed)
    for (const kind of ['whole', 'shortest'] as const) {
      const { ours, reference } = await inTurns(
        5,
        () => timedAnew(store, () => ask(questions[place]!)),
        () => timedAnew(store, () => query(written[kind])),
      )
      sums[kind][0]! += ours
      sums[kind][1]! += reference
    }
  const told = { what: `${byHand.mixed.size} mixed questions together, ${size}`, unit: 'ms', repetitions: 5 }
  const [ours, reference] = sums.whole as [number, number]
  const limit: Limit = { words: '≤ 1.5 ×', keeps: (one, other) => one <= other * 1.5 }
  hand({ ...told, ours, reference, against: sameByHand, ...judged({ '10 M': limit }, ours, reference) })
  const [again, bare] = sums.shortest as [number, number]
  hand({ ...told, what: `${told.what}: the values alone by hand`, ours: again, reference: bare, against: valuesByHand })
}

/** One event in a hundred once more, under another batch. */
async function compareRepeats(): Promise<void> {
  const before = await rates()
  const reference = (await inTurns(repetitions, () => timedAnew(store, rates), idle)).ours
  await storeRange(store, 0, events / 100)
  await services.catchUp()
  await rest()
  const after = await rates()
  const { ours } = await inTurns(repetitions, () => timedAnew(store, rates), idle)
  const equal = JSON.stringify(after.rows) === JSON.stringify(before.rows)
  hand({
    what: `the same with 1 % repeated events, ${equal ? 'equal in every row' : '**other rows**'}`,
    unit: 'ms',
    ours,
    reference,
    repetitions,
    against: 'before the repeats',
    target: '≤ 15 % slower, equal rows',
    met: equal && ours <= reference * 1.15,
  })
}

const idle = (): Promise<number> => Promise.resolve(0)

try {
  definition = await fill()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/ask`
  await comeToRest()
  await compareRates()
  await compareVisitors()
  await compareMixed()
  await compareFive()
  if (events <= mostCounted) await compareRepeats()
  console.log(
    `Memory at its highest, ${size}, counting and questions: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB.`,
  )
} finally {
  server.close()
  await close()
}
