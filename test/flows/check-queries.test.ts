// Metrics against statements written by hand over the plain tables, and days that add up, on a sample company with everything
// that goes wrong in it. `SEEDS=30 npx vitest run --project embedded test/flows/check-queries.test.ts` takes all dimensions that
// each metric supports, of thirty companies that come one after the other.
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
import { agreePlan, ensureDefinitions, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { Random } from '#world/random.ts'
import { type Sent, booksOf, createWorld } from '#world/world.ts'
import { type Check, checks } from '../support/check-queries.ts'
import { insertFigures } from '../support/counted.ts'
import { emptyStore } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 1) }, (_, index) => index + 1)
const now = Date.parse('2026-07-01T00:00:00Z')
let time = now
const clock = (): number => (time += 1)
let journalAt = 0
let store: Store
let plan: Plan
let hashes: Record<'DEFINITION' | 'MICRO' | 'WHITEPAPER', string>

beforeAll(async () => {
  store = await openTestStore('embedded')
})
afterAll(() => store.close())

const worldOf = (seed: number) =>
  createWorld({ seed, visitors: process.env['SEEDS'] ? 500 : 250, months: 3, until: '2026-06-28' })

/** Its events and files, beside those of the companies before it. */
async function loadCompany(seed: number): Promise<void> {
  const world = worldOf(seed)
  if (seed === 1) await agree(planSchema.parse(parse(booksOf(world).files().plan)))
  await storeSent(withTraits([...world.send(world.parts())]))
  await importBooks(seed)
  await catchUp(store, clock)
}

/** The same out of order: files first, then the events in two shuffled batches, each counted when it came. */
async function loadCompanyAnyhow(seed: number): Promise<void> {
  const world = worldOf(seed)
  await importBooks(seed)
  const random = new Random(seed, 'order of arrival')
  const sent = withTraits([...world.send(world.parts())]).map((one) => ({ one, place: random.uniform() }))
  const shuffled = sent.toSorted((a, b) => a.place - b.place).map(({ one }) => one)
  for (const half of [shuffled.slice(0, shuffled.length / 2), shuffled.slice(shuffled.length / 2)]) {
    await storeSent(half)
    await catchUp(store, clock)
  }
}

async function importBooks(seed: number): Promise<void> {
  const { leads, deals, contracts, ads, costs } = booksOf(worldOf(seed)).files()
  await importText(withIndustry(leads), { kind: 'leads', source: 'crm', fileName: 'leads.csv' })
  await importText(deals, { kind: 'deals', source: 'crm', fileName: 'deals.csv' })
  await importText(contracts, { kind: 'deals', source: 'finance', fileName: 'contracts.csv' })
  for (const [platform, text] of Object.entries(ads)) {
    await importText(text, { kind: 'ads', platform, fileName: `${platform}.csv` })
  }
  await importText(costs, { kind: 'costs', fileName: 'costs.csv' })
  await insertFigures(store, valuesOf(seed))
}

const industries = ['retail', 'software', '', 'finance']

/** Leads with what the sample company's CRM does not ask. */
function withIndustry(leads: string): string {
  const [header, ...rows] = leads.trimEnd().split('\n')
  return [`${header},industry`, ...rows.map((row, index) => `${row},${industries[index % 4]}`)].join('\n')
}

/** What was sent, and of every third address that it carries an identify call half an hour later. */
function withTraits(sent: readonly Sent[]): Sent[] {
  const known = sent.filter(({ event }) => event.email !== undefined && Number(event.time) % 3 === 0)
  const calls = known.map(({ source, event: { id, email, ...event } }): Sent => {
    const at = Number(event.time)
    const call = { id: `who-${id}`, name: 'identify', time: at + 1_800_000, email: email! }
    return { source, repeat: false, event: { ...call, properties: { industry: industries[at % 4]! } } }
  })
  return [...sent, ...calls]
}

/** What a platform says its CVs are worth, which the files of the sample company leave out. */
function valuesOf(seed: number): Parameters<typeof insertFigures>[1] {
  const from = `2026-05-${String(seed).padStart(2, '0')}`
  return ['industry-report', 'retargeting'].map((campaign, index) => {
    const reported = { point: 'trial', conversions: 1 + index, value: 12_345.67 * (seed + index), currency: 'JPY' }
    return { from, campaign, channel: 'paid_social', ...reported }
  })
}

async function agree(asked: Plan): Promise<void> {
  plan = asked
  const { version } = await proposePlan(store.control, plan, 'test', now)
  await agreePlan(store.control, version, undefined, 'test', now, definitionsOf)
  const hashOf = (id: string): string => `'${definitionHash(plan.points.find((point) => point.id === id)!)}'`
  hashes = { DEFINITION: hashOf('deal_won'), MICRO: hashOf('trial'), WHITEPAPER: hashOf('whitepaper') }
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
async function rowsBy(dimension: string, metrics: string[], points?: readonly string[]): Promise<AnswerRow[]> {
  const { rows, total } = await ask({
    metrics,
    by: dimension === 'none' ? [] : [dimension],
    ...(points && { points: [...points] }),
  })
  return dimension === 'none' ? [{ ...total, none: '' }] : rows
}

const valueOf = (row: AnswerRow, metric: string): number => (row[metric] as Figure).value ?? 0

/** Value of the dimension → number, by hand; for each check, all in one statement. */
async function byHand(dimension: string, known: readonly Check[]): Promise<Map<string, number>[]> {
  const parts = known.map(({ by, sql }, place) => {
    const filled = sql
      .replaceAll('KEYS', `${by[dimension]!} AS key`)
      .replaceAll('DEFINITION', hashes.DEFINITION)
      .replaceAll('MICRO', hashes.MICRO)
      .replaceAll('WHITEPAPER', hashes.WHITEPAPER)
    return `SELECT ${place} AS place, toString(key) AS key, toFloat64(n) AS n FROM (${filled})`
  })
  const rows = await store.facts.query<{ place: number; key: string; n: number | null }>(parts.join('\nUNION ALL '))
  const found = known.map(() => new Map<string, number>())
  for (const { place, key, n } of rows) found[place]!.set(key, n ?? 0)
  return found
}

/** With one company only those that the most depends on: the others have statements by hand beside the code. */
const dimensions = process.env['SEEDS']
  ? [...new Set(checks.flatMap(({ by }) => Object.keys(by)))]
  : ['channel', 'cta', 'property.company_size', 'person.industry', 'none']
/** The same check of several points' CVs is a check each. */
const pointsAsked = [...new Set(checks.map(({ points }) => points))]

/** The answers to each check that knows a dimension, as value of the dimension → number. */
async function byUs(dimension: string, known: readonly Check[]): Promise<Map<string, number>[]> {
  const answers = new Map<Check['points'], AnswerRow[]>()
  for (const points of pointsAsked) {
    const ids = known.flatMap((check) => (check.points === points ? [check.metric] : []))
    if (ids.length > 0) answers.set(points, await rowsBy(dimension, ids, points))
  }
  return known.map(
    ({ metric, points }) => new Map(answers.get(points)!.map((row) => [String(row[dimension]), valueOf(row, metric)])),
  )
}

const checksBy = (dimension: string): Check[] => checks.filter(({ by }) => by[dimension] !== undefined)

/** Where what was found differs from what was expected, in words. */
function compare(dimension: string, found: Map<string, number>[], expected: Map<string, number>[]): string[] {
  return checksBy(dimension).flatMap(({ metric }, place) => {
    const [ours, theirs] = [found[place]!, expected[place]!]
    return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key) => {
      const [a, b] = [ours.get(key) ?? 0, theirs.get(key) ?? 0]
      const differ = Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(b))
      return differ ? [`${metric} by ${dimension} = ${key}: ${a}, not ${b}`] : []
    })
  })
}

/** The sum over days of each metric that adds up, beside the whole. */
async function sumsOverDays(): Promise<{ metric: string; sum: number; whole: number }[]> {
  const parts = await Promise.all(
    pointsAsked.map(async (points) => {
      const additive = checks.flatMap((check) => (check.additive && check.points === points ? [check.metric] : []))
      if (additive.length === 0) return []
      const [days, [whole]] = [await rowsBy('day', additive, points), await rowsBy('none', additive, points)]
      return additive.map((metric) => ({
        metric,
        sum: days.reduce((total, row) => total + valueOf(row, metric), 0),
        whole: valueOf(whole!, metric),
      }))
    }),
  )
  return parts.flat()
}

for (const seed of seeds) {
  test(
    `company ${seed}: each metric by each dimension is what its statement by hand gives; days add up to the whole`,
    { timeout: 300_000 },
    async () => {
      await loadCompany(seed)
      for (const dimension of dimensions) {
        const known = checksBy(dimension)
        expect(compare(dimension, await byUs(dimension, known), await byHand(dimension, known))).toEqual([])
      }
      for (const { metric, sum, whole } of await sumsOverDays()) {
        expect(Math.abs(sum / whole - 1), metric).toBeLessThan(1e-9)
      }
    },
  )
}

// of one company, that order changes nothing is shown by world-truth.test.ts
test.runIf(process.env['SEEDS'])(
  'the same events and files in another order give the same answers',
  { timeout: 900_000 },
  async () => {
    const asked = async () => Promise.all(dimensions.map((dimension) => byUs(dimension, checksBy(dimension))))
    const before = await asked()
    await emptyStore(store)
    await ensureDefinitions(store.control, definitionsOf(plan), { now })
    // files of one company correct rows of another's, so that companies keep their order
    for (const seed of seeds) await loadCompanyAnyhow(seed)
    const after = await asked()
    expect(dimensions.flatMap((dimension, index) => compare(dimension, after[index]!, before[index]!))).toEqual([])
  },
)
