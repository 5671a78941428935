// The scorecard of a month, 12 months × 40 campaigns with a target, through the HTTP API, against hand-written SQL on the same
// tables. npx tsx bench/scorecard.ts
import type { Scorecard } from '#contract/scorecard.ts'
import { savedTargetSchema } from '#contract/saved-target.ts'
import { createApi } from '#http/api.ts'
import { saveTarget } from '#store/targets.ts'
import { dayMs } from '#util/duration.ts'
import { openTestServices } from '../test/support/services.ts'
import { makePlan, timedAnew } from './events.ts'
import { hand, inTurns } from './figures.ts'

const campaigns = 40
const channels = ['paid_search', 'paid_social', 'display', 'line', 'email', 'organic_search', 'referral', 'direct']
const days = 365
const allowedMs = 500

const { services, close } = await openTestServices()
const { store } = services
const api = createApi(services)
const headers = { authorization: `Bearer ${services.adminToken}` }

/** Two visits in a hundred convert; campaigns take turns, so that each has cost, clicks and CVs on every day. */
async function fill(): Promise<string> {
  const { definition } = await makePlan(store)
  await services.catchUp()
  const first = Math.floor((Date.now() - days * dayMs) / dayMs)
  const params = { definition, channels, campaigns, first, days }
  const each = `SELECT number AS n, toDate({first:UInt32} + number % {days:UInt32}) AS day,
    toUInt32(intDiv(number, {days:UInt32})) % {campaigns:UInt32} AS c, concat('campaign ', toString(c)) AS named,
    {channels:Array(String)}[c % 8 + 1] AS place, toDateTime64(day, 3, 'UTC') + 40000 + number % 20000 AS at`
  await store.facts.command(
    `INSERT INTO sessions (visitor_id, id, start, end, source, events, pages, channel, campaign, paid, revision)
     SELECT toString(n), toString(n), at, at + 60, 'bench', 2, 2, place, named, 1, 1
     FROM (${each} FROM numbers({days:UInt32} * {campaigns:UInt32} * 30))`,
    params,
    { lane: 'load' },
  )
  await store.facts.command(
    `INSERT INTO ledger (definition, conversion_id, known_from, revision, time, person, visitor_id, channel, campaign,
       credited_at, session_id, paid, sources, sightings, last_time)
     SELECT {definition:String}, toString(n), at + 60, 1, at + 60, toString(n), toString(n), place, named, at, toString(n), 1,
       ['bench'], 1, at + 60
     FROM (${each} FROM numbers({days:UInt32} * {campaigns:UInt32} * 3))`,
    params,
    { lane: 'load' },
  )
  await store.facts.command(
    `INSERT INTO spend (key, content, known_from, revision, batch, import_id, source, platform, channel, campaign,
       period_start, period_end, impressions, clicks, cost, currency)
     SELECT toString(n), '', at, 1, 1, 'bench', 'bench', 'meta', place, named, day, day, 10000, 300, 5000, 'USD'
     FROM (${each} FROM numbers({days:UInt32} * {campaigns:UInt32}))`,
    params,
    { lane: 'load' },
  )
  return definition
}

async function setTarget(): Promise<void> {
  const month = (back: number): string => new Date(Date.now() - back * 31 * dayMs).toISOString().slice(0, 7)
  const months = [...new Set([1, 0].map(month))]
  const plan = (await (await api.request('/api/v1/plans/current', { headers })).json()) as {
    plan: { points: { id: string; tier: string }[] }
  }
  const point = plan.plan.points.find(({ tier }) => tier === 'macro')!.id
  const allocation = months.flatMap((each) =>
    Array.from({ length: campaigns }, (_, c) => ({
      channel: channels[c % channels.length]!,
      initiative: `campaign ${c}`,
      month: each,
      cv: 90,
      budget: 150_000,
    })),
  )
  const target = savedTargetSchema.parse({
    name: 'bench',
    point,
    timezone: 'UTC',
    currency: 'USD',
    cpa: 1_700,
    months: months.map((each) => ({ month: each, cv: 3_600 })),
    allocation,
  })
  await saveTarget(store.control, 'bench', { target, why: 'bench', by: 'bench' }, Date.now())
}

async function open(): Promise<Scorecard> {
  const answer = await api.request('/api/v1/scorecard', { headers })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Scorecard
}

/** The shortest statement that gives CVs and cost by day and campaign, from which no pace, verdict or interval follows. */
const byHand = `
SELECT channel, campaign, day, sum(cvs) AS cv, sum(spent) AS cost FROM (
  SELECT channel, campaign, toDate(time) AS day, count() AS cvs, 0. AS spent FROM ledger FINAL
  WHERE definition = {definition:String} AND known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')
  GROUP BY channel, campaign, day
  UNION ALL
  SELECT channel, campaign, period_start AS day, 0, sum(toFloat64(cost)) FROM spend FINAL
  WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') GROUP BY channel, campaign, day
) GROUP BY channel, campaign, day`

try {
  const definition = await fill()
  await setTarget()
  const card = await open()
  if (card.initiatives.length < campaigns || card.total.verdict === null) throw new Error('The card is not complete.')
  const measured = await inTurns(
    7,
    () => timedAnew(store, open),
    () => timedAnew(store, () => store.facts.query(byHand, { definition })),
  )
  hand({
    what: `scorecard of a month, 12 months × ${campaigns} campaigns`,
    unit: 'ms',
    ...measured,
    against: 'one statement by hand: CVs and cost by day and campaign',
    target: `< ${allowedMs} ms`,
    met: measured.ours < allowedMs,
  })
} finally {
  await close()
}
