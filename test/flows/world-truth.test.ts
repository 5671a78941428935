// The ledger of the sample company's data is exactly what can be known of it: each conversion once, with its sightings,
// and each suppressed sighting with its reason, with every defect switched on. SEEDS=20 counts twenty companies.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { planSchema } from '#contract/plan.ts'
import { arrivalJunk, patternJunk } from '#contract/junk.ts'
import { acceptEvent } from '#contract/accept-event.ts'
import { JunkSigns } from '#collect/junk.ts'
import { catchUp } from '#count/catch-up.ts'
import { recount } from '#count/recount.ts'
import { prepareImport } from '#import/import.ts'
import { definitionsOf } from '#plan/definition.ts'
import { storeEvents } from '#store/events.ts'
import { intendJournalBatch, markStored } from '#store/batches.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import type { Books } from '#world/books.ts'
import { type JunkTruth, junkTruth } from '#world/people/machines.ts'
import { Random } from '#world/random.ts'
import { defects } from '#world/setting/defects.ts'
import { readInjection } from '#world/setting/inject.ts'
import { type Sent, type World, booksOf, createWorld } from '#world/world.ts'
import { openTestStore } from '../support/store.ts'

const seeds = Array.from({ length: Number(process.env['SEEDS'] ?? 4) }, (_, index) => index + 1)
/** Every other company has everything go wrong far more often, to people who do more. */
const weather = [
  {},
  {
    defects: {
      ...Object.fromEntries(Object.entries(defects).map(([name, rate]) => [name, Math.min(1, rate * 6)])),
      machines: defects.machines,
    },
    injections: [readInjection('cvr:5:2026-01-01..2026-12-31')],
  },
]
const now = Date.parse('2026-07-01T00:00:00Z')
let time = now
const clock = (): number => (time += 1)
let store: Store
let journalAt = 0
const truths = new Map<number, Books>()
const junk: JunkTruth[] = []
const signs = new JunkSigns([])

beforeAll(async () => {
  store = await openTestStore('embedded')
  for (const seed of seeds) {
    const world = createWorld({ seed, visitors: 1_200, months: 4, until: '2026-06-28', ...weather[seed % 2] })
    const books = booksOf(world)
    truths.set(seed, books)
    if (seed === 1) await agree(books.files().plan)
    const sent = everythingSent(world)
    // the first company arrives out of order, in many batches that are counted one by one; the others at once
    const batches = seed === 1 ? inPieces(shuffled(sent), 7) : inPieces(sent, 2)
    for (const [index, batch] of batches.entries()) {
      await load(batch)
      if (seed === 1 && index === 2) await loadRecords(books)
      if (seed === 1) await catchUp(store, clock)
    }
    if (seed !== 1) await loadRecords(books)
  }
  await catchUp(store, clock)
}, 600_000)
afterAll(() => store.close())

async function agree(plan: string): Promise<void> {
  const { version } = await proposePlan(store.control, planSchema.parse(parse(plan)), 'test', now)
  await agreePlan(store.control, version, undefined, 'test', now, definitionsOf)
}

/** Machines and people. */
function everythingSent(world: World): Sent[] {
  const machines = [...world.machines()]
  junk.push(...machines.flatMap(junkTruth))
  const theirs = machines.flatMap(({ events }) => events)
  return [...world.send(world.parts()), ...theirs.map((event): Sent => ({ source: 'website', event, repeat: false }))]
}

function shuffled(sent: readonly Sent[]): Sent[] {
  const random = new Random(1, 'order of arrival')
  return sent
    .map((one) => ({ one, place: random.uniform() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one)
}

function inPieces<T>(items: readonly T[], count: number): T[][] {
  const size = Math.ceil(items.length / count)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

async function load(sent: readonly Sent[]): Promise<void> {
  const events = sent.map(({ source, event }, index) => {
    const outcome = acceptEvent(event, index, { source, receivedAt: now, ip: '', userAgent: '' })
    if ('rejected' in outcome) throw new Error(JSON.stringify(outcome.rejected))
    // as the collector does with what a page sends
    if (source === 'website') signs.mark(outcome.event, {})
    return outcome.event
  })
  await store.writes.run(async () => {
    journalAt += 1
    const range = { journal: 'test', firstSeq: journalAt, lastSeq: journalAt }
    const batch = await intendJournalBatch(store.control, range, clock())
    await markStored(store.control, batch, await storeEvents(store.facts, batch, events), clock())
  })
}

async function loadRecords(books: Books): Promise<void> {
  const { leads, deals, contracts } = books.files()
  const files = [
    { kind: 'leads', source: 'crm', text: leads },
    { kind: 'deals', source: 'crm', text: deals },
    { kind: 'deals', source: 'finance', text: contracts },
  ] as const
  for (const { kind, source, text } of files) {
    const bytes = (async function* () {
      yield Buffer.from(text)
    })()
    const options = { kind, source, fileName: `${kind}.csv` }
    const prepared = await prepareImport({ store, clock }, options, { bytes, totalBytes: null })
    expect((await prepared.run(() => undefined)).rejected).toBe(0)
  }
}

interface LedgerSighting {
  point: string
  conversion_id: string
  kind: string
  source: string
  record_id: string
  outcome: string
  reason: string
  at: number
  worth: number | null
}

/** A conversion as text: everything that truth and ledger both say of it. */
interface Said {
  point: string
  at: number
  value: number | null
  sightings: { kind: string; source: string; id: string; outcome: string; reason: string }[]
}
const lineOf = ({ point, at, value, sightings }: Said): string => {
  const seen = sightings.map(({ kind, source, id, outcome, reason }) => `${kind} ${source} ${id} ${outcome} ${reason}`)
  return [`${point} ${new Date(at).toISOString()} ${value}`, ...seen.toSorted()].join('\n  ')
}

/** What the ledger says, conversion by conversion. */
async function ledgerLines(): Promise<string[]> {
  const definitions = await store.control.selectFrom('definitions').select(['hash', 'point']).execute()
  const points = new Map(definitions.map(({ hash, point }) => [hash, (JSON.parse(point) as { id: string }).id]))
  const rows = await store.facts.query<LedgerSighting & { definition: string }>(
    `SELECT s.definition AS definition, s.conversion_id AS conversion_id, s.kind AS kind, s.source AS source,
       s.record_id AS record_id, s.outcome AS outcome, s.reason AS reason,
       toUnixTimestamp64Milli(l.time) AS at, toFloat64(l.value) AS worth
     FROM sightings AS s FINAL
     INNER JOIN (SELECT * FROM ledger FINAL WHERE known_to > toDateTime64('2299-01-01 00:00:00', 3, 'UTC')) AS l
       ON s.definition = l.definition AND s.conversion_id = l.conversion_id`,
  )
  const found = new Map<string, Said>()
  for (const row of rows) {
    const said: Said = found.get(row.conversion_id) ?? {
      point: points.get(row.definition)!,
      at: Number(row.at),
      value: row.worth,
      sightings: [],
    }
    said.sightings.push({ ...row, id: row.record_id })
    found.set(row.conversion_id, said)
  }
  return [...found.values()].map(lineOf)
}

test('the ledger is the observable truth: every conversion once, every sighting with what became of it', async () => {
  const ledger = new Set(await ledgerLines())
  const truth = new Set([...truths.values()].flatMap(({ observable }) => observable.map(lineOf)))
  const missing = [...truth].filter((line) => !ledger.has(line))
  const tooMany = [...ledger].filter((line) => !truth.has(line))
  expect({ missing, tooMany }).toEqual({ missing: [], tooMany: [] })
  const { rows } = { rows: await store.facts.query<{ rows: number }>(currentRowsSql) }
  expect(Number(rows[0]!.rows)).toBe([...truths.values()].reduce((sum, { observable }) => sum + observable.length, 0))
  const sightings = [...truths.values()].flatMap(({ observable }) => observable.flatMap((one) => one.sightings))
  console.log(
    `${seeds.length} companies: ${ledger.size} conversions of ${sightings.length} sightings, all as they should be`,
  )
})

const currentRowsSql = `SELECT count() AS rows FROM ledger FINAL
  WHERE known_to > toDateTime64('2299-01-01 00:00:00', 3, 'UTC')`

test('what machines sent is left out, each sighting with its reason', async () => {
  const rows = await store.facts.query<{ id: string; reason: string }>(
    "SELECT record_id AS id, reason FROM sightings FINAL WHERE startsWith(reason, 'junk: ')",
  )
  const expected = junk.map(({ id, junk: sign }) => `${id} junk: ${sign}`)
  expect(new Set(expected.map((line) => line.split(': ')[1]))).toEqual(new Set([...arrivalJunk, ...patternJunk]))
  expect(rows.map(({ id, reason }) => `${id} ${reason}`).toSorted()).toEqual(expected.toSorted())
})

test('counting everything again changes nothing', async () => {
  for (const result of await recount(store, clock, { repair: false })) {
    expect(result).toMatchObject({ opened: 0, closed: 0, sightings: 0 })
  }
})
