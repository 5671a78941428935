// What people merge and split by hand stays so, whatever arrives before or after, and however often all is counted again.
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { planSchema } from '#contract/plan.ts'
import { undoRuling } from '#store/rulings.ts'
import type { Store } from '#store/store.ts'
import { beginCounting } from '../../test/support/counting.ts'
import { event, start, storeBatch } from '../../test/support/facts.ts'
import { Problem } from '#util/problem.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { openTestStore } from '../../test/support/store.ts'
import { isBehind } from './behind.ts'
import { catchUp } from './catch-up.ts'
import { recount } from './recount.ts'
import { mergeConversions, ruledOn, splitConversion } from './rule.ts'

let store: Store
let now = start
const clock = (): number => (now += 1_000)

const plan = planSchema.parse({
  points: [
    { id: 'bought', name: 'Bought', tier: 'macro', once_per: 'order', match: { event: 'order_completed' } },
    { id: 'lead', name: 'Lead', tier: 'micro', once_per: 'event', match: { event: 'lead' } },
  ],
})

beforeAll(async () => {
  store = await openTestStore('embedded')
})
beforeEach(() => beginCounting(store, plan, clock))
afterAll(() => store.close())

const ruler = () => ({ by: 'Ann', why: 'They told us so.', now: clock() })

/** The records of each conversion, those left out in brackets. */
async function ledger(): Promise<string[]> {
  const rows = await store.facts.query<{ records: string }>(
    `SELECT arrayStringConcat(arraySort(groupArray(concat(record_id, if(outcome = 'not_counted', '(out)', '')))), ' ') AS records
     FROM sightings FINAL WHERE conversion_id != '' GROUP BY definition, conversion_id ORDER BY records`,
  )
  const [{ standing }] = (await store.facts.query<{ standing: number }>(
    `SELECT count() AS standing FROM ledger FINAL WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')`,
  )) as [{ standing: number }]
  expect(standing).toBe(rows.length)
  return rows.map(({ records }) => records)
}

async function conversionOf(recordId: string): Promise<string> {
  const [row] = await store.facts.query<{ id: string }>(
    'SELECT conversion_id AS id FROM sightings FINAL WHERE record_id = {recordId:String}',
    { recordId },
  )
  return row?.id ?? 'not there yet'
}

async function expectRecountFindsNothing(): Promise<void> {
  // at once, and in parts
  for (const partSize of [undefined, 1]) {
    const results = await recount(store, clock, { repair: false, partSize })
    expect(results.filter((each) => each.opened + each.closed + each.sightings > 0)).toEqual([])
  }
}

const order = (id: string, order_id: string, minutes = 0) =>
  event({ id, name: 'order_completed', order_id, time: start + minutes * minute })

test('two orders that share a number are split, stay split when more arrives, and are one again when that is undone', async () => {
  await storeBatch(store, [order('a', 'A', 0), order('b', 'A', 9_000), order('c', 'A', 9_001)])
  await catchUp(store, clock)
  expect(await ledger()).toEqual(['a b c'])
  const ruling = await splitConversion(store, await conversionOf('a'), ['b', 'c'], ruler())
  expect(await isBehind(store.control)).toBe(true)
  await catchUp(store, clock)
  expect(await isBehind(store.control)).toBe(false)
  expect(await ledger()).toEqual(['a', 'b c'])
  expect((await ruledOn(store.facts, ruling)).conversions).toHaveLength(2)
  await storeBatch(store, [order('d', 'A', 9_100), order('e', 'A', 1)])
  await catchUp(store, clock)
  expect(await ledger()).toEqual(['a e', 'b c d'])
  await expectRecountFindsNothing()
  await undoRuling(store.control, ruling.id, 'Bob', clock())
  await catchUp(store, clock)
  expect(await ledger()).toEqual(['a b c d e'])
  await expectRecountFindsNothing()
})

test('conversions with nothing in common are merged by hand, the later id becomes an alias, and undo parts them', async () => {
  await storeBatch(store, [order('a', 'A', 0), order('b', 'B', 10)])
  await catchUp(store, clock)
  const later = await conversionOf('b')
  const ruling = await mergeConversions(store, [later, await conversionOf('a')], ruler())
  await catchUp(store, clock)
  expect(await ledger()).toEqual(['a b'])
  const reasons = "SELECT reason FROM sightings FINAL WHERE record_id = 'b'"
  expect(await store.facts.query(reasons)).toEqual([{ reason: 'merged by hand' }])
  const aliases = 'SELECT alias, conversion_id AS id FROM conversion_aliases FINAL'
  expect(await store.facts.query(aliases)).toEqual([{ alias: later, id: await conversionOf('a') }])
  // what carries either order belongs to it
  await storeBatch(store, [order('c', 'B', 900)])
  await catchUp(store, clock)
  expect(await ledger()).toEqual(['a b c'])
  await expectRecountFindsNothing()
  await undoRuling(store.control, ruling.id, 'Bob', clock())
  await catchUp(store, clock)
  expect(await ledger()).toEqual(['a', 'b c'])
  await expectRecountFindsNothing()
})

test('what was ruled is not ruled against, but taken back first', async () => {
  await storeBatch(store, [order('a', 'A'), order('b', 'B'), event({ id: 'l', name: 'lead' })])
  await catchUp(store, clock)
  const id = await conversionOf('a')
  await expect(splitConversion(store, id, ['a'], ruler())).rejects.toMatchObject({ code: 'nothing_left' })
  await expect(splitConversion(store, id, ['z'], ruler())).rejects.toMatchObject({ code: 'unknown_sighting' })
  await expect(splitConversion(store, 'nowhere', ['a'], ruler())).rejects.toMatchObject({ code: 'unknown_conversion' })
  await expect(mergeConversions(store, [id, id], ruler())).rejects.toMatchObject({ code: 'same_conversion' })
  await expect(mergeConversions(store, [id, await conversionOf('l')], ruler())).rejects.toMatchObject({
    code: 'other_point',
  })
  await mergeConversions(store, [id, await conversionOf('b')], ruler())
  await catchUp(store, clock)
  await expect(splitConversion(store, await conversionOf('b'), ['b'], ruler())).rejects.toMatchObject({
    code: 'merged_by_hand',
    status: 409,
  })
})

const names = ['a', 'b', 'c', 'd', 'e', 'f']
const world = fc.tuple(
  ...names.map((id, index) =>
    fc
      .record({
        order_id: fc.constantFrom('A', 'A', 'B', ''),
        user_id: fc.constantFrom('', 'u', 'v'),
        minutes: fc.integer({ min: 0, max: 60 }),
      })
      .map(({ minutes, ...given }) =>
        event({ id, name: 'order_completed', ...given, time: start + minutes * minute + index }),
      ),
  ),
)
type Step =
  | { do: 'load'; count: number }
  | { do: 'split'; what: string }
  | { do: 'merge'; what: string; other: string }
  | { do: 'undo'; which: number }
const name = fc.constantFrom(...names)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('load' as const), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ do: fc.constant('split' as const), what: name }),
    fc.record({ do: fc.constant('merge' as const), what: name, other: name }),
    fc.record({ do: fc.constant('undo' as const), which: fc.nat(3) }),
  ),
  { minLength: 4, maxLength: 8 },
)

test(
  'any order of arriving, splitting, merging and undoing gives the ledger of one count',
  { timeout: 240_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(world, steps, async (events, todo) => {
        await beginCounting(store, plan, clock)
        const waiting = [...events]
        const made: number[] = []
        for (const step of todo) {
          const ruling = await attempt(step, waiting, made)
          if (ruling !== undefined) made.push(ruling)
          await catchUp(store, clock)
        }
        if (waiting.length > 0) await storeBatch(store, waiting)
        await catchUp(store, clock)
        const stepwise = await everything()
        await expectRecountFindsNothing()
        for (const table of ['sightings', 'ledger', 'conversion_aliases', 'links', 'sessions']) {
          await store.facts.command(`TRUNCATE TABLE ${table}`)
        }
        await store.control.deleteFrom('settings').where('name', '=', 'derived_batch').execute()
        await store.control.updateTable('definitions').set({ counted_batch: 0, counted_at: null }).execute()
        await catchUp(store, clock)
        expect(await everything()).toEqual(stepwise)
      }),
      { numRuns: 4, endOnFailure: true },
    )
  },
)

/** Does what a step says, where it can be done; gives the ruling that was made. */
async function attempt(step: Step, waiting: StoredEvent[], made: readonly number[]): Promise<number | undefined> {
  if (step.do === 'load') {
    const next = waiting.splice(0, step.count)
    if (next.length > 0) await storeBatch(store, next)
    return undefined
  }
  if (step.do === 'undo') {
    const ruling = made[step.which]
    if (ruling !== undefined) await undoRuling(store.control, ruling, 'Bob', clock())
    return undefined
  }
  try {
    if (step.do === 'split') {
      return (await splitConversion(store, await conversionOf(step.what), [step.what], ruler())).id
    }
    const pair = [await conversionOf(step.what), await conversionOf(step.other)] as const
    return (await mergeConversions(store, pair, ruler())).id
  } catch (error) {
    // not there yet, or ruled otherwise: a refusal changes nothing
    if (error instanceof Problem) return undefined
    throw error
  }
}

async function everything(): Promise<unknown> {
  const ledgerRows = `SELECT * EXCEPT (known_from, known_to, revision) FROM ledger FINAL
    WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') ORDER BY definition, conversion_id`
  const sightings = 'SELECT * EXCEPT (revision) FROM sightings FINAL ORDER BY definition, home, id'
  return { ledger: await store.facts.query(ledgerRows), sightings: await store.facts.query(sightings) }
}
