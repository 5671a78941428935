// CV, CVR and CPA by channel and week through the HTTP API, against hand-written SQL on the same tables.
// npx tsx bench/ask.ts [events]; events are made inside the engine and counted first.
import { createAdaptorServer } from '@hono/node-server'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Answer, Figure, QuestionInput } from '#contract/ask.ts'
import { createApi } from '#http/api.ts'
import { openTestServices } from '../test/support/services.ts'
import { makeCounted, makeEvents, makePlan, makeSpend, storeRange, timedAnew } from './events.ts'
import { hand, inTurns, timed } from './figures.ts'
import { byHand as mixedByHand, questions } from './mixed.ts'

const events = Number(process.argv[2] ?? 1_000_000)
/** More than this is not counted here but written as counting would leave it. */
const mostCounted = 10_000_000
const repetitions = 7
const allowedMs = events > mostCounted ? 2_000 : 300
const allowedRatio = 1.3
const allowedExtraMs = 50

/** The shortest statement that gives the same rows, without intervals, totals, definitions and caveats. */
const byHand = `
SELECT channel, week, sum(counted) AS cv, sum(credited) / sum(visits) AS cvr, sum(spent) / sum(counted) AS cpa FROM (
  SELECT channel, toMonday(time) AS week, count() AS counted, 0 AS credited, 0 AS visits, 0. AS spent
  FROM ledger FINAL
  WHERE definition = {definition:String} AND known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')
  GROUP BY channel, week
  UNION ALL
  SELECT channel, toMonday(start) AS week, 0, sum(cvs), count(), 0. FROM sessions FINAL
  LEFT JOIN (
    SELECT visit_key, count() AS cvs FROM ledger FINAL
    WHERE definition = {definition:String} AND known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')
    GROUP BY visit_key
  ) AS credited ON sessions.visit_key = credited.visit_key
  GROUP BY channel, week
  UNION ALL
  SELECT channel, toMonday(period_start) AS week, 0, 0, 0, toFloat64(sum(cost)) FROM spend FINAL
  WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') GROUP BY channel, week
)
GROUP BY channel, week ORDER BY channel, week
SETTINGS do_not_merge_across_partitions_select_final = 1`

const { services, close } = await openTestServices()
const { store } = services
const server = createAdaptorServer({ fetch: createApi(services).fetch })
let url = ''

async function ask(question: QuestionInput): Promise<Answer> {
  const body = JSON.stringify(question)
  const headers = { authorization: `Bearer ${services.adminToken}` }
  const answer = await fetch(url, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Answer
}

const by = ['channel', 'week']
const rates = (): Promise<Answer> => ask({ metrics: ['cv', 'cvr.session', 'cpa'], by })
const size = `${events / 1e6} M events`

async function fill(): Promise<string> {
  const { definition } = await makePlan(store)
  if (events > mostCounted) {
    // of nothing: from here on the definition needs no first count, which would find no events
    await services.catchUp()
    await makeCounted(store, definition, events)
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
  return definition
}

/** Made-up events repeat themselves, so that they take less than people's do. */
async function sayDisk(): Promise<void> {
  const [row] = await store.facts.query<{ bytes: number }>(
    'SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = currentDatabase()',
  )
  console.log(`${size} and what is counted of them: ${(row!.bytes / events).toFixed(1)} bytes on disk an event.`)
}

async function compareRates(definition: string): Promise<void> {
  const query = (): Promise<{ cv: number }[]> => store.facts.query<{ cv: number }>(byHand, { definition })
  const [answer, rows] = [await rates(), await query()]
  const cvByHand = rows.reduce((sum, { cv }) => sum + cv, 0)
  if (answer.rows.length !== rows.length || (answer.total['cv'] as Figure).value !== cvByHand)
    throw new Error(`${answer.rows.length} rows are not the ${rows.length} written by hand.`)
  const measured = await inTurns(
    repetitions,
    () => timedAnew(store, rates),
    () => timedAnew(store, query),
  )
  hand({
    what: `CV, CVR, CPA by channel and week, ${size}, ${rows.length} rows`,
    unit: 'ms',
    ...measured,
    against: 'hand-written SQL',
    target: `≤ ${allowedRatio} × + ${allowedExtraMs} ms and < ${allowedMs} ms`,
    met: measured.ours <= measured.reference * allowedRatio + allowedExtraMs && measured.ours < allowedMs,
    grows: { line: 'CV, CVR, CPA by channel and week', events },
  })
}

async function compareVisitors(): Promise<void> {
  const query = (): Promise<unknown> =>
    store.facts.query(
      `SELECT channel, toMonday(start) AS week, uniqExact(visitor_id) FROM sessions FINAL GROUP BY channel, week
       SETTINGS do_not_merge_across_partitions_select_final = 1`,
    )
  const measured = await inTurns(
    3,
    () => timedAnew(store, () => ask({ metrics: ['visitors'], by })),
    () => timedAnew(store, query),
  )
  const what = `exact visitors by channel and week, ${size}`
  const met = measured.ours < 4_000
  const grows = { line: 'exact visitors', events }
  hand({
    what,
    unit: 'ms',
    ...measured,
    against: 'hand-written SQL, without a total',
    target: '< 4,000 ms',
    met,
    grows,
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
async function compareMixed(definition: string): Promise<void> {
  const times: number[] = []
  const pairs: Awaited<ReturnType<typeof inTurns>>[] = []
  for (const [place, question] of questions.entries()) {
    const asking = (): Promise<number> => timedAnew(store, () => ask(question))
    await asking()
    const sql = mixedByHand.get(place)
    if (sql !== undefined)
      pairs.push(await inTurns(5, asking, () => timedAnew(store, () => store.facts.query(sql, { definition }))))
    for (let turn = 0; turn < 3; turn += 1) times.push(await asking())
  }
  const inOrder = times.toSorted((a, b) => a - b)
  const most = inOrder[Math.ceil(inOrder.length * 0.95) - 1]!
  const slowest = Math.max(...pairs.map(({ reference }) => reference))
  const sum = (of: 'ours' | 'reference'): number => pairs.reduce((total, pair) => total + pair[of], 0)
  hand({
    what: `95th percentile of ${questions.length} mixed questions, ${size}`,
    unit: 'ms',
    ours: most,
    reference: slowest,
    against: `the slowest of ${pairs.length} of them, written by hand`,
    repetitions: 3,
    target: '< 400 ms',
    met: most < 400,
    grows: { line: '95th percentile of mixed questions', events },
  })
  hand({
    what: `${pairs.length} of them together, ${size}`,
    unit: 'ms',
    ours: sum('ours'),
    reference: sum('reference'),
    against: 'hand-written SQL, without intervals, totals and caveats',
    repetitions: 5,
    target: '≤ 1.5 ×',
    met: sum('ours') <= sum('reference') * 1.5,
  })
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
  const definition = await fill()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/ask`
  await comeToRest()
  await compareRates(definition)
  await compareVisitors()
  await compareMixed(definition)
  if (events <= mostCounted) await compareRepeats()
  console.log(
    `Memory at its highest, ${size}, counting and questions: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB.`,
  )
} finally {
  server.close()
  await close()
}
