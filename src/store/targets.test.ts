import { afterAll, expect, test } from 'vitest'
import { savedTargetSchema } from '#contract/saved-target.ts'
import { openTestStore } from '../../test/support/store.ts'
import { listTargets, saveTarget, targetVersions, targetsInForce, withdrawTarget } from './targets.ts'

const store = await openTestStore('embedded')
const { control } = store
afterAll(() => store.close())

const at = (day: string): number => Date.parse(`${day}T03:00:00Z`)
const target = savedTargetSchema.parse({
  name: 'Fiscal 2026',
  point: 'lead',
  timezone: 'Asia/Tokyo',
  fiscal_start: '04-01',
  currency: 'JPY',
  months: [
    { month: '2026-04', cv: 80 },
    { month: '2026-05', cv: 120 },
  ],
  cpa: 36_000,
})
const raised = { ...target, cpa: 40_000 }

test('a day is judged by the version that was in force on it, and by what was known then', async () => {
  const first = await saveTarget(control, 'fy2026', { target, why: 'the budget', by: 'ann' }, at('2026-04-10'))
  const same = await saveTarget(control, 'fy2026', { target, why: 'again', by: 'bob' }, at('2026-04-11'))
  const second = await saveTarget(control, 'fy2026', { target: raised, why: 'dearer', by: 'bob' }, at('2026-05-10'))
  expect([first.version, same.version, second.version]).toEqual([1, 1, 2])
  expect(second).toMatchObject({
    from: '2026-04-01',
    to: '2026-05-31',
    effective: '2026-05-10',
    by: 'bob',
    why: 'dearer',
  })
  const cpaOn = async (day: string, known?: number) => (await targetsInForce(control, day, known)).map(({ cpa }) => cpa)
  expect(await cpaOn('2026-04-01')).toEqual([36_000])
  expect(await cpaOn('2026-05-09')).toEqual([36_000])
  expect(await cpaOn('2026-05-10')).toEqual([40_000])
  expect(await cpaOn('2026-05-10', at('2026-05-01'))).toEqual([36_000])
  expect(await cpaOn('2026-06-01')).toEqual([])
})

test('nobody saves over a version that they have not seen', async () => {
  const save = { target: raised, why: 'late', by: 'ann' }
  await expect(saveTarget(control, 'fy2026', { ...save, revision: 1 }, at('2026-05-11'))).rejects.toThrow(
    'bob saved version 2',
  )
  await expect(saveTarget(control, 'other', { ...save, revision: 3 }, at('2026-05-11'))).rejects.toThrow('Nobody')
  expect(await targetVersions(control, 'fy2026')).toHaveLength(2)
})

test('what was taken back is judged by no longer, and stays in the record', async () => {
  const back = { by: 'ann', why: 'another goal' }
  expect((await withdrawTarget(control, 'fy2026', back, at('2026-05-20'))).withdrawn).toBe(true)
  expect((await withdrawTarget(control, 'fy2026', back, at('2026-05-21'))).version).toBe(3)
  expect(await listTargets(control)).toEqual([])
  expect(await targetsInForce(control, '2026-05-19')).toHaveLength(1)
  expect(await targetsInForce(control, '2026-05-20')).toEqual([])
  await expect(withdrawTarget(control, 'none', back, 0)).rejects.toThrow('There is no target "none"')
})
