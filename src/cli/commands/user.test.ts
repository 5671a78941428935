import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestCommandLine, asAdmin } from '../../../test/support/command-line.ts'
import { openTestServices } from '../../../test/support/services.ts'
import { createProgram, run } from '../program.ts'

let close: () => Promise<void>
let line: TestCommandLine

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  line = asAdmin(opened.services)
})
afterAll(() => close())

async function onecount(...args: string[]): Promise<number> {
  line.fresh()
  const code = await run(createProgram(line.cli, '0'), line.cli, ['user', ...args])
  expect(line.tooLong()).toEqual([])
  return code
}

test('a user is added with a link that is shown once, listed, given another role and removed', async () => {
  await onecount('list')
  expect(line.remarks.join(' ')).toContain('onecount user add')
  await onecount('add', 'ann', '--role', 'editor')
  expect(line.out).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:4500\/sign-in\?token=oc_u_\w{32}$/)])
  expect(line.remarks.join(' ')).toContain('Signs ann in as editor until')
  await onecount('role', 'ann', 'admin')
  await onecount('departments', 'ann', 'sales', 'web')
  expect(line.remarks).toEqual(['ann may agree to a plan for sales, web.'])
  await onecount('list')
  expect(line.out).toEqual([
    'NAME                            ROLE    SIGNED IN   AGREES FOR',
    'ann                             admin   never       sales, web',
  ])
  await onecount('link', 'ann', '--json')
  expect(JSON.parse(line.out[0]!)).toMatchObject({ name: 'ann', role: 'admin', link: expect.stringContaining('oc_u_') })
  expect(await onecount('remove', 'ann')).toBe(0)
  expect(await onecount('remove', 'ann')).toBe(1)
  expect(line.remarks.join(' ')).toContain('There is no user named ann')
})
