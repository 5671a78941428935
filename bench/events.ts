// Events made inside the engine for benchmarks: visits by channel over half a year, one event in a hundred an order.
import { intendJournalBatch, markStored } from '#store/batches.ts'
import { createKey } from '#store/keys.ts'
import { agreePlan, proposePlan } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { planSchema } from '#contract/plan.ts'
import { definitionsOf } from '#plan/definition.ts'

export const firstDay = Date.UTC(2026, 0, 1)
const days = 182
const eventsPerVisitor = 10
const channelTags = "['google', 'facebook', 'line', 'bing', 'newsletter', '']"
const mediumTags = "['cpc', 'paid_social', 'cpc', 'cpc', 'email', '']"

const plan = planSchema.parse({
  points: [{ id: 'order', name: 'Order', tier: 'macro', match: { event: 'order_completed' }, once_per: 'order' }],
  note: 'one point is all that is measured here',
})

/** Agrees a plan, makes a key, and stores `events` events as one batch, numbered from 0. Returns the point's hash. */
export async function makeEvents(store: Store, events: number): Promise<string> {
  const { version } = await proposePlan(store.control, plan, 'bench', firstDay)
  await agreePlan(store.control, version, undefined, 'bench', firstDay, definitionsOf)
  await createKey(store.control, { name: 'bench', kind: 'write', source: 'bench', origins: [] }, Date.now())
  await store.writes.run(async () => {
    const batch = await intendJournalBatch(store.control, { journal: 'made', firstSeq: 1, lastSeq: 1 }, Date.now())
    await store.facts.command(
      `INSERT INTO events (source, id, name, time, received_at, batch, visitor_id, url, utm_source, utm_medium, order_id,
         value, currency, properties)
       SELECT 'bench', concat('m', toString(number)), if(number % 100 = 7, 'order_completed', 'page_viewed') AS name,
         toDateTime64({start:Float64} + (intHash32(visitor) % ({days:UInt32} * 86400 - 3600)) + step * 60, 3, 'UTC') AS time,
         time, {batch:UInt64}, concat('v', toString(visitor)), 'https://shop.example/product/123',
         if(step = 0, ${channelTags}[visitor % 6 + 1], ''), if(step = 0, ${mediumTags}[visitor % 6 + 1], ''),
         if(name = 'order_completed', concat('A', toString(number)), ''),
         if(name = 'order_completed', number % 90 + 10, NULL), if(name = 'order_completed', 'USD', ''), '{}'
       FROM (SELECT number, intDiv(number, {each:UInt32}) AS visitor, number % {each:UInt32} AS step
             FROM numbers({events:UInt64}))`,
      { start: firstDay / 1000, days, batch, each: eventsPerVisitor, events },
      { lane: 'load', seconds: 1_800 },
    )
    const stored = { events, repeats: 0, minTime: firstDay, maxTime: firstDay + days * 86_400_000 }
    await markStored(store.control, batch, stored, Date.now())
  })
  const [definition] = await store.control.selectFrom('definitions').select('hash').execute()
  return definition!.hash
}

/** A cost for each channel that ads were bought on, and each day. */
export async function makeSpend(store: Store): Promise<void> {
  await store.facts.command(
    `INSERT INTO spend (key, content, known_from, revision, batch, import_id, source, platform, channel, period_start,
       period_end, impressions, clicks, cost, currency)
     SELECT toString((number, channel)), '', toDateTime64(0, 3, 'UTC'), 1, 1, 'bench', 'bench', channel, channel,
       toDate({start:Float64}) + number AS day, day, 1000, 50, 100, 'USD'
     FROM numbers({days:UInt32}) ARRAY JOIN (SELECT groupUniqArray(channel) FROM sessions WHERE paid = 1) AS channel`,
    { start: firstDay / 1000, days },
  )
}
