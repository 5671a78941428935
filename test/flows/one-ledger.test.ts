// One real action, however many sources saw it and whenever they told: one row, with every sighting. Each case arrives in
// the order given, counted step by step, then the other way round, then all at once; the ledger is the same each time.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StoredEvent } from '#contract/event.ts'
import { planSchema } from '#contract/plan.ts'
import { catchUp } from '#count/catch-up.ts'
import { recount } from '#count/recount.ts'
import { definitionsOf } from '#plan/definition.ts'
import { ensureDefinitions } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { type TestRecord, emptyStore, event, start, storeBatch, storeRecords } from '../support/facts.ts'
import { openTestStore } from '../support/store.ts'

const minute = 60_000
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
  store = await openTestStore()
})
afterAll(() => store.close())

type Arrival = { events: StoredEvent[] } | { records: TestRecord[] }
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

test.for(cases)('$name', async ({ arrivals, ledger: wanted }) => {
  const together = [arrivals]
  for (const rounds of [arrivals.map((each) => [each]), arrivals.toReversed().map((each) => [each]), together]) {
    await begin()
    for (const round of rounds) {
      for (const arrival of round) await arrive(arrival)
      await catchUp(store, clock)
    }
    expect(await ledger()).toEqual(wanted)
    const results = await recount(store, clock, { repair: false })
    expect(results.filter((each) => each.opened + each.closed + each.sightings > 0)).toEqual([])
  }
})

test('ids that a conversion had before a late sighting or a change of identity still lead to it', async () => {
  for (const name of [
    'a sighting that is known late and happened first',
    'two leads of visitors who turn out to be one person',
  ]) {
    await begin()
    const given = cases.find((each) => each.name === name)!
    const known = new Set<string>()
    for (const arrival of given.arrivals) {
      await arrive(arrival)
      await catchUp(store, clock)
      for (const id of await standing()) known.add(id)
    }
    const [last, ...others] = await standing()
    expect(others).toEqual([])
    const aliases = await store.facts.query<{ alias: string; id: string }>(
      'SELECT alias, conversion_id AS id FROM conversion_aliases FINAL',
    )
    expect(known.size).toBe(2)
    known.delete(last!)
    expect(aliases).toEqual([...known].map((alias) => ({ alias, id: last })))
  }
})

async function begin(): Promise<void> {
  await emptyStore(store)
  await ensureDefinitions(store.control, definitionsOf(plan))
  await catchUp(store, clock)
}

async function arrive(arrival: Arrival): Promise<void> {
  if ('events' in arrival) await storeBatch(store, arrival.events)
  else await storeRecords(store, arrival.records)
}

const isCurrent = "known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"

async function standing(): Promise<string[]> {
  const rows = await store.facts.query<{ id: string }>(
    `SELECT conversion_id AS id FROM ledger FINAL WHERE ${isCurrent}`,
  )
  return rows.map(({ id }) => id)
}

async function ledger(): Promise<string[]> {
  const mark = "multiIf(outcome = 'not_counted', '(out)', outcome = 'reversal', '<', '')"
  const rows = await store.facts.query<{ line: string }>(
    `SELECT concat(ifNull(toString(value), 'null'), ' ', state, ': ', records) AS line
     FROM (SELECT conversion_id, time, value, state FROM ledger FINAL WHERE ${isCurrent}) AS counted
     INNER JOIN (
       SELECT conversion_id, arrayStringConcat(arraySort(groupArray(concat(record_id, ${mark}))), ' ') AS records
       FROM sightings FINAL GROUP BY conversion_id
     ) AS seen ON seen.conversion_id = counted.conversion_id
     ORDER BY counted.time`,
  )
  return rows.map(({ line }) => line)
}
