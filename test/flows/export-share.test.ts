// An answer leaves the house: as a file, and as a link that whoever has it may open.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProgram, run } from '#cli/program.ts'
import type { Answer, QuestionInput } from '#contract/ask.ts'
import type { NewShare, ShareEntry, SharedAnswer } from '#contract/share.ts'
import { createApi } from '#http/api.ts'
import { definitionHash } from '#plan/definition.ts'
import { sqlTime } from '#store/facts.ts'
import { openShare } from '#store/shares.ts'
import { addUser } from '#store/users.ts'
import { type TestCommandLine, asAdmin } from '../support/command-line.ts'
import { agreeCounted, at, insertLedger } from '../support/counted.ts'
import { openTestServices } from '../support/services.ts'

const question: QuestionInput = { metrics: ['cv'], by: ['channel'], from: '2026-04-01', to: '2026-04-30' }
let opened: Awaited<ReturnType<typeof openTestServices>>
let app: ReturnType<typeof createApi>
let line: TestCommandLine
let folder: string

beforeAll(async () => {
  opened = await openTestServices()
  folder = mkdtempSync(join(tmpdir(), 'onecount-export-'))
  const { services } = opened
  app = createApi(services)
  line = asAdmin(services, folder)
  const sale = { id: 'sale', name: 'Sale', tier: 'macro', match: { order: {} }, once_per: 'order' }
  const plan = {
    effective: '2026-01-01',
    points: [sale],
    note: 'one',
    channels: [{ id: 'fair', label: 'Spring fair', where: { source: 'fair' } }],
  }
  const [point] = (await agreeCounted(services.store, plan, at('2026-01-01'))).points
  await insertLedger(
    services.store,
    ['search', 'search', 'fair'].map((channel, index) => ({
      point: point!,
      id: `c${index}`,
      time: `2026-04-0${index + 1}`,
      channel,
      value: 10 * index,
    })),
  )
  await services.store.facts.insert(
    'sightings',
    ['shop', 'crm'].map((source) => ({
      id: `s-${source}`,
      definition: definitionHash(point!),
      home: 'h',
      conversion_id: 'c1',
      kind: 'order',
      source,
      record_id: 'A-17',
      time: sqlTime(at('2026-04-02')),
      outcome: source === 'shop' ? 'counted' : 'duplicate',
      reason: source === 'shop' ? '' : 'same order',
    })),
  )
})
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})

const address = (path: string): string => `http://127.0.0.1:${opened.services.settings.port}${path}`
const call = (
  path: string,
  init: Omit<RequestInit, 'headers'> & { token?: string | null; headers?: Record<string, string> } = {},
) => {
  const { token = opened.services.adminToken, ...rest } = init
  return app.request(address(path), {
    ...rest,
    headers: { ...rest.headers, ...(token !== null && { authorization: `Bearer ${token}` }) },
  })
}
const post = (path: string, body: object, headers: Record<string, string> = {}, token?: string) =>
  call(path, { method: 'POST', body: JSON.stringify(body), headers, ...(token !== undefined && { token }) })
async function told(...args: string[]): Promise<string> {
  line.fresh()
  expect(await run(createProgram(line.cli, '0'), line.cli, args), line.remarks.join('\n')).toBe(0)
  expect(line.tooLong()).toEqual([])
  return line.out.join('\n')
}

test('an answer is a CSV or Parquet file for whoever accepts that or names it, and JSON else', async () => {
  const csv = await post('/api/v1/ask', question, { accept: 'text/csv' })
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="cv-by-channel-2026-04-01-2026-04-30.csv"')
  expect(await csv.text()).toMatch(/^channel,cv,cv_low,cv_high\r\nsearch,2,/)
  const parquet = await (await post('/api/v1/ask?format=parquet', question)).arrayBuffer()
  expect(await parquetReadObjects({ file: parquet, compressors })).toMatchObject([
    { channel: 'search', cv: 2 },
    { channel: 'fair', cv: 1 },
  ])
  const browser = await post('/api/v1/ask', question, { accept: 'text/html,*/*' })
  expect(((await browser.json()) as Answer).rows).toHaveLength(2)
  const wrong = await post('/api/v1/ask?format=xls', question)
  expect(wrong.status).toBe(400)
  expect(await wrong.json()).toMatchObject({
    error: { details: [{ field: 'format', hint: 'Write json, csv, definitions, parquet.' }] },
  })
})

test('the command line writes the table and its definitions beside each other, and nothing half', async () => {
  await told('ask', '--metric', 'cv', '--by', 'channel', '--out', 'april.csv')
  expect(readdirSync(folder).toSorted()).toEqual(['april.csv', 'april.definitions.csv'])
  expect(readFileSync(join(folder, 'april.definitions.csv'), 'utf8')).toMatch(/\r\ncv,3,/)
  line.fresh()
  expect(await run(createProgram(line.cli, '0'), line.cli, ['ask', '--metric', 'cv', '--out', 'april.xlsx'])).toBe(1)
  expect(line.remarks.join('\n')).toContain('Write csv, parquet, json.')
})

test('the ledger leaves as it stands, each conversion once with what saw it', async () => {
  await told('export', '--out', 'all.jsonl')
  const lines = readFileSync(join(folder, 'all.jsonl'), 'utf8').trim().split('\n')
  const conversions = lines.map((text) => JSON.parse(text) as { id: string; sightings: { reason: string }[] })
  expect(conversions.map(({ id }) => id)).toEqual(['c2', 'c1', 'c0'])
  expect(conversions[1]!.sightings.map(({ reason }) => reason).toSorted()).toEqual(['', 'same order'])
  await told('export', '--format', 'parquet', '--out', 'all.bin', '--channel', 'search')
  const bytes = readFileSync(join(folder, 'all.bin'))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  expect(await parquetReadObjects({ file, compressors })).toMatchObject([
    { id: 'c1', time: new Date('2026-04-02'), value: 10, seen: 2, records: expect.stringContaining('crm/A-17') },
    { id: 'c0', value: 0 },
  ])
  const csv = await (await call('/api/v1/ledger/export?format=csv&channel=fair')).text()
  expect(Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true }).data).toMatchObject([
    { id: 'c2', point: 'sale', time: '2026-04-03T00:00:00.000Z' },
  ])
  expect((await call('/api/v1/ledger/export?point=nothing')).status).toBe(400)
})

test('a link shows its one answer to whoever has it, and to nobody once it is revoked or over', async () => {
  const made = (await (await post('/api/v1/shares', { title: 'April', question })).json()) as NewShare
  const path = new URL(made.url).pathname
  const token = path.split('/').at(-1)!
  // what comes later is not in it
  const read = async () => (await (await call(path, { token: null })).json()) as SharedAnswer
  const shared = await read()
  expect(shared.answer.total).toMatchObject({ cv: { value: 3 } })
  expect(shared.answer.definitions[0]).toMatchObject({ planVersions: [1], from: '2026-04-01' })
  expect(shared.channels).toEqual([{ id: 'fair', label: 'Spring fair' }])
  expect(shared.since).toEqual({ erased: 0, removed: 0 })
  const file = await call(`${path}?format=csv&fbclid=x`, { token: null })
  expect(await file.text()).toMatch(/^channel,cv/)
  expect((await call(`${path}?format=xls`, { token: null })).status).toBe(400)
  // it opens nothing else
  expect((await call('/api/v1/ask/metrics', { token })).status).toBe(401)
  expect((await call(`${path}x`, { token: null })).status).toBe(404)
  expect(await openShare(opened.services.store.control, token, made.expiresAt)).toBeUndefined()
  const { shares } = (await (await call('/api/v1/shares')).json()) as { shares: ShareEntry[] }
  expect(shares).toMatchObject([{ title: 'April', by: 'admin', opened: 2 }])
  expect(JSON.stringify(shares)).not.toContain(token)
  expect(await told('share', 'list')).toMatch(/until \d{4}-\d\d-\d\d +2 +April$/m)
  await told('share', 'revoke', made.id)
  const gone = await call(path, { token: null })
  expect(gone.status).toBe(404)
  expect(await gone.json()).toMatchObject({ error: { code: 'not_shared' } })
  const kept = await opened.services.store.control.selectFrom('shares').select('answer').execute()
  expect(kept).toEqual([{ answer: '' }])
})

test('the command line shares what it asks; who may only look may not share', async () => {
  const url = await told('ask', '--metric', 'cv', '--share', 'For the board', '--days', '7')
  expect(url).toMatch(/\/shared\/oc_s_\w{32}$/)
  const viewer = await addUser(opened.services.store.control, { name: 'vi@example.com', role: 'viewer' }, Date.now())
  const signIn = await app.request(address(`/sign-in?token=${viewer.token}`))
  const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const refused = await call('/api/v1/shares', {
    method: 'POST',
    body: JSON.stringify({ title: 'x', question }),
    headers,
    token: null,
  })
  expect(refused.status).toBe(403)
})
