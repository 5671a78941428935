// One real action, however many sources saw it and whenever they told: one row, with every sighting. All cases, under
// identifiers of their own, arrive in the order given, counted step by step, then the other way round, then at once; the
// ledger is the same each time.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { recount } from '#count/recount.ts'
import { definitionsOf } from '#plan/definition.ts'
import { ensureDefinitions } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { minuteMs as minute } from '#util/duration.ts'
import { type TestRecord, emptyStore, event, start, storeBatch, storeRecords } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

const day = 1_440 * minute
let store: Store
let now = start
const clock = (): number => (now += 1_000)

const plan = planSchema.parse({
  points: [
    {
      id: 'bought',
      name: 'Bought',
      tier: 'macro',
      once_per: 'order',
      match: { event: ['order_completed', 'deal_won'] },
    },
    { id: 'won', name: 'Won', tier: 'micro', once_per: 'person', match: { deal: { stage: 'won' } } },
    { id: 'lead', name: 'Lead', tier: 'micro', once_per: 'person', match: { event: 'lead' } },
  ],
})

beforeAll(async () => {
  store = await openTestStore('embedded')
})
afterAll(() => store.close())

type Arrival = { events: StoredEvent[] } | { records: TestRecord[] }
/** What names a thing or a person in either. */
type Ids = Pick<StoredEvent, 'id'> & Partial<Pick<StoredEvent, 'visitor_id' | 'user_id' | 'payment_id' | 'match_keys'>>
interface Case {
  name: string
  /** What arrives together, in the order of arrival. */
  arrivals: Arrival[]
  /** Each conversion: what it is worth, its state, and the records that saw it; those left out in brackets. */
  ledger: string[]
}

const bought = (id: string, source: string, after: number, given: Partial<StoredEvent> = {}): Arrival => ({
  events: [event({ id, source, name: 'order_completed', time: start + after, currency: 'EUR', ...given })],
})
const lead = (id: string, source: string, after: number, given: Partial<StoredEvent>): Arrival => ({
  events: [event({ id, source, name: 'lead', time: start + after, ...given })],
})
const deal = (id: string, stage: string, after: number, given: Partial<TestRecord> = {}): Arrival => ({
  records: [{ kind: 'deal', id, stage, time: start + after, value: 900, ...given }],
})

const cases: Case[] = [
  {
    name: 'a thank-you page that is loaded again the next day',
    arrivals: [
      bought('seen', 'tag', 0, { visitor_id: 'v', order_id: 'A', value: 50 }),
      bought('reloaded', 'tag', day, { visitor_id: 'v', order_id: 'A', value: 50 }),
    ],
    ledger: ['50 counted: reloaded seen'],
  },
  {
    name: 'one order by browser, server, webhook and CRM',
    arrivals: [
      bought('browser', 'tag', 0, { visitor_id: 'v', order_id: 'A' }),
      bought('server', 'server', minute, { user_id: 'u', order_id: 'A', payment_id: 'pi_1', value: 50 }),
      bought('webhook', 'stripe', 2 * minute, { payment_id: 'pi_1', value: 50 }),
      bought('crm', 'hubspot', 3 * day, { name: 'deal_won', order_id: 'A', deal_id: 'D', value: 50 }),
    ],
    ledger: ['50 counted: browser crm server webhook'],
  },
  {
    name: 'a browser and the conversions API by the id that they share',
    arrivals: [
      bought('e-1', 'tag', 0, { visitor_id: 'v', value: 50 }),
      bought('Purchase:e-1', 'meta', minute, { match_keys: { event_id: 'e-1' }, value: 50 }),
    ],
    ledger: ['50 counted: Purchase:e-1 e-1'],
  },
  {
    name: 'two orders of one person minutes apart',
    arrivals: [
      bought('one', 'tag', 0, { user_id: 'u', order_id: 'A', value: 50 }),
      bought('two', 'tag', 3 * minute, { user_id: 'u', order_id: 'B', value: 70 }),
    ],
    ledger: ['50 counted: one', '70 counted: two'],
  },
  {
    name: 'a deal that two systems report months later, with its lead',
    arrivals: [
      { records: [{ kind: 'lead', id: 'L', time: start }] },
      deal('D', 'open', 10 * day, { lead_id: 'L' }),
      deal('D', 'won', 90 * day, { lead_id: 'L' }),
    ],
    ledger: ['900 counted: D'],
  },
  {
    name: 'a deal that was won and lost again',
    arrivals: [deal('D', 'won', 90 * day), deal('D', 'lost', 120 * day)],
    ledger: ['0 cancelled: D D<'],
  },
  {
    name: 'an order refunded in part by the shop, of which the payment provider tells too',
    arrivals: [
      bought('paid', 'shop', 0, { order_id: 'A', payment_id: 'pi_1', value: 50 }),
      bought('refund', 'shop', day, { name: 'order_refunded', order_id: 'A', value: 20 }),
      bought('evt_2', 'stripe', day, { name: 'order_refunded', payment_id: 'pi_1', value: 20 }),
    ],
    ledger: ['30 partly_refunded: evt_2< paid refund<'],
  },
  {
    name: 'a sighting that is known late and happened first',
    arrivals: [
      bought('server', 'server', 5 * minute, { order_id: 'A', value: 50 }),
      bought('offline', 'tag', 0, { visitor_id: 'v', order_id: 'A' }),
    ],
    ledger: ['50 counted: offline server'],
  },
  {
    name: 'two leads of visitors who turn out to be one person',
    arrivals: [
      lead('phone', 'tag', 0, { visitor_id: 'v1' }),
      lead('desk', 'tag', day, { visitor_id: 'v2' }),
      { events: [event({ id: 'in1', visitor_id: 'v1', user_id: 'u', time: start + 2 * day })] },
      { events: [event({ id: 'in2', visitor_id: 'v2', user_id: 'u', time: start + 3 * day })] },
    ],
    ledger: ['null counted: desk(out) phone'],
  },
]

const inTurn = cases.map(({ arrivals }, index) => arrivals.map((arrival) => ownIds(arrival, index)))
const longest = Math.max(...inTurn.map((arrivals) => arrivals.length))
/** Round by round, what arrives of each case; shorter ones are through earlier. */
const stepByStep = Array.from({ length: longest }, (_, step) => inTurn.flatMap((arrivals) => arrivals[step] ?? []))
const backwards = Array.from({ length: longest }, (_, step) =>
  inTurn.flatMap((arrivals) => arrivals.at(-1 - step) ?? []),
)

describe.for([
  { order: 'step by step', rounds: stepByStep },
  { order: 'the other way round', rounds: backwards },
  { order: 'all at once', rounds: [inTurn.flat()] },
])('told $order', ({ rounds }) => {
  const known = cases.map(() => new Set<string>())

  beforeAll(async () => {
    await emptyStore(store)
    await ensureDefinitions(store.control, definitionsOf(plan))
    for (const round of rounds) {
      for (const arrival of round) await arrive(arrival)
      await catchUp(store, clock)
      for (const [index, ids] of known.entries()) for (const { id } of await standing(index)) ids.add(id)
    }
  })

  test.for(cases.map(({ name, ledger }, index) => ({ name, ledger, index })))('$name', async ({ ledger, index }) => {
    expect((await standing(index)).map(({ line }) => line)).toEqual(ledger)
  })

  test('ids that a conversion had before a late sighting or a change of identity still lead to it', async () => {
    const aliases = await store.facts.query<{ alias: string; id: string }>(
      'SELECT alias, conversion_id AS id FROM conversion_aliases FINAL ORDER BY alias',
    )
    const next = new Map(aliases.map(({ alias, id }) => [alias, id]))
    const leadsTo = (id: string): string => (next.has(id) ? leadsTo(next.get(id)!) : id)
    for (const [index, ids] of known.entries()) {
      const standsNow = (await standing(index)).map(({ id }) => id)
      for (const id of ids) expect(standsNow).toContain(leadsTo(id))
    }
    if (rounds === stepByStep) expect(aliases).toHaveLength(2)
  })

  test('counting everything again finds nothing', async () => {
    const results = await recount(store, clock, { repair: false })
    expect(results.filter((each) => each.opened + each.closed + each.sightings > 0)).toEqual([])
  })
})

/** The same arrival under identifiers that no other case has. */
function ownIds(arrival: Arrival, index: number): Arrival {
  const own = (value: string | undefined): string => (value ? `${value}.${index}` : '')
  const ofAll = <T extends Ids>(row: T): T => ({
    ...row,
    id: own(row.id),
    visitor_id: own(row.visitor_id),
    user_id: own(row.user_id),
    payment_id: own(row.payment_id),
    match_keys: Object.fromEntries(Object.entries(row.match_keys ?? {}).map(([key, value]) => [key, own(value)])),
  })
  if ('events' in arrival)
    return {
      events: arrival.events.map((row) => ({ ...ofAll(row), order_id: own(row.order_id), deal_id: own(row.deal_id) })),
    }
  return { records: arrival.records.map((row) => ({ ...ofAll(row), lead_id: own(row.lead_id) })) }
}

async function arrive(arrival: Arrival): Promise<void> {
  if ('events' in arrival) await storeBatch(store, arrival.events)
  else await storeRecords(store, arrival.records)
}

const isCurrent = "known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"

/** The conversions of a case as they stand, with the line that the case names. */
async function standing(index: number): Promise<{ id: string; line: string }[]> {
  const mark = "multiIf(outcome = 'not_counted', '(out)', outcome = 'reversal', '<', '')"
  return store.facts.query(
    `SELECT id, concat(ifNull(toString(value), 'null'), ' ', state, ': ', records) AS line
     FROM (SELECT conversion_id AS id, time, value, state FROM ledger FINAL WHERE ${isCurrent}) AS counted
     INNER JOIN (
       SELECT conversion_id, arrayStringConcat(arraySort(groupArray(concat(own_id, ${mark}))), ' ') AS records
       FROM (SELECT *, replaceOne(record_id, {own:String}, '') AS own_id FROM sightings FINAL WHERE endsWith(record_id, {own:String}))
       GROUP BY conversion_id
     ) AS seen ON seen.conversion_id = counted.id
     ORDER BY counted.time`,
    { own: `.${index}` },
  )
}
