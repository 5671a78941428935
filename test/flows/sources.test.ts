// Sources as a client of the API meets them, with a collector beside the server.
import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningCollector, startCollector } from '#cli/collector-process.ts'
import { sourceLines } from '#cli/commands/sources.ts'
import { loadOnce } from '#collect/load.ts'
import { connectors, fillSnippet } from '#contract/connect.ts'
import type { SourceEntry, SourceReport, TestSent } from '#contract/sources.ts'
import { openJournalReader } from '#store/journal.ts'
import { readSenders } from '#store/senders.ts'
import { openTestServices } from '../support/services.ts'
import { createApi } from '#http/api.ts'
import type { Services } from '#http/services.ts'
import { dayMs } from '#util/duration.ts'

let services: Services
let collector: RunningCollector
let close: () => Promise<void>
let call: (path: string, body?: object | string) => Promise<Response>

beforeAll(async () => {
  const opened = await openTestServices()
  ;({ services, close } = opened)
  collector = await startCollector({
    dataFolder: services.settings.dataFolder,
    host: '127.0.0.1',
    port: 0,
    bounds: { maxBytes: 1e9, spareBytes: 0 },
    report: console.error,
    onDamage: console.error,
  })
  services.settings.collectPort = Number(new URL(collector.url).port)
  const api = createApi(services)
  const headers = { authorization: `Bearer ${services.adminToken}`, 'content-type': 'application/json' }
  call = async (path, body) => {
    const init =
      body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }
    return api.fetch(new Request(`http://127.0.0.1${path}`, { ...init, headers }))
  }
})
afterAll(async () => {
  await collector.stop()
  await close()
})

const report = async (): Promise<SourceReport> => (await call('/api/v1/sources')).json() as Promise<SourceReport>
const named = async (name: string): Promise<SourceEntry> =>
  (await report()).sources.find((source) => source.name === name)!
async function makeKey(key: object): Promise<string> {
  return ((await (await call('/api/v1/keys', key)).json()) as { key: string }).key
}
const sendTest = async (key: string): Promise<TestSent> =>
  (await call('/api/v1/sources/test', { key })).json() as Promise<TestSent>

/** What the collector counts is written within a second. */
async function counted(source: string): Promise<void> {
  const known = () => readSenders(services.store.home.journal).some((each) => each.source === source)
  await expect.poll(known, { timeout: 5_000 }).toBe(true)
  const reader = openJournalReader(services.store.home.journal)!
  await loadOnce(services.store, reader)
  reader.close()
}

test('a key that never sent is a source that was never seen; a test event makes it one that was tried', async () => {
  const key = await makeKey({ name: 'page', kind: 'browser', origins: ['https://www.example.com'] })
  expect(await named('page')).toMatchObject({ health: 'never', ways: ['browser_key'], firstAt: null, sent: null })
  expect(await sendTest(key)).toMatchObject({ source: 'page', accepted: true, reason: '' })
  await counted('page')
  expect(await named('page')).toMatchObject({ health: 'test', ways: ['tag'], sent: { accepted: 1, refused: 0 } })
  const { volume } = await named('page')
  expect(volume.length).toBe(91)
  expect(volume.at(-1)).toBe(1)
})

test('a test with a key that nobody knows says what is wrong, and is counted as a stranger', async () => {
  const sent = await sendTest('oc_w_unknown')
  expect(sent).toMatchObject({ accepted: false, source: '', reason: 'The key is not known.' })
  expect(sent.hint).toMatch(/onecount key create/)
  await expect.poll(async () => (await report()).strangers, { timeout: 5_000 }).toBe(1)
})

test('what a source sends and has refused is told with the share and the reason', async () => {
  const key = await makeKey({ name: 'shop' })
  const body = JSON.stringify([
    { id: '1', name: 'order_completed' },
    { id: '2', name: 'order_completed', value: 'much' },
  ])
  await fetch(`${collector.url}/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${key}` }, body })
  await counted('shop')
  const shop = await named('shop')
  expect(shop).toMatchObject({ health: 'rejecting', ways: ['onecount'], sent: { accepted: 1, refused: 1 } })
  expect(shop.why).toMatch(/^50 % of what it sent in 24 hours was refused\. Mostly: value /)
})

test('records and ad reports of files are sources too; what needs a look stands first', async () => {
  const day = new Date(services.clock() - dayMs).toISOString().slice(0, 10)
  await (await call('/api/v1/imports?kind=leads&file=l.csv&source=crm', `id,date\nl1,${day}\nl2,${day}\n`)).text()
  await (
    await call(
      '/api/v1/imports?kind=ads&file=a.csv&platform=meta&currency=EUR',
      `date,campaign,clicks,cost\n${day},a,3,4\n${day},b,3,4\n,c,1,1\n`,
    )
  ).text()
  const { sources } = await report()
  expect(sources.map(({ name, holds, health }) => [name, holds, health])).toEqual([
    ['meta', 'reports', 'rejecting'],
    ['shop', 'events', 'rejecting'],
    ['page', 'events', 'test'],
    ['crm', 'records', 'healthy'],
  ])
  expect(sources[3]!.volume.at(-2)).toBe(2)
  expect(sources[0]!.sent).toEqual({ accepted: 2, refused: 1 })
})

test('the command line tells it in 80 columns', async () => {
  const lines = sourceLines(await report())
  expect(lines.every((line) => line.length <= 80)).toBe(true)
  expect(lines.join('\n')).toMatch(/shop +onecount +\d{4}-\d\d-\d\d +1 +50\.0 % +rejecting/)
  expect(lines.at(-1)).toBe('! 1 request of the last 24 hours had a key or address that nobody knows.')
})

test('the lines to copy for servers are taken as they stand', async () => {
  const key = await makeKey({ name: 'lines' })
  const { snippets } = connectors.find(({ id }) => id === 'api')!
  const programs: Record<string, string[]> = {
    curl: ['sh', '-c'],
    Node: ['node', '--input-type=module', '-e'],
    Python: ['python3', '-c'],
    PHP: ['php', '-r'],
  }
  let sent = 0
  for (const { label, text } of snippets) {
    const [program, ...options] = programs[label]!
    const known = spawnSync(label === 'curl' ? 'curl' : program!, ['--version']).status === 0
    if (!known) continue
    const run = promisify(execFile)(program!, [...options, fillSnippet(text, collector.url, key)])
    expect((await run).stderr, label).not.toMatch(/error/i)
    sent += 1
  }
  expect(sent).toBeGreaterThan(0)
  await expect.poll(async () => (await named('lines')).sent, { timeout: 5_000 }).toEqual({ accepted: sent, refused: 0 })
})

test('a collector that does not answer is a problem with the remedy', async () => {
  const { collectPort } = services.settings
  services.settings.collectPort = 1
  const response = await call('/api/v1/sources/test', { key: 'any' })
  services.settings.collectPort = collectPort
  expect(response.status).toBe(502)
  expect(await response.text()).toContain('onecount up')
})
