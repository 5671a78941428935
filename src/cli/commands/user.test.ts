import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '#http/api.ts'
import { Problem } from '#util/problem.ts'
import { openTestServices } from '../../../test/support/services.ts'
import type { Cli } from '../context.ts'
import { createProgram, run } from '../program.ts'

let close: () => Promise<void>
let cli: Cli
let out: string[] = []
let remarks: string[] = []

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  const app = createApi(opened.services)
  const headers = { authorization: `Bearer ${opened.services.adminToken}` }
  cli = {
    settings: opened.services.settings,
    cwd: '.',
    async api(path, init) {
      const answer = await app.request(`http://127.0.0.1:4500${path}`, { ...init, headers })
      if (answer.ok) return answer
      const { error } = (await answer.json()) as ReturnType<Problem['toJSON']>
      throw new Problem(error.code, error.message, error)
    },
    print: (line) => void out.push(line),
    remark: (line) => void remarks.push(line),
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  }
})
afterAll(() => close())

async function onecount(...args: string[]): Promise<number> {
  out = []
  remarks = []
  const code = await run(createProgram(cli, '0'), cli, ['user', ...args])
  expect([...out.filter((line) => !/^http|^{/.test(line)), ...remarks].filter((line) => line.length > 80)).toEqual([])
  return code
}

test('a user is added with a link that is shown once, listed, given another role and removed', async () => {
  await onecount('list')
  expect(remarks.join(' ')).toContain('onecount user add')
  await onecount('add', 'ann', '--role', 'editor')
  expect(out).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:4500\/sign-in\?token=oc_u_\w{32}$/)])
  expect(remarks.join(' ')).toContain('Signs ann in as editor until')
  await onecount('role', 'ann', 'admin')
  await onecount('list')
  expect(out).toEqual([
    'NAME                            ROLE    SIGNED IN',
    'ann                             admin   never',
  ])
  await onecount('link', 'ann', '--json')
  expect(JSON.parse(out[0]!)).toMatchObject({ name: 'ann', role: 'admin', link: expect.stringContaining('oc_u_') })
  expect(await onecount('remove', 'ann')).toBe(0)
  expect(await onecount('remove', 'ann')).toBe(1)
  expect(remarks.join(' ')).toContain('There is no user named ann')
})
