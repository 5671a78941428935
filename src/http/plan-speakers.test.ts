import { expect, test } from 'vitest'
import type { PlanVersion } from '#contract/plan.ts'
import type { Me, Role } from '#contract/user.ts'
import { checkMayComment, departmentOf } from './plan-speakers.ts'

const me = (role: Role, departments: string[] = [], user: string | null = 'u1'): Me => ({
  name: 'Ann',
  role,
  user,
  departments,
})
const naming = (...departments: string[]): PlanVersion => ({ plan: { departments } }) as unknown as PlanVersion
const code = (run: () => unknown): string => {
  try {
    return `for ${String(run())}`
  } catch (error) {
    return (error as { code: string }).code
  }
}

test.each([
  ['an admin agrees for any department', me('admin'), naming('sales'), 'sales', 'for sales'],
  ['a user agrees for a department of its own', me('editor', ['sales']), naming('sales', 'ads'), 'sales', 'for sales'],
  [
    'a user of one department need not name it',
    me('viewer', ['sales']),
    naming('sales', 'ads'),
    undefined,
    'for sales',
  ],
  ['a user of two has to', me('editor', ['sales', 'ads']), naming('sales', 'ads'), undefined, 'for undefined'],
  ['nobody agrees for another one', me('editor', ['sales']), naming('sales', 'ads'), 'ads', 'not_your_department'],
  ['an editor without one agrees for none', me('editor'), naming('sales'), 'sales', 'not_your_department'],
  ['a name that the plan does not know is left to the plan', me('editor', ['x']), naming('sales'), 'sale', 'for sale'],
  ['a plan without departments is agreed by any editor', me('editor'), naming(), undefined, 'for undefined'],
  ['and by no viewer', me('viewer'), naming(), undefined, 'not_allowed'],
  ['a key that reads agrees to nothing', me('viewer', [], null), naming('sales'), 'sales', 'not_allowed'],
] as const)('%s', (_, who, plan, named, expected) => {
  expect(code(() => departmentOf(who, plan, named))).toBe(expected)
})

test('whoever signs in may comment, a key that reads may not', () => {
  expect(code(() => checkMayComment(me('viewer')))).toBe('for undefined')
  expect(code(() => checkMayComment(me('viewer', [], null)))).toBe('not_allowed')
  expect(code(() => checkMayComment(me('admin', [], null)))).toBe('for undefined')
})
