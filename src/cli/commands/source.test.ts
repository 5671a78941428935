import { createCommand } from 'commander'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestCommandLine, asAdmin } from '../../../test/support/command-line.ts'
import { openTestServices } from '../../../test/support/services.ts'
import { run } from '../program.ts'
import { registerSource } from './source.ts'

let close: () => Promise<void>
let line: TestCommandLine

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  line = asAdmin(opened.services)
})
afterAll(() => close())

async function onecount(secret: string, ...args: string[]): Promise<number> {
  line.fresh()
  const program = createCommand('onecount').exitOverride()
  registerSource(program, line.cli, async () => secret)
  const code = await run(program, line.cli, ['source', ...args])
  expect(line.tooLong()).toEqual([])
  expect([...line.out, ...line.remarks].join('\n')).not.toContain('whsec_')
  return code
}

test('a webhook is added with a secret from standard input, listed without it, rotated and removed', async () => {
  await onecount('', 'list')
  expect(line.remarks.join(' ')).toContain('onecount source add stripe')
  expect(await onecount('whsec_aaaaaaaa\n', 'add', 'stripe', '--secret-stdin')).toBe(0)
  expect(line.out).toEqual([expect.stringMatching(/^http:.*\/v1\/hooks\/stripe\/stripe$/)])
  expect(await onecount('whsec_bbbbbbbb', 'rotate', 'stripe', '--secret-stdin')).toBe(0)
  await onecount('', 'list')
  expect(line.out).toEqual([
    'NAME                 PROVIDER   SOURCE               SECRET SET',
    expect.stringMatching(/^stripe +stripe +stripe +\d{4}-\d\d-\d\d and \d{4}-\d\d-\d\d$/),
  ])
  expect(await onecount('', 'rotate', 'stripe', '--finish')).toBe(0)
  expect(await onecount('', 'remove', 'stripe')).toBe(0)
  expect(await onecount('', 'remove', 'stripe')).toBe(1)
})

test('where the secret is ours it is made and shown once, in the address where the sender has no other place', async () => {
  await onecount('', 'add', 'salesforce', '--name', 'crm')
  expect(line.out).toEqual([expect.stringMatching(/\/v1\/hooks\/salesforce\/crm\?token=oc_h_\w{32}$/)])
  await onecount('', 'add', 'generic', '--name', 'form', '--map', 'email=person.email', '--algorithm', 'token')
  expect(line.out).toEqual([expect.stringMatching(/\/generic\/form$/), expect.stringMatching(/^oc_h_\w{32}$/)])
  expect(await onecount('', 'add', 'apple')).toBe(0)
})

test('what is wrong is told in the words that were typed', async () => {
  expect(await onecount('', 'add', 'stripe')).toBe(1)
  expect(line.remarks.join('\n')).toContain('--secret-stdin: is missing')
  expect(await onecount('', 'add', 'paypal')).toBe(1)
  expect(line.remarks.join('\n')).toContain('<provider>')
  expect(await onecount('', 'add', 'generic', '--map', 'price=x')).toBe(1)
  expect(line.remarks.join('\n')).toMatch(/--map: there is no price\n.*Fields: id, name/)
  expect(await onecount('', 'add', 'generic', '--map', 'x')).toBe(1)
  expect(await onecount('abcdefgh', 'add', 'line', '--secret-stdin', '--login-channel', '1234567')).toBe(1)
  expect(line.remarks.join('\n')).toContain('both the channel id and its')
})
