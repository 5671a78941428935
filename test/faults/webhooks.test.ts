// A provider that tries again until it is answered 2xx, while the collector is killed and started: all that was
// acknowledged is stored, each event once.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Stripe } from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadOnce } from '#collect/load.ts'
import { hookOptionsSchema } from '#contract/hook.ts'
import { addHookSecret, createHook } from '#store/hooks.ts'
import { openJournalReader } from '#store/journal.ts'
import { type Store, openStore } from '#store/store.ts'
import { deliver } from '../support/deliver.ts'
import { type Programs, type Running, bundle, start } from '../support/programs.ts'

const total = 600
const older = 'whsec_older_0123456789'
const newer = 'whsec_newer_0123456789'
const folder = mkdtempSync(join(tmpdir(), 'onecount-webhook-kill-'))
const { webhooks } = new Stripe('sk_test_x')
let programs: Programs
let store: Store
let collector: Running<{ url: string }>
let url: string

beforeAll(async () => {
  programs = await bundle({ collector: 'src/cli/collector.ts' })
  store = await openStore(folder)
  const options = hookOptionsSchema.parse({})
  const hook = { name: 'shop', provider: 'stripe' as const, source: 'shop', options, secrets: { signature: older } }
  const place = { control: store.control, keyFile: store.home.hookKey }
  await createHook(place, hook, Date.now())
  await addHookSecret(place, 'shop', newer, Date.now())
  await startCollector('0')
  url = collector.ready.url
})
afterAll(async () => {
  await collector.end('SIGTERM')
  await store.close()
  programs.remove()
  rmSync(folder, { recursive: true, force: true })
})

async function startCollector(port: string): Promise<void> {
  const env = { ONECOUNT_DATA: folder, ONECOUNT_COLLECT_PORT: port }
  collector = await start([process.execPath, programs.path('collector')], env)
}

async function killTwice(delivered: ReadonlySet<string>): Promise<void> {
  for (const share of [1 / 3, 2 / 3]) {
    await expect.poll(() => delivered.size, { interval: 1, timeout: 20_000 }).toBeGreaterThanOrEqual(total * share)
    await collector.end('SIGKILL')
    await startCollector(new URL(url).port)
  }
}

/** Each attempt is signed anew, with either secret. */
function attempt(n: number, secret: string): Promise<number> {
  const object = { payment_status: 'paid', amount_total: n, currency: 'jpy', payment_intent: `pi_${n}` }
  const created = Math.floor(Date.now() / 1_000)
  const event = { id: `evt_${n}`, type: 'checkout.session.completed', created, livemode: true, data: { object } }
  const payload = JSON.stringify(event)
  const header = webhooks.generateTestHeaderString({ payload, secret })
  return deliver(`${url}/v1/hooks/stripe/shop`, payload, { 'stripe-signature': header }).then(
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
  await Promise.all([killTwice(delivered), ...Array.from({ length: 4 }, sender)])
  const reader = openJournalReader(store.home.journal)!
  await loadOnce(store, reader)
  reader.close()
  const sql =
    'SELECT payment_id, toFloat64(value) AS worth, count() AS times FROM events FINAL GROUP BY payment_id, value'
  const rows = await store.facts.query<{ payment_id: string; worth: number; times: string }>(sql)
  expect([...odd]).toEqual([])
  expect(new Set(rows.map(({ payment_id }) => payment_id))).toEqual(delivered)
  expect(rows.filter(({ times, worth, payment_id }) => Number(times) !== 1 || `pi_${worth}` !== payment_id)).toEqual([])
}, 60_000)
