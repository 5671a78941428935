// Metrics against statements written by hand over the plain tables, and days that add up, on a sample company with everything
// that goes wrong in it. `SEEDS=30 npx vitest run --project embedded test/flows/check-queries.test.ts` takes all dimensions that
// each metric supports, of thirty companies that come one after the other.
// That order changes nothing, world-truth.test.ts shows.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { answer } from '#ask/answer.ts'
import { acceptEvent } from '#contract/accept-event.ts'
import { type Answer, type AnswerRow, type Figure, type QuestionInput, questionSchema } from '#contract/ask.ts'
import { type Plan, planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { prepareImport } from '#import/import.ts'
import { definitionHash, definitionsOf } from '#plan/definition.ts'
import { intendJournalBatch, markStored } from '#store/batches.ts'
import { storeEvents } from '#store/events.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { type Sent, booksOf, createWorld } from '#world/world.ts'
import { openTestStore } from '../support/store.ts'

const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 1) }, (_, index) => index + 1)
const zone = 'Asia/Tokyo'
const now = Date.parse('2026-07-01T00:00:00Z')
let time = now
const clock = (): number => (time += 1)
let journalAt = 0
let store: Store
let hashes: Record<'DEFINITION' | 'MICRO', string>

beforeAll(async () => {
  store = await openTestStore('embedded')
})
afterAll(() => store.close())

const standing = "known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"
const dayOf = (column: string): string => `toString(toDate(toTimeZone(${column}, '${zone}')))`

/** A metric by hand: rows of `keys` and a number, or null where there is none to give. */
interface Check {
  metric: string
  /** Dimension → its column in the statement below. */
  by: Readonly<Record<string, string>>
  /** `KEYS` are the columns asked for; `DEFINITION` is the macro's, `MICRO` that of the trial. */
  sql: string
  /** Adding up its days gives the whole. */
  additive?: true
}

const ledger = `SELECT *, ${dayOf('time')} AS day, arrayStringConcat(arraySort(sources), ' + ') AS source FROM ledger FINAL WHERE ${standing} AND definition = DEFINITION`
const visits = `SELECT *, ${dayOf('start')} AS day FROM sessions FINAL WHERE junk = ''`
const spend = `SELECT * FROM spend FINAL WHERE ${standing}`
/** Of two points, since few of so small a company's deals are claimed by a platform. */
const figurePoints = ['whitepaper', 'trial']
const figures = `SELECT * FROM figures FINAL WHERE ${standing} AND point IN ('${figurePoints.join("', '")}')`
const ofCv = {
  channel: 'channel',
  campaign: 'campaign',
  ad: 'ad',
  landing_page: 'landing_page',
  source: 'source',
  device: 'device',
  country: 'country',
  currency: 'currency',
  cv_state: 'state',
  day: 'day',
  none: "''",
}
const ofVisit = {
  channel: 'channel',
  campaign: 'campaign',
  ad: 'ad',
  landing_page: 'landing_page',
  source: 'source',
  device: 'device',
  country: 'country',
  day: 'day',
  none: "''",
}
const ofSpend = {
  channel: 'channel',
  campaign: 'campaign',
  ad: 'ad',
  platform: 'platform',
  source: 'source',
  currency: 'currency',
  none: "''",
}
const ofEvent = { source: 'source', country: 'country', junk: 'junk', event: 'name', day: dayOf('time'), none: "''" }
const ofBoth = {
  channel: 'channel',
  campaign: 'campaign',
  ad: 'ad',
  landing_page: 'landing_page',
  device: 'device',
  country: 'country',
  none: "''",
}
const ofCost = { channel: 'channel', campaign: 'campaign', none: "''" }

const cvs = (value: string): string => `SELECT KEYS, ${value} AS n FROM (${ledger}) GROUP BY key`
const lag = (share: number): string =>
  `SELECT KEYS, arrayElement(arraySort(groupArray(took)), toUInt32(ceil(${share} * count()))) AS n
   FROM (SELECT *, toUnixTimestamp64Milli(time) - toUnixTimestamp64Milli(credited_at) AS took FROM (${ledger}) WHERE isNotNull(credited_at) AND credited_at <= time) GROUP BY key`
/** Persons by their first CV of all. */
const firsts = `SELECT argMin(channel, (time, conversion_id)) AS won_by, argMin(campaign, (time, conversion_id)) AS won_in, argMin(day, (time, conversion_id)) AS won_on,
     count() AS bought, sum(ifNull(value, 0)) AS worth, countIf(isNotNull(value)) AS valued FROM (${ledger}) WHERE person != '' GROUP BY person`
const customers = (value: string): string => `SELECT KEYS, ${value} AS n FROM (${firsts}) GROUP BY key`
const perVisit = (value: string): string =>
  `SELECT KEYS, ${value} AS n FROM (SELECT visits.*, cv.cvs AS cvs FROM (${visits}) AS visits
     LEFT JOIN (SELECT session_id, count() AS cvs FROM (${ledger}) WHERE session_id != '' GROUP BY session_id) AS cv ON visits.id = cv.session_id) GROUP BY key`

const checks: readonly Check[] = [
  { metric: 'events', by: ofEvent, sql: 'SELECT KEYS, count() AS n FROM events FINAL GROUP BY key', additive: true },
  { metric: 'sessions', by: ofVisit, sql: `SELECT KEYS, count() AS n FROM (${visits}) GROUP BY key`, additive: true },
  { metric: 'visitors', by: ofVisit, sql: `SELECT KEYS, uniqExact(visitor_id) AS n FROM (${visits}) GROUP BY key` },
  { metric: 'cv', by: ofCv, sql: cvs('count()'), additive: true },
  {
    metric: 'value',
    by: ofCv,
    sql: cvs('if(countIf(isNotNull(value)) = 0, NULL, sum(ifNull(value, 0)))'),
    additive: true,
  },
  { metric: 'aov', by: ofCv, sql: cvs('sum(ifNull(value, 0)) / nullIf(countIf(isNotNull(value)), 0)') },
  { metric: 'qualifying', by: ofCv, sql: cvs('if(countIf(isNotNull(value)) = 0, NULL, countIf(value > 0) / count())') },
  { metric: 'lag.p50', by: ofCv, sql: lag(0.5) },
  { metric: 'lag.p75', by: ofCv, sql: lag(0.75) },
  { metric: 'lag.p90', by: ofCv, sql: lag(0.9) },
  {
    metric: 'customers',
    by: { channel: 'won_by', campaign: 'won_in', day: 'won_on', none: "''" },
    sql: customers('count()'),
    additive: true,
  },
  {
    metric: 'repeat',
    by: { channel: 'won_by', campaign: 'won_in', none: "''" },
    sql: customers('countIf(bought > 1) / count()'),
  },
  {
    metric: 'ltv',
    by: { channel: 'won_by', campaign: 'won_in', none: "''" },
    sql: customers('if(sum(valued) = 0, NULL, sum(worth) / count())'),
  },
  { metric: 'cvr.session', by: ofBoth, sql: perVisit('if(sum(cvs) > count(), NULL, sum(cvs) / count())') },
  {
    metric: 'cvr.visitor',
    by: ofBoth,
    sql: perVisit('if(sum(cvs) > uniqExact(visitor_id), NULL, sum(cvs) / uniqExact(visitor_id))'),
  },
  {
    metric: 'cost',
    by: ofSpend,
    sql: `SELECT KEYS, toFloat64(sum(cost)) AS n FROM (${spend}) GROUP BY key`,
    additive: true,
  },
  { metric: 'clicks', by: ofSpend, sql: `SELECT KEYS, sum(clicks) AS n FROM (${spend}) GROUP BY key`, additive: true },
  {
    metric: 'impressions',
    by: ofSpend,
    sql: `SELECT KEYS, sum(impressions) AS n FROM (${spend}) GROUP BY key`,
    additive: true,
  },
  {
    metric: 'ctr',
    by: ofSpend,
    sql: `SELECT KEYS, if(sum(clicks) > sum(impressions), NULL, sum(clicks) / nullIf(sum(impressions), 0)) AS n FROM (${spend}) GROUP BY key`,
  },
  {
    metric: 'cpc',
    by: ofSpend,
    sql: `SELECT KEYS, toFloat64(sum(cost)) / nullIf(sum(clicks), 0) AS n FROM (${spend}) GROUP BY key`,
  },
  {
    metric: 'cpm',
    by: ofSpend,
    sql: `SELECT KEYS, toFloat64(sum(cost)) * 1000 / nullIf(sum(impressions), 0) AS n FROM (${spend}) GROUP BY key`,
  },
  {
    metric: 'figure.cv',
    by: ofSpend,
    sql: `SELECT KEYS, toFloat64(sum(conversions)) AS n FROM (${figures}) GROUP BY key`,
  },
  ...['figure.cpa', 'figure.cvr.click'].map((metric): Check => {
    // over cost and clicks of the platforms that report, which all of the company's do
    const quotient = {
      'figure.cpa': 'cost / nullIf(cv, 0)',
      'figure.cvr.click': 'if(cv > hits, NULL, cv / nullIf(hits, 0))',
    }[metric]!
    const sides = `SELECT KEYS, toFloat64(cost) AS cost, toInt64(clicks) AS hits, 0. AS cv FROM (${spend}) WHERE platform != ''
      UNION ALL SELECT KEYS, 0, 0, toFloat64(conversions) FROM (${figures})`
    return {
      metric,
      by: ofCost,
      sql: `SELECT key, ${quotient} AS n FROM (SELECT key, sum(cost) AS cost, sum(hits) AS hits, sum(cv) AS cv FROM (${sides}) GROUP BY key)`,
    }
  }),
  {
    metric: 'cvr.click',
    by: ofCost,
    sql: `SELECT key, if(sum(cv) > sum(hits), NULL, sum(cv) / nullIf(sum(hits), 0)) AS n FROM (
      SELECT KEYS, toInt64(clicks) AS hits, 0 AS cv FROM (${spend})
      UNION ALL SELECT KEYS, 0, 1 FROM (${ledger}) WHERE paid = 1 AND isNotNull(credited_at)) GROUP BY key`,
  },
  {
    metric: 'clicks.session',
    by: ofCost,
    sql: `SELECT key, sum(hits) / nullIf(sum(visits), 0) AS n FROM (
      SELECT KEYS, toInt64(clicks) AS hits, 0 AS visits FROM (${spend})
      UNION ALL SELECT KEYS, 0, 1 FROM (${visits})) GROUP BY key`,
  },
  {
    metric: 'visitors.impression',
    by: ofCost,
    sql: `SELECT key, uniqExactIf(who, who != '') / nullIf(sum(seen), 0) AS n FROM (
      SELECT KEYS, toInt64(impressions) AS seen, '' AS who FROM (${spend})
      UNION ALL SELECT KEYS, 0, toString(visitor_id) FROM (${visits})) GROUP BY key`,
  },
  ...['cac', 'ltv.cac'].map((metric): Check => {
    const quotient = {
      cac: 'cost / nullIf(won, 0)',
      'ltv.cac': 'if(valued = 0 AND won > 0, NULL, worth / nullIf(cost, 0))',
    }[metric]!
    const sides = `SELECT KEYS, 1 AS spent, toFloat64(cost) AS cost, 0 AS won, 0. AS worth, 0 AS valued FROM (${spend})
      UNION ALL SELECT KEYS, 0, 0, 1, toFloat64(worth), valued FROM (
        SELECT won_by AS channel, won_in AS campaign, worth, valued FROM (${firsts}))`
    return {
      metric,
      by: ofCost,
      sql: `SELECT key, if(max(spent) = 0, NULL, ${quotient}) AS n FROM (SELECT key, max(spent) AS spent, sum(cost) AS cost, sum(won) AS won, sum(worth) AS worth, sum(valued) AS valued FROM (${sides}) GROUP BY key) GROUP BY key, cost, won, worth, valued`,
    }
  }),
  ...['cpa', 'roas', 'cv_per_cost'].map((metric): Check => {
    const quotient = {
      cpa: 'cost / nullIf(cv, 0)',
      roas: 'if(valued = 0 AND cv > 0, NULL, worth / nullIf(cost, 0))',
      cv_per_cost: 'cv / nullIf(cost, 0)',
    }[metric]!
    // costs stand where there is no CV, and CVs where there is no cost
    const sides = `SELECT KEYS, 1 AS spent, toFloat64(cost) AS cost, 0 AS cv, 0. AS worth, 0 AS valued FROM (${spend})
      UNION ALL SELECT KEYS, 0, 0, 1, ifNull(toFloat64(value), 0), isNotNull(value) FROM (${ledger})`
    return {
      metric,
      by: ofCost,
      sql: `SELECT key, if(max(spent) = 0, NULL, ${quotient}) AS n FROM (SELECT key, max(spent) AS spent, sum(cost) AS cost, sum(cv) AS cv, sum(worth) AS worth, sum(valued) AS valued FROM (${sides}) GROUP BY key) GROUP BY key, cost, cv, worth, valued`,
    }
  }),
  {
    metric: 'transition',
    by: { none: "''" },
    sql: `SELECT '' AS key, countIf(person IN (SELECT person FROM (${ledger}))) / count() AS n
      FROM (SELECT DISTINCT person FROM ledger FINAL WHERE ${standing} AND definition = MICRO AND person != '')`,
  },
]

/** Its events and files, beside those of the companies before it. */
async function loadCompany(seed: number): Promise<void> {
  const world = createWorld({ seed, visitors: process.env['SEEDS'] ? 500 : 250, months: 3, until: '2026-06-28' })
  const { plan, leads, deals, contracts, ads, costs } = booksOf(world).files()
  if (seed === 1) await agree(planSchema.parse(parse(plan)))
  await storeSent([...world.send(world.parts())])
  await importText(leads, { kind: 'leads', source: 'crm', fileName: 'leads.csv' })
  await importText(deals, { kind: 'deals', source: 'crm', fileName: 'deals.csv' })
  await importText(contracts, { kind: 'deals', source: 'finance', fileName: 'contracts.csv' })
  for (const [platform, text] of Object.entries(ads)) {
    await importText(text, { kind: 'ads', platform, fileName: `${platform}.csv` })
  }
  await importText(costs, { kind: 'costs', fileName: 'costs.csv' })
  await catchUp(store, clock)
}

async function agree(plan: Plan): Promise<void> {
  const { version } = await proposePlan(store.control, plan, 'test', now)
  await agreePlan(store.control, version, undefined, 'test', now, definitionsOf)
  const hashOf = (id: string): string => `'${definitionHash(plan.points.find((point) => point.id === id)!)}'`
  hashes = { DEFINITION: hashOf('deal_won'), MICRO: hashOf('trial') }
}

async function storeSent(sent: readonly Sent[]): Promise<void> {
  const events = sent.map(({ source, event }, index) => {
    const outcome = acceptEvent(event, index, { source, receivedAt: now, ip: '', userAgent: '' })
    if ('rejected' in outcome) throw new Error(JSON.stringify(outcome.rejected))
    return outcome.event
  })
  await store.writes.run(async () => {
    journalAt += 1
    const range = { journal: 'test', firstSeq: journalAt, lastSeq: journalAt }
    const batch = await intendJournalBatch(store.control, range, clock())
    await markStored(store.control, batch, await storeEvents(store.facts, batch, events), clock())
  })
}

async function importText(text: string, options: Parameters<typeof prepareImport>[1]): Promise<void> {
  const bytes = (async function* () {
    yield Buffer.from(text)
  })()
  const prepared = await prepareImport({ store, clock }, options, { bytes, totalBytes: null })
  expect((await prepared.run(() => undefined)).rejected).toBe(0)
}

const ask = (question: QuestionInput): Promise<Answer> =>
  answer(store, questionSchema.parse({ micro: 'trial', ...question }), now)

/** Rows of all metrics at once; without a dimension the total. */
async function rowsBy(dimension: string, metrics: string[], points?: string[]): Promise<AnswerRow[]> {
  const { rows, total } = await ask({ metrics, by: dimension === 'none' ? [] : [dimension], points })
  return dimension === 'none' ? [{ ...total, none: '' }] : rows
}

const valueOf = (row: AnswerRow, metric: string): number => (row[metric] as Figure).value ?? 0

/** Metric → dimension's value → number, by hand: all in one statement. */
async function byHand(dimension: string, known: readonly Check[]): Promise<Map<string, Map<string, number>>> {
  const parts = known.map(({ metric, by, sql }) => {
    const filled = sql
      .replaceAll('KEYS', `${by[dimension]!} AS key`)
      .replaceAll('DEFINITION', hashes.DEFINITION)
      .replaceAll('MICRO', hashes.MICRO)
    return `SELECT '${metric}' AS metric, toString(key) AS key, toFloat64(n) AS n FROM (${filled})`
  })
  const rows = await store.facts.query<{ metric: string; key: string; n: number | null }>(parts.join('\nUNION ALL '))
  const found = new Map(known.map(({ metric }) => [metric, new Map<string, number>()]))
  for (const { metric, key, n } of rows) found.get(metric)!.set(key, n ?? 0)
  return found
}

/** With one company only those that the most depends on: the others have statements by hand beside the code. */
const dimensions = process.env['SEEDS'] ? new Set(checks.flatMap(({ by }) => Object.keys(by))) : ['channel', 'none']

/** Where an answer differs from the statements by hand, by each dimension. */
async function differences(): Promise<string[]> {
  const found: string[] = []
  for (const dimension of dimensions) {
    const known = checks.filter(({ by }) => by[dimension] !== undefined)
    const ids = known.map(({ metric }) => metric)
    const isFigure = (metric: string): boolean => metric.startsWith('figure.')
    const counted = await rowsBy(
      dimension,
      ids.filter((id) => !isFigure(id)),
    )
    const reported = ids.some(isFigure) ? await rowsBy(dimension, ids.filter(isFigure), figurePoints) : []
    for (const [metric, theirs] of await byHand(dimension, known)) {
      const rows = isFigure(metric) ? reported : counted
      const ours = new Map(rows.map((row) => [String(row[dimension]), valueOf(row, metric)]))
      for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
        const [a, b] = [ours.get(key) ?? 0, theirs.get(key) ?? 0]
        const differ = Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(b))
        if (differ) found.push(`${metric} by ${dimension} = ${key}: ${a}, by hand ${b}`)
      }
    }
  }
  return found
}

for (const seed of seeds) {
  test(
    `company ${seed}: each metric by each dimension is what its statement by hand gives; days add up to the whole`,
    { timeout: 300_000 },
    async () => {
      await loadCompany(seed)
      expect(await differences()).toEqual([])
      const additive = checks.flatMap((check) => (check.additive ? [check.metric] : []))
      const [days, [whole]] = [await rowsBy('day', additive), await rowsBy('none', additive)]
      for (const metric of additive) {
        const sum = days.reduce((total, row) => total + valueOf(row, metric), 0)
        expect(Math.abs(sum / valueOf(whole!, metric) - 1), metric).toBeLessThan(1e-9)
      }
    },
  )
}
