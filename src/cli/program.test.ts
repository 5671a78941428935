import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { readSettings } from '#util/settings.ts'
import { openTestCommandLine } from '../../test/support/command-line.ts'
import { createProgram, run } from './program.ts'

/** What the command line says where the API refuses. */
async function told(message: string, details: ProblemDetail[], ...args: string[]): Promise<string[]> {
  const refusal = () => Response.json(new Problem('refused', message, { details }).toJSON(), { status: 400 })
  const line = openTestCommandLine(refusal, { settings: readSettings({}) })
  expect(await run(createProgram(line.cli, '0'), line.cli, args)).toBe(1)
  return line.remarks
}

test('a fault of one option is told once, under the name that was typed', async () => {
  const ofQuery = { field: 'metric', message: 'must be cpa, cvr.session, cvr.click' }
  expect(await told('metric must be cpa, cvr.session, cvr.click', [ofQuery], 'drift', '--metric', 'x')).toEqual([
    'onecount: --metric must be cpa, cvr.session, cvr.click',
  ])
  const ofQuestion = { field: 'from', message: 'from cannot be "x".', hint: 'Write a day of the calendar: 2026-04-01.' }
  expect(await told(ofQuestion.message, [ofQuestion], 'ask', '--metric', 'cv', '--from', 'x')).toEqual([
    'onecount: --from cannot be "x".',
    '  → Write a day of the calendar: 2026-04-01.',
  ])
})

test('what concerns an option that the sentence does not begin with names it on its own line', async () => {
  const unknown = { field: 'metrics.0', message: 'There is no metric cst.', hint: 'Did you mean cost?' }
  expect(await told(unknown.message, [unknown], 'ask', '--metric', 'cst')).toEqual([
    'onecount: There is no metric cst.',
    '  --metric',
    '  → Did you mean cost?',
  ])
})

test('options that do nothing without another are refused, not passed over', async () => {
  const days = await told('', [], 'ask', '--metric', 'cv', '--days', '7')
  expect(days).toEqual([
    'onecount: --days says how long a link of --share is in force.',
    '  → For the last days name the first one: --from 2026-04-01',
  ])
  expect((await told('', [], 'ask', '--metric', 'cv', '--lookback', '30d'))[0]).toBe(
    'onecount: --lookback goes with --attribution.',
  )
})

test('a folder that is not there is named, with no word of the system', async () => {
  const line = openTestCommandLine(() => new Response('a,b'), { settings: readSettings({}) })
  const args = ['ask', '--metric', 'cv', '--out', '/nowhere/at/all/cv.csv']
  expect(await run(createProgram(line.cli, '0'), line.cli, args)).toBe(1)
  expect(line.remarks).toEqual([
    'onecount: /nowhere/at/all/cv.csv cannot be written (ENOENT).',
    '  --out',
    '  → Name a file in a folder that is there and may be written to.',
  ])
})

test("an option behind a subcommand is the subcommand's, also where its parent has one of that name", async () => {
  const { cli } = openTestCommandLine(() => new Response(), { settings: readSettings({}) })
  const program = createProgram(cli, '0')
  const taken: [string, unknown][] = []
  const listen = (command: Command): void => {
    command.commands.forEach(listen)
    command.action(() => void taken.push([command.name(), command.opts()['json']]))
  }
  listen(program)
  for (const typed of [
    'target list',
    'scorecard changes',
    'import list',
    'ledger rulings',
    'alert recipient list',
    'target',
  ])
    expect(await run(program, cli, [...typed.split(' '), '--json']), typed).toBe(0)
  const names = ['list', 'changes', 'list', 'rulings', 'list', 'target']
  expect(taken).toEqual(names.map((name) => [name, true]))
})
