import { createCommand } from 'commander'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '#http/api.ts'
import { Problem } from '#util/problem.ts'
import { openTestServices } from '../../../test/support/services.ts'
import type { Cli } from '../context.ts'
import { run } from '../program.ts'
import { registerSource } from './source.ts'

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

async function onecount(secret: string, ...args: string[]): Promise<number> {
  out = []
  remarks = []
  const program = createCommand('onecount').exitOverride()
  registerSource(program, cli, async () => secret)
  const code = await run(program, cli, ['source', ...args])
  expect([...out.filter((line) => !/^http|^{/.test(line)), ...remarks].filter((line) => line.length > 80)).toEqual([])
  expect([...out, ...remarks].join('\n')).not.toContain('whsec_')
  return code
}

test('a webhook is added with a secret from standard input, listed without it, rotated and removed', async () => {
  await onecount('', 'list')
  expect(remarks.join(' ')).toContain('onecount source add stripe')
  expect(await onecount('whsec_aaaaaaaa\n', 'add', 'stripe', '--secret-stdin')).toBe(0)
  expect(out).toEqual([expect.stringMatching(/^http:.*\/v1\/hooks\/stripe\/stripe$/)])
  expect(await onecount('whsec_bbbbbbbb', 'rotate', 'stripe', '--secret-stdin')).toBe(0)
  await onecount('', 'list')
  expect(out).toEqual([
    'NAME                 PROVIDER   SOURCE               SECRET SET',
    expect.stringMatching(/^stripe +stripe +stripe +\d{4}-\d\d-\d\d and \d{4}-\d\d-\d\d$/),
  ])
  expect(await onecount('', 'rotate', 'stripe', '--finish')).toBe(0)
  expect(await onecount('', 'remove', 'stripe')).toBe(0)
  expect(await onecount('', 'remove', 'stripe')).toBe(1)
})

test('where the secret is ours it is made and shown once, in the address where the sender has no other place', async () => {
  await onecount('', 'add', 'salesforce', '--name', 'crm')
  expect(out).toEqual([expect.stringMatching(/\/v1\/hooks\/salesforce\/crm\?token=oc_h_\w{32}$/)])
  await onecount('', 'add', 'generic', '--name', 'form', '--map', 'email=person.email', '--algorithm', 'token')
  expect(out).toEqual([expect.stringMatching(/\/generic\/form$/), expect.stringMatching(/^oc_h_\w{32}$/)])
  expect(await onecount('', 'add', 'apple')).toBe(0)
})

test('what is wrong is told in the words that were typed', async () => {
  expect(await onecount('', 'add', 'stripe')).toBe(1)
  expect(remarks.join('\n')).toContain('--secret-stdin: is missing')
  expect(await onecount('', 'add', 'paypal')).toBe(1)
  expect(remarks.join('\n')).toContain('<provider>')
  expect(await onecount('', 'add', 'generic', '--map', 'price=x')).toBe(1)
  expect(remarks.join('\n')).toMatch(/--map: there is no price\n.*Fields: id, name/)
  expect(await onecount('', 'add', 'generic', '--map', 'x')).toBe(1)
  expect(await onecount('abcdefgh', 'add', 'line', '--secret-stdin', '--login-channel', '1234567')).toBe(1)
  expect(remarks.join('\n')).toContain('both the channel id and its')
})
