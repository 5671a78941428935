import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '#http/api.ts'
import { Problem } from '#util/problem.ts'
import { openTestServices } from '../../../test/support/services.ts'
import type { Cli } from '../context.ts'
import { createProgram, run } from '../program.ts'

let close: () => Promise<void>
let cli: Cli
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
    print: () => undefined,
    remark: (line) => void remarks.push(line),
    progress: () => ({ update: () => undefined, stop: () => undefined }),
  }
})
afterAll(() => close())

async function told(...args: string[]): Promise<string> {
  remarks = []
  expect(await run(createProgram(cli, '0'), cli, ['ask', ...args])).toBe(1)
  return remarks.join('\n')
}

test('what is wrong is told by the option that was typed', async () => {
  expect(await told('--metric', 'cst')).toMatch(/^ {2}--metric$/m)
  expect(await told('--metric', 'cost', '--by', 'chanel')).toMatch(/^ {2}--by$/m)
  expect(await told('--metric', 'cost', '--from', 'soon')).toContain('--from cannot be "soon".')
  expect(await told('--metric', 'cvr')).toContain('cvr.visitor (')
})

test('the help shows no default that nobody would type', () => {
  const ask = createProgram(cli, '0').commands.find((command) => command.name() === 'ask')!
  expect(ask.helpInformation()).not.toContain('[]')
})
