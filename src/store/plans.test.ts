import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Plan, planSchema } from '#contract/plan.ts'
import { dayMs as day } from '#util/duration.ts'
import { type Control, openControl } from './control.ts'
import { agreePlan, agreedTimeline, ensureDefinitions, listPlans, missingDepartments, proposePlan } from './plans.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-plans-'))
let control: Control
const noon = Date.parse('2026-05-10T12:00:00Z')

beforeAll(async () => {
  control = await openControl(join(folder, 'control.sqlite'))
})
afterEach(async () => {
  await control.deleteFrom('plan_agreements').execute()
  await control.deleteFrom('plans').execute()
  await control.deleteFrom('definitions').execute()
})
afterAll(async () => {
  await control.destroy()
  rmSync(folder, { recursive: true })
})

function plan(extra: object = {}): Plan {
  const points = [{ id: 'a', name: 'A', tier: 'macro', match: { lead: {} } }]
  return planSchema.parse({ note: 'x', points, ...extra })
}
const propose = (extra: object = {}, now = noon) => proposePlan(control, plan(extra), 'ann', now)
const definitionsOf = ({ points }: Plan) => points.map(({ id }) => ({ hash: `hash of ${id}`, point: id }))
const agree = (version: number | undefined, department: string | undefined, by: string, now: number) =>
  agreePlan(control, version, department, by, now, definitionsOf)
const states = async (now = noon) => (await listPlans(control, now)).map(({ state }) => state)

test('a plan is proposed, then agreed, and is in force from the day of agreement', async () => {
  expect(await propose()).toMatchObject({ version: 1, state: 'proposed', proposedBy: 'ann', agreedAt: null })
  const agreed = await agree(undefined, undefined, 'bob', noon + 3 * day)
  expect(agreed).toMatchObject({ version: 1, state: 'agreed', agreedAt: noon + 3 * day, effective: '2026-05-13' })
  expect(agreed.agreements).toEqual([{ department: '', by: 'bob', at: noon + 3 * day }])
  expect(await control.selectFrom('definitions').select('hash').execute()).toEqual([{ hash: 'hash of a' }])
})

test('today is the day in the plan’s time zone', async () => {
  const evening = Date.parse('2026-05-10T20:00:00Z')
  await propose({ timezone: 'Asia/Tokyo' })
  expect((await agree(undefined, undefined, 'bob', evening)).effective).toBe('2026-05-11')
})

test('an effective date in the plan is kept', async () => {
  await propose({ effective: '2026-07-01' })
  expect((await agree(1, undefined, 'bob', noon)).effective).toBe('2026-07-01')
})

test('each department that the plan names must agree', async () => {
  await propose({ departments: ['marketing', 'sales'] })
  const half = await agree(undefined, 'sales', 'bob', noon)
  expect(half.state).toBe('proposed')
  expect(await control.selectFrom('definitions').selectAll().execute()).toEqual([])
  expect(missingDepartments(half)).toEqual(['marketing'])
  expect((await agree(undefined, 'sales', 'eve', noon)).agreements).toHaveLength(1)
  expect((await agree(undefined, 'marketing', 'ann', noon)).state).toBe('agreed')
})

test('a department that the plan does not name is refused with the list', async () => {
  await propose({ departments: ['marketing', 'sales'] })
  await expect(agree(1, 'sale', 'bob', noon)).rejects.toMatchObject({
    code: 'unknown_department',
    details: [{ hint: 'Did you mean sales? It names: marketing, sales.' }],
  })
  await expect(agree(1, undefined, 'bob', noon)).rejects.toMatchObject({
    code: 'department_needed',
    message: 'Version 1 is agreed by department: marketing, sales.',
  })
  expect(await states()).toEqual(['proposed'])
})

test('without named departments none can be given', async () => {
  await propose()
  await expect(agree(1, 'sales', 'bob', noon)).rejects.toMatchObject({ code: 'unknown_department' })
  await agree(1, undefined, 'bob', noon)
  await expect(agree(1, 'sales', 'bob', noon)).rejects.toMatchObject({ code: 'unknown_department' })
})

test('what is agreed stays as it was agreed', async () => {
  await propose()
  const agreed = await agree(undefined, undefined, 'bob', noon)
  expect(await agree(undefined, undefined, 'eve', noon + day)).toEqual(agreed)
  await propose({ currency: 'JPY' }, noon + day)
  await agree(undefined, undefined, 'eve', noon + day)
  expect((await listPlans(control, noon))[0]).toEqual(agreed)
})

test('a later version displaces the earlier ones from its effective date on', async () => {
  await propose()
  await agree(undefined, undefined, 'bob', noon)
  await propose({ effective: '2026-06-01' })
  await agree(undefined, undefined, 'bob', noon)
  expect(await states(noon)).toEqual(['agreed', 'agreed'])
  expect(await states(Date.parse('2026-06-01T00:00:00Z'))).toEqual(['superseded', 'agreed'])
  expect((await agreedTimeline(control, noon)).map(({ version }) => version)).toEqual([1, 2])
})

test('a proposal that a later agreement overtook cannot be agreed', async () => {
  await propose()
  await propose({ currency: 'JPY' })
  await agree(2, undefined, 'bob', noon)
  expect(await states()).toEqual(['superseded', 'agreed'])
  await expect(agree(1, undefined, 'bob', noon)).rejects.toMatchObject({ code: 'overtaken' })
  expect(await agreedTimeline(control, noon)).toHaveLength(1)
})

test('proposing the newest plan again changes nothing; going back to an older one is a new version', async () => {
  await propose()
  expect((await propose()).version).toBe(1)
  await propose({ currency: 'JPY' })
  expect((await propose()).version).toBe(3)
})

test('with nothing proposed, or a version that is not there, it is said what to do', async () => {
  await expect(agree(undefined, undefined, 'bob', noon)).rejects.toMatchObject({ code: 'no_plan' })
  await propose()
  await expect(agree(7, undefined, 'bob', noon)).rejects.toMatchObject({
    code: 'unknown_version',
    details: [{ hint: 'There is only version 1.' }],
  })
})

test('a known definition keeps how far it has been counted', async () => {
  await ensureDefinitions(control, [{ hash: 'h', point: 'a' }])
  await control.updateTable('definitions').set({ counted_batch: 9 }).execute()
  await ensureDefinitions(control, [
    { hash: 'h', point: 'b' },
    { hash: 'i', point: 'b' },
  ])
  const rows = await control
    .selectFrom('definitions')
    .select(['hash', 'point', 'counted_batch'])
    .orderBy('hash')
    .execute()
  expect(rows).toEqual([
    { hash: 'h', point: 'a', counted_batch: 9 },
    { hash: 'i', point: 'b', counted_batch: 0 },
  ])
})
