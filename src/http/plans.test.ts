import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PlanView } from '#contract/plan.ts'
import type { ProgressLine, StepProgress } from '#contract/progress.ts'
import { definitionHash } from '#plan/definition.ts'
import { type Control, openControl } from '#store/control.ts'
import { Problem } from '#util/problem.ts'
import { planRoutes } from './plans.ts'
import type { Services } from './services.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-plan-routes-'))
let control: Control
let app: Hono
let now: number
let counts: number
let countingBreaks: boolean

beforeAll(async () => {
  control = await openControl(join(folder, 'control.sqlite'))
  // The plan's routes touch the control store and catchUp only; no file has been imported.
  const services = {
    store: { control, facts: { query: async () => [] } },
    clock: () => now,
    countAgainStep: async () => false,
    catchUp: async (progress?: Parameters<Services['catchUp']>[0]) => {
      counts += 1
      progress?.({ what: 'Deal won', done: 1, total: 2 })
      if (countingBreaks) throw new Error('the disk is full')
    },
  } as unknown as Services
  app = new Hono().route('/plans', planRoutes(services))
  app.onError((error, context) => {
    if (error instanceof Problem) return context.json(error.toJSON(), error.status as 400)
    throw error
  })
})
beforeEach(async () => {
  now = Date.parse('2026-05-10T12:00:00Z')
  counts = 0
  countingBreaks = false
  for (const table of ['plan_agreements', 'plan_log', 'plan_drafts', 'plans', 'definitions'] as const)
    await control.deleteFrom(table).execute()
})
afterAll(async () => {
  await control.destroy()
  rmSync(folder, { recursive: true })
})

const yaml = (extra = ''): string =>
  `${extra}\nnote: x\npoints:\n  - { id: deal_won, name: Deal won, tier: macro, match: { deal: { stage: won } } }\n`

async function get(path: string): Promise<{ status: number; body: never }> {
  const response = await app.request(`/plans${path}`)
  return { status: response.status, body: (await response.json()) as never }
}
async function post(path: string, body = ''): Promise<{ status: number; body: never }> {
  const response = await app.request(`/plans${path}`, { method: 'POST', body })
  return { status: response.status, body: (await response.json()) as never }
}
async function postLines(path: string): Promise<ProgressLine<StepProgress, PlanView>[]> {
  const response = await app.request(`/plans${path}`, { method: 'POST' })
  return (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ProgressLine<StepProgress, PlanView>)
}

test('a plan goes from text to in force', async () => {
  expect(await get('/current')).toMatchObject({ status: 404, body: { error: { code: 'no_plan' } } })
  expect(await post('?by=ann', yaml())).toMatchObject({
    status: 201,
    body: { version: 1, proposedBy: 'ann', inForce: null },
  })
  expect(await post('/newest/agree', '{"by":"bob"}')).toMatchObject({ status: 200, body: { state: 'agreed' } })
  expect(await get('/current')).toMatchObject({
    status: 200,
    body: { version: 1, inForce: { from: null, until: null }, agreements: [{ by: 'bob' }] },
  })
  expect(counts).toBe(0)
})

test('agreeing makes the definitions known that are to be counted', async () => {
  await post('', yaml())
  const { body } = await post('/1/agree')
  const [point] = (body as PlanView).plan.points
  const rows = await control.selectFrom('definitions').select(['hash', 'point', 'counted_at', 'preview']).execute()
  expect(rows).toEqual([{ hash: definitionHash(point!), point: JSON.stringify(point), counted_at: null, preview: 0 }])
})

test('agreeing can count at once, a line for each step', async () => {
  await post('', yaml())
  const lines = await postLines('/newest/agree?count=1')
  expect(lines.map(({ type }) => type)).toEqual(['progress', 'done'])
  expect(lines.at(-1)).toMatchObject({ result: { version: 1, state: 'agreed' } })
})

test('counting that breaks off is said, and the agreement stands', async () => {
  countingBreaks = true
  await post('', yaml())
  expect((await postLines('/newest/agree?count=1')).at(-1)).toEqual({ type: 'failed', message: 'the disk is full' })
  expect((await get('/current')).body).toMatchObject({ version: 1 })
})

test('half an agreement counts nothing', async () => {
  await post('', yaml('departments: [marketing, sales]'))
  const response = await app.request('/plans/1/agree?count=1', { method: 'POST', body: '{"department":"sales"}' })
  expect(JSON.parse(await response.text())).toMatchObject({ type: 'done', result: { missing: ['marketing'] } })
  expect(counts).toBe(0)
})

test('each version knows when it is in force', async () => {
  await post('', yaml())
  await post('/1/agree')
  await post('', yaml('effective: 2026-06-01'))
  await post('/2/agree')
  const { body } = await get('')
  expect((body as { versions: PlanView[] }).versions.map(({ inForce }) => inForce)).toEqual([
    { from: null, until: '2026-06-01' },
    { from: '2026-06-01', until: null },
  ])
  expect((await get('/current')).body).toMatchObject({ version: 1 })
  now = Date.parse('2026-06-01T00:00:00Z')
  expect((await get('/current')).body).toMatchObject({ version: 2 })
  expect((await get('/1')).body).toMatchObject({ state: 'superseded' })
})

test('a check says what each point counts, or everything that is wrong', async () => {
  expect((await post('/check', yaml())).body).toMatchObject({
    ok: true,
    points: [{ id: 'deal_won', rule: 'deal reaches stage won', oncePer: 'every time' }],
  })
  expect((await post('/check', 'timezone: Asia/Tokio\npoints: []')).body).toEqual({
    ok: false,
    problems: [
      { field: 'timezone', line: 1, message: '"Asia/Tokio" is not a time zone', hint: 'Did you mean Asia/Tokyo?' },
      { field: 'points', line: 2, message: 'is an empty list', hint: 'List at least the macro point under points:' },
    ],
  })
})

test('a plan with problems is refused with all of them, and nothing is stored', async () => {
  const { status, body } = await post('', yaml('currency: yen\nfoo: 1'))
  expect(status).toBe(400)
  expect(body).toMatchObject({
    error: { code: 'invalid_plan', message: 'The plan has 2 problems; nothing was stored.' },
  })
  expect((await get('')).body).toEqual({ versions: [] })
})

test('wrong versions, bodies and sizes are refused with what to do', async () => {
  expect(await get('/9')).toMatchObject({ status: 404, body: { error: { code: 'no_plan' } } })
  await post('', yaml())
  expect(await get('/9')).toMatchObject({
    status: 404,
    body: { error: { details: [{ hint: 'There is only version 1.' }] } },
  })
  expect(await get('/latest')).toMatchObject({ status: 404, body: { error: { code: 'unknown_version' } } })
  expect(await post('/1/agree', '[')).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringContaining('The body is not JSON') } },
  })
  expect(await post('/1/agree', '{"as":"x"}')).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid_agreement' } },
  })
  expect(await post('', 'x'.repeat(1_100_000))).toMatchObject({
    status: 413,
    body: { error: { code: 'plan_too_long' } },
  })
})

test('the history is in the time zone of the plan in force, whatever is proposed or agreed for later', async () => {
  await post('', yaml('timezone: Asia/Tokyo'))
  await post('/1/agree')
  await post('', yaml('timezone: America/New_York\neffective: 2026-06-01'))
  await post('/2/agree')
  await post('', yaml('timezone: Europe/Berlin'))
  expect((await get('/history')).body).toMatchObject({ timezone: 'Asia/Tokyo' })
})
