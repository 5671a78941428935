// CVs by a property of their events and by what was told of their persons, and calls to action, through the HTTP API, against
// hand-written SQL. npx tsx bench/properties.ts [events]; each event says something, one in eight is a call to action.
import type { Answer, Figure, QuestionInput } from '#contract/ask.ts'
import { createApi } from '#http/api.ts'
import { openTestServices } from '../test/support/services.ts'
import { type Said, makeEvents, makePlan, timedAnew } from './events.ts'
import { hand, inTurns } from './figures.ts'

const events = Number(process.argv[2] ?? 1_000_000)
const size = `${events / 1e6} M events`

/** One in ten visitors is identified, then orders; each sees one call to action, one in five clicks it. */
const said: Said = {
  name: `multiIf(number % 100 = 7, 'order_completed', number % 100 = 6, 'identify', step = 2, 'cta_view',
    step = 4 AND visitor % 5 = 0, 'cta_click', 'page_view')`,
  properties: `multiIf(
    name = 'order_completed', format('{{"plan":"plan {}","seats":"{}"}}', toString(intHash32(number) % 3), toString(visitor % 9)),
    name = 'identify', format('{{"industry":"industry {}","size":"large"}}', toString(intHash32(number) % 4)),
    step IN (2, 4), format('{{"cta":"cta {}","copy":"Start now","placement":"hero"}}', toString(intHash32(visitor) % 12)),
    format('{{"category":"category {}","author":"author {}"}}', toString(number % 40), toString(intHash32(number) % 300)))`,
}

interface Case {
  what: string
  question: QuestionInput
  /** The shortest statement that gives the same rows, without intervals, totals and caveats; `first` is the first figure. */
  byHand: string
}

const cases: readonly Case[] = [
  {
    what: 'CV by a property of their events',
    question: { metrics: ['cv'], by: ['property.plan'] },
    byHand: `SELECT JSONExtractString(properties, 'plan') AS plan, count() AS first
      FROM events FINAL PREWHERE name = 'order_completed' GROUP BY plan`,
  },
  {
    what: 'CV by what was told of their persons',
    question: { metrics: ['cv'], by: ['person.industry'] },
    byHand: `SELECT industry, count() AS first FROM ledger FINAL LEFT ANY JOIN (
        SELECT visitor_id, JSONExtractString(properties, 'industry') AS industry FROM events PREWHERE name = 'identify'
      ) AS told ON ledger.visitor_id = told.visitor_id
      WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') GROUP BY industry`,
  },
  {
    what: 'views, clicks and click rate by call to action',
    question: { metrics: ['cta.views', 'cta.clicks', 'cta.rate'], by: ['cta'] },
    byHand: `SELECT JSONExtractString(properties, 'cta') AS cta, countIf(name = 'cta_view') AS first,
        countIf(name = 'cta_click') AS clicks, uniqExactIf(visitor_id, name = 'cta_click') / uniqExact(visitor_id) AS rate
      FROM events FINAL PREWHERE name IN ('cta_view', 'cta_click') GROUP BY cta`,
  },
]

const { services, close } = await openTestServices()
const { store } = services
const api = createApi(services)

async function ask(question: QuestionInput): Promise<Answer> {
  const headers = { authorization: `Bearer ${services.adminToken}` }
  const answer = await api.request('/api/v1/ask', { method: 'POST', headers, body: JSON.stringify(question) })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Answer
}

async function compare({ what, question, byHand }: Case): Promise<void> {
  const query = (): Promise<{ first: number }[]> => store.facts.query<{ first: number }>(byHand)
  const [answer, rows] = [await ask(question), await query()]
  const total = (answer.total[question.metrics[0]!] as Figure).value
  if (answer.rows.length !== rows.length || total !== rows.reduce((sum, { first }) => sum + first, 0))
    throw new Error(`${what}: the answer is not what is counted by hand.`)
  const measured = await inTurns(
    5,
    () => timedAnew(store, () => ask(question)),
    () => timedAnew(store, query),
  )
  hand({
    what: `${what}, ${size}, ${rows.length} rows`,
    unit: 'ms',
    ...measured,
    against: 'hand-written SQL over the events, without intervals, totals and caveats',
    target: '≤ 2 × + 50 ms',
    met: measured.ours <= measured.reference * 2 + 50,
    grows: { line: what, events },
  })
}

try {
  await makePlan(store)
  await makeEvents(store, events, said)
  await services.catchUp()
  for (const table of ['events', 'sessions', 'ledger'])
    await store.facts.command(`OPTIMIZE TABLE ${table} FINAL SETTINGS optimize_skip_merged_partitions = 1`)
  for (const one of cases) await compare(one)
} finally {
  await close()
}
