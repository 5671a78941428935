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

test('an address that is refused is told by its option, with what to do', async () => {
  const args = ['alert', 'recipient', 'add', 'sales', 'webhook', '--url', 'http://x']
  expect(await run(createProgram(line.cli, '0'), line.cli, args)).toBe(1)
  expect(line.remarks.join(' ').replaceAll(/\s+/g, ' ')).toBe(
    'onecount: No recipient was added. --url: has no whole host name → Write it as https://example.com/alerts; ' +
      'for a host within, whoever runs the server allows it: ONECOUNT_PRIVATE_HOSTS=x',
  )
  line.fresh()
  expect(await run(createProgram(line.cli, '0'), line.cli, ['alert', 'recipient', 'add', 'sales', 'slack'])).toBe(1)
  expect(line.remarks.join('\n')).toContain('--url-stdin: is missing')
})
