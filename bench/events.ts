// Events made inside the engine for benchmarks: visits by channel over half a year, one event in a hundred an order.
import { intendJournalBatch, markStored } from '#store/batches.ts'
import { createKey } from '#store/keys.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { planSchema } from '#contract/plan.ts'
import { definitionsOf } from '#plan/definition.ts'
import { dayMs } from '#util/duration.ts'
import { timed } from './figures.ts'

export const firstDay = Date.UTC(2026, 0, 1)
const days = 182
const eventsPerVisitor = 10
const batchEvents = 500_000
const batchVisits = 1_000_000
const times = { start: firstDay / 1000, days }
/** When a visitor's only visit begins: anywhere in the half year. */
const beginOf = (visitor: string): string =>
  `toDateTime64({start:Float64} + intHash32(${visitor}) % ({days:UInt32} * 86400 - 3600), 3, 'UTC')`
const channelTags = "['google', 'facebook', 'line', 'bing', 'newsletter', '']"
const mediumTags = "['cpc', 'paid_social', 'cpc', 'cpc', 'email', '']"

const plan = planSchema.parse({
  points: [{ id: 'order', name: 'Order', tier: 'macro', match: { event: 'order_completed' }, once_per: 'order' }],
  note: 'one point is all that is measured here',
})

/** Visits and orders that counting makes of one range of events; channels as counting names them. */
const channelNames = "['paid_search', 'paid_social', 'line', 'paid_search', 'email', 'direct']"

/** Agrees a plan and makes a key. Returns the hash of the point's definition, and the key. */
export async function makePlan({ control }: Store): Promise<{ definition: string; key: string }> {
  const { version } = await proposePlan(control, plan, 'bench', firstDay)
  await agreePlan(control, version, undefined, 'bench', firstDay, definitionsOf)
  const { key } = await createKey(control, { name: 'bench', kind: 'write', source: 'bench', origins: [] }, Date.now())
  const [definition] = await control.selectFrom('definitions').select('hash').execute()
  return { definition: definition!.hash, key }
}

/** What an event is called and what is written into it: SQL over `number`, its `visitor` and the `step` of the visit. */
export interface Said {
  name: string
  properties: string
}
const saysNothing: Said = { name: `if(number % 100 = 7, 'order_completed', 'page_view')`, properties: `'{}'` }

/** Stores events numbered from 0, in batches; each hundred needs one `order_completed`, the eighth. */
export async function makeEvents(store: Store, events: number, said = saysNothing): Promise<void> {
  for (let from = 0; from < events; from += batchEvents) {
    await storeRange(store, from, Math.min(batchEvents, events - from), said)
  }
}

/** Stores `events` events numbered from `from` as one batch; what is stored already comes as a repeat. */
export async function storeRange(
  { control, facts, writes }: Store,
  from: number,
  events: number,
  { name, properties } = saysNothing,
): Promise<void> {
  await writes.run(async () => {
    const range = { journal: 'made', firstSeq: from + 1, lastSeq: from + events }
    const batch = await intendJournalBatch(control, range, Date.now())
    await facts.command(
      `INSERT INTO events (source, id, name, time, received_at, batch, visitor_id, url, utm_source, utm_medium, order_id,
         value, currency, properties)
       SELECT 'bench', concat('m', toString(number)), ${name} AS name,
         ${beginOf('visitor')} + step * 60 AS time,
         time, {batch:UInt64}, concat('v', toString(visitor)), 'https://shop.example/product/123',
         if(step = 0, ${channelTags}[visitor % 6 + 1], ''), if(step = 0, ${mediumTags}[visitor % 6 + 1], ''),
         if(name = 'order_completed', concat('A', toString(number)), ''),
         if(name = 'order_completed', number % 90 + 10, NULL), if(name = 'order_completed', 'USD', ''), ${properties}
       FROM (SELECT number, intDiv(number, {each:UInt32}) AS visitor, number % {each:UInt32} AS step
             FROM numbers({from:UInt64}, {events:UInt64}))`,
      { ...times, batch, each: eventsPerVisitor, from, events },
      { lane: 'load', seconds: 1_800 },
    )
    const stored = { events, repeats: 0, minTime: firstDay, maxTime: firstDay + days * dayMs }
    await markStored(control, batch, stored, Date.now())
  })
}

/**
 * What counting makes of so many events, written straight into visits and ledger: for questions over more events than
 * can be counted in a benchmark's time. test/flows/bench-events.test.ts compares the two.
 */
export async function makeCounted({ facts }: Store, definition: string, events: number): Promise<void> {
  const visitors = Math.ceil(events / eventsPerVisitor)
  for (let from = 0; from < visitors; from += batchVisits) {
    const range = { ...times, definition, from, many: Math.min(batchVisits, visitors - from) }
    const made = `SELECT number AS visitor, concat('v', toString(number)) AS name, ${beginOf('number')} AS begins,
      ${channelNames}[number % 6 + 1] AS named, toUInt8(number % 6 < 4) AS is_paid,
      lower(hex(sipHash128(name, toUnixTimestamp64Milli(begins)))) AS visit
      FROM numbers({from:UInt64}, {many:UInt64})`
    await facts.command(
      `INSERT INTO sessions (visitor_id, id, start, end, source, events, pages, channel, landing_page, paid, revision)
       SELECT name, visit, begins, begins + 540, 'bench', 10, 10, named, '/product/123', is_paid, 1 FROM (${made})`,
      range,
      { lane: 'load', seconds: 1_800 },
    )
    await facts.command(
      `INSERT INTO ledger (definition, conversion_id, known_from, revision, time, person, visitor_id, order_id, value,
         currency, channel, landing_page, credited_at, session_id, paid, sources, sightings, last_time)
       SELECT {definition:String}, lower(hex(sipHash128({definition:String}, visit))), toDateTime64(1, 3, 'UTC'), 1,
         begins + 420 AS at, concat('visitor:', name), name, concat('A', toString(visitor * 10 + 7)), 10, 'USD', named,
         '/product/123', begins, visit, is_paid, ['bench'], 1, at
       FROM (${made}) WHERE visitor % 10 = 0`,
      range,
      { lane: 'load', seconds: 1_800 },
    )
  }
}

/** A cost for each channel that ads were bought on, and each day. */
export async function makeSpend(store: Store): Promise<void> {
  await store.facts.command(
    `INSERT INTO spend (key, content, known_from, revision, batch, import_id, source, platform, channel, period_start,
       period_end, impressions, clicks, cost, currency)
     SELECT toString((number, channel)), '', toDateTime64(0, 3, 'UTC'), 1, 1, 'bench', 'bench', channel, channel,
       toDate({start:Float64}) + number AS day, day, 1000, 50, 100, 'USD'
     FROM numbers({days:UInt32}) ARRAY JOIN (SELECT groupUniqArray(channel) FROM sessions WHERE paid = 1) AS channel`,
    times,
  )
}

/** Milliseconds of a question that the engine has to answer anew: what it said since the last write is remembered. */
export async function timedAnew({ facts }: Store, question: () => Promise<unknown>): Promise<number> {
  await facts.command('SELECT 1 FORMAT Null')
  return timed(question)
}
