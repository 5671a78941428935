// Files, events, what is ruled by hand and what is taken back, in any order, of people and of ids that name nobody: counting
// what is new, step by step, gives what counting everything again gives.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import type { ImportKind } from '#contract/import.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { recount } from '#count/recount.ts'
import { mergeConversions, splitConversion } from '#count/rule.ts'
import { prepareImport } from '#import/import.ts'
import { undoImport } from '#import/undo.ts'
import { standingNow } from '#metrics/standing.ts'
import { undoRuling } from '#store/rulings.ts'
import type { Store } from '#store/store.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { emailKeys } from '#util/personal.ts'
import { Problem } from '#util/problem.ts'
import { beginCounting } from '../support/counting.ts'
import { event, start, storeBatch } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

let store: Store
let now = start + 365 * 24 * 60 * minute
const clock = (): number => (now += 1_000)

const plan = planSchema.parse({
  points: [
    { id: 'won', name: 'Won', tier: 'macro', once_per: 'person', match: { deal: { stage: 'won' } } },
    { id: 'lead', name: 'Lead', tier: 'micro', once_per: 'person', match: { lead: {} } },
    { id: 'sold', name: 'Sold', tier: 'micro', once_per: 'order', match: { order: {} } },
    { id: 'paid', name: 'Paid', tier: 'micro', once_per: 'visitor', match: { order: { status: 'paid' } } },
    { id: 'bought', name: 'Bought', tier: 'micro', once_per: 'order', match: { event: 'order_completed' } },
    { id: 'buyer', name: 'Buyer', tier: 'micro', once_per: 'person', match: { event: 'order_completed' } },
    { id: 'visit', name: 'Visit', tier: 'micro', once_per: 'visitor', match: { session: { pages: 1 } } },
  ],
})

beforeAll(async () => {
  store = await openTestStore('embedded')
})
afterAll(() => store.close())

const addresses = ['ann@example.com', 'bob@example.com'] as const
const aKind: fc.Arbitrary<Extract<ImportKind, 'leads' | 'deals' | 'orders'>> = fc.constantFrom(
  'leads',
  'deals',
  'orders',
)
const pick = (...values: string[]): fc.Arbitrary<string> => fc.constantFrom(...values)
const anId = pick('0', '0', 'null', 'None', '-', 'A', '1')
const person = {
  user_id: pick('', '', 'ann', 'bob', 'anonymous'),
  email: pick('', '', ...addresses),
  visitor_id: pick('', '', 'v1', 'v2', '0'),
}
const row = fc.record({
  id: anId,
  ...person,
  word: pick('won', 'lost', 'paid', 'paid', 'refunded'),
  lead_id: pick('', '', '1', '0'),
  payment_id: pick('', '', 'P', 'null'),
  channel: pick('', 'email', 'trade_show'),
  value: fc.integer({ min: 1, max: 90 }),
  minutes: fc.integer({ min: 0, max: 120 }),
})
const anEvent = fc
  .record({
    id: pick('0', 'null', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7'),
    source: pick('tag', 'server'),
    name: pick('order_completed', 'order_completed', 'page_view', 'order_refunded'),
    order_id: pick('', '', 'A', '0'),
    payment_id: pick('', '', 'P', 'null'),
    utm_medium: pick('', 'cpc'),
    ...person,
    minutes: fc.integer({ min: 0, max: 120 }),
  })
  .map(({ minutes, email, ...one }) =>
    event({
      ...one,
      match_keys: email === '' ? {} : emailKeys(email)!,
      utm_source: one.utm_medium && 'google',
      time: start + minutes * minute,
    }),
  )

type Row = typeof row extends fc.Arbitrary<infer T> ? T : never
interface Ruled {
  do: 'split' | 'merge'
  one: number
  other: number
}
type Step =
  | { do: 'file'; kind: 'leads' | 'deals' | 'orders'; rows: Row[] }
  | { do: 'events'; events: StoredEvent[] }
  | Ruled
  | { do: 'undo ruling' | 'undo file'; which: number }
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(one, { minLength: 1, maxLength: 4 })
const file = fc.record({ do: fc.constant('file' as const), kind: aKind, rows: some(row) })
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    file,
    file,
    fc.record({ do: fc.constant('events' as const), events: some(anEvent) }),
    fc.record({ do: fc.constantFrom('split' as const, 'merge' as const), one: fc.nat(20), other: fc.nat(20) }),
    fc.record({ do: fc.constantFrom('undo ruling' as const, 'undo file' as const), which: fc.nat(5) }),
  ),
  { minLength: 4, maxLength: 10 },
)

async function load(kind: 'leads' | 'deals' | 'orders', rows: readonly Row[]): Promise<string> {
  const lines = rows.map(({ word, minutes, ...said }) =>
    JSON.stringify({
      ...said,
      [kind === 'deals' ? 'stage' : 'status']: word,
      time: new Date(start + minutes * minute),
    }),
  )
  const bytes = (async function* () {
    yield Buffer.from(lines.join('\n'))
  })()
  const options = { kind, fileName: `${kind}.jsonl`, source: 'crm' }
  const prepared = await prepareImport({ store, clock }, options, { bytes, totalBytes: null })
  const result = await prepared.run(() => undefined)
  expect(result).toMatchObject({ rejected: 0 })
  return result.id
}

interface Made {
  /** Events. */
  sent: Set<string>
  files: string[]
  rulings: number[]
}

const placeOf = ({ source, id }: StoredEvent): string => `${source} ${id}`

async function take(step: Step, made: Made): Promise<void> {
  if (step.do === 'file') made.files.push(await load(step.kind, step.rows))
  else if (step.do === 'events') {
    // an id is forgotten after thirty days, and these days are long ago: what is sent twice would be stored twice
    const fresh = step.events.filter((one) => !made.sent.has(placeOf(one)))
    for (const one of fresh) made.sent.add(placeOf(one))
    if (fresh.length > 0) await storeBatch(store, fresh)
  } else if (step.do === 'undo file') {
    const one = made.files[step.which]
    if (one !== undefined) await undoImport({ store, clock }, one)
  } else if (step.do === 'undo ruling') {
    const one = made.rulings[step.which]
    if (one !== undefined) await undoRuling(store.control, one, 'Bob', clock())
  } else if (step.do === 'split' || step.do === 'merge') {
    const ruling = await ruled(step)
    if (ruling !== undefined) made.rulings.push(ruling)
  }
}

/** Splits a conversion, or merges two of one point; undefined where that cannot be. */
async function ruled(step: Ruled): Promise<number | undefined> {
  const sql = `SELECT definition, conversion_id AS id, arraySort(groupArray(id)) AS ids FROM sightings FINAL
    WHERE outcome IN ('counted', 'duplicate') GROUP BY ALL HAVING ${step.do === 'split' ? 'length(ids) > 1' : '1'} ORDER BY ALL`
  const all = await store.facts.query<{ definition: string; id: string; ids: string[] }>(sql)
  const one = all[step.one % Math.max(1, all.length)]
  if (!one) return undefined
  const by = { by: 'Ann', why: 'They told us so.', now: clock() }
  try {
    if (step.do === 'split')
      return (await splitConversion(store, one.id, [one.ids[step.other % one.ids.length]!], by)).id
    const others = all.filter(({ definition, id }) => definition === one.definition && id !== one.id)
    const other = others[step.other % Math.max(1, others.length)]
    return other && (await mergeConversions(store, [one.id, other.id], by)).id
  } catch (error) {
    // ruled otherwise before: a refusal changes nothing
    if (error instanceof Problem) return undefined
    throw error
  }
}

async function everything(): Promise<unknown> {
  const ledger = `SELECT * EXCEPT (known_from, known_to, revision) FROM ledger FINAL WHERE ${standingNow}
    ORDER BY definition, conversion_id`
  const sightings = 'SELECT * EXCEPT (revision) FROM sightings FINAL ORDER BY definition, home, id'
  const sessions = 'SELECT * EXCEPT (revision) FROM sessions FINAL ORDER BY visitor_id, start'
  return Promise.all([ledger, sightings, sessions].map((sql) => store.facts.query(sql)))
}

async function expectRecountFindsNothing(): Promise<void> {
  // at once, and in parts
  for (const partSize of [undefined, 4]) {
    const results = await recount(store, clock, { repair: false, partSize })
    expect(results.filter((each) => each.opened + each.closed + each.sightings > 0)).toEqual([])
  }
}

test('counting what is new in any order gives what counting everything again gives', { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (todo) => {
      await beginCounting(store, plan, clock)
      const made: Made = { sent: new Set(), files: [], rulings: [] }
      for (const step of todo) {
        await take(step, made)
        await catchUp(store, clock)
      }
      await expectRecountFindsNothing()
      const stepwise = await everything()
      for (const table of ['sightings', 'ledger', 'conversion_aliases', 'links', 'sessions'])
        await store.facts.command(`TRUNCATE TABLE ${table}`)
      await store.control.deleteFrom('settings').where('name', '=', 'derived_batch').execute()
      await store.control.updateTable('definitions').set({ counted_batch: 0, counted_at: null }).execute()
      await catchUp(store, clock)
      expect(await everything()).toEqual(stepwise)
    }),
    { numRuns: 3, endOnFailure: true, seed: 7 },
  )
})
