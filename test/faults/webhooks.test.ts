// A provider that tries again until it is answered 2xx, while the collector is killed and started: all that was
// acknowledged is stored, each event once.
import { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hookOptionsSchema } from '#contract/hook.ts'
import { addHookSecret, createHook } from '#store/hooks.ts'
import { deliver } from '../support/deliver.ts'
import { type KilledCollector, openKilledCollector } from '../support/killed-collector.ts'

const total = 600
const older = 'whsec_older_0123456789'
const newer = 'whsec_newer_0123456789'
const { webhooks } = new Stripe('sk_test_x')
let collector: KilledCollector

beforeAll(async () => {
  collector = await openKilledCollector()
  const { control, home } = collector.store
  const options = hookOptionsSchema.parse({})
  const hook = { name: 'shop', provider: 'stripe' as const, source: 'shop', options, secrets: { signature: older } }
  const place = { control, keyFile: home.hookKey }
  await createHook(place, hook, Date.now())
  await addHookSecret(place, 'shop', newer, Date.now())
})
afterAll(() => collector.close())

/** Each attempt is signed anew, with either secret. */
function attempt(n: number, secret: string): Promise<number> {
  const object = { payment_status: 'paid', amount_total: n, currency: 'jpy', payment_intent: `pi_${n}` }
  const created = Math.floor(Date.now() / 1_000)
  const event = { id: `evt_${n}`, type: 'checkout.session.completed', created, livemode: true, data: { object } }
  const payload = JSON.stringify(event)
  const header = webhooks.generateTestHeaderString({ payload, secret })
  return deliver(`${collector.url}/v1/hooks/stripe/shop`, payload, { 'stripe-signature': header }).then(
    ({ status }) => status,
    // the connection broke: it cannot know whether it was heard
    () => 0,
  )
}

test('Stripe, trying again through two kills: exactly once', async () => {
  const delivered = new Set<string>()
  const odd = new Set<number>()
  let next = 0
  const sender = async (): Promise<void> => {
    while (next < total) {
      const n = (next += 1)
      for (let status = 0; status !== 200;) {
        status = await attempt(n, n % 2 === 0 ? older : newer)
        if (status === 200) delivered.add(`pi_${n}`)
        else if (status !== 0) odd.add(status)
        if (status !== 200) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      // it may also deliver what was acknowledged once more
      if (n % 10 === 0) await attempt(n, newer)
      expect(await attempt(n, 'whsec_of_somebody_else')).not.toBe(200)
    }
  }
  await Promise.all([collector.killTwice(delivered, total), ...Array.from({ length: 4 }, sender)])
  await collector.load()
  const sql =
    'SELECT payment_id, toFloat64(value) AS worth, count() AS times FROM events FINAL GROUP BY payment_id, value'
  const rows = await collector.store.facts.query<{ payment_id: string; worth: number; times: string }>(sql)
  expect([...odd]).toEqual([])
  expect(new Set(rows.map(({ payment_id }) => payment_id))).toEqual(delivered)
  expect(rows.filter(({ times, worth, payment_id }) => Number(times) !== 1 || `pi_${worth}` !== payment_id)).toEqual([])
}, 60_000)
