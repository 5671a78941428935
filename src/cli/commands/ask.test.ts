import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Answer } from '#contract/ask.ts'
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

async function told(...args: string[]): Promise<string> {
  line.fresh()
  expect(await run(createProgram(line.cli, '0'), line.cli, ['ask', ...args])).toBe(1)
  return line.remarks.join('\n')
}

test('what is wrong is told by the option that was typed', async () => {
  expect(await told('--metric', 'cst')).toMatch(/^ {2}--metric$/m)
  expect(await told('--metric', 'cost', '--by', 'chanel')).toMatch(/^ {2}--by$/m)
  expect(await told('--metric', 'cost', '--from', 'soon')).toContain('--from cannot be "soon".')
  expect(await told('--metric', 'cvr')).toContain('cvr.visitor (')
  expect(await told('--metric', 'cost', '--compare', 'lately')).toContain('--compare cannot be "lately".')
})

test('an option that is given again adds to what it gave before', async () => {
  line.fresh()
  const asked = ['ask', '--json', '--metric', 'cost', '--metric', 'sessions, cpc']
  expect(await run(createProgram(line.cli, '0'), line.cli, asked)).toBe(0)
  const { definitions } = JSON.parse(line.out.join('\n')) as Answer
  expect(definitions.map(({ metric }) => metric)).toEqual(['cost', 'sessions', 'cpc'])
  const unknown = await told('--metric', 'cost', '--by', 'chanel', '--by', 'weke')
  expect(unknown).toContain('Did you mean channel?')
  expect(unknown).toContain('Did you mean week?')
})

test('of the many metrics and dimensions the nearest are told; the help has them all', async () => {
  const unknown = await told('--metric', 'cvrr')
  expect(unknown.replaceAll(/\s+/g, ' ')).toContain('Did you mean cvr.click, cvr.session, cvr.visitor? There are ')
  expect(unknown.split('\n').length).toBeLessThan(6)
  const byWhat = await told('--metric', 'cv', '--by', 'chanel')
  expect(byWhat.replaceAll(/\s+/g, ' ')).toMatch(/Did you mean channel\? There are \d+; `onecount ask --help` lists/)
  let help = ''
  const ask = createProgram(line.cli, '0').commands.find((command) => command.name() === 'ask')!
  ask.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp()
  for (const id of ['figure.cvr.click', 'cta.cvr', 'landing_page', 'person.NAME']) expect(help).toContain(id)
  expect(help.split('\n').filter((each) => each.length > 80)).toEqual([])
})

test('no help shows a default that nobody would type', () => {
  const { commands } = createProgram(line.cli, '0')
  expect(
    commands.filter((command) => command.helpInformation().includes('[]')).map((command) => command.name()),
  ).toEqual([])
})
