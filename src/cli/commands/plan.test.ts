import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCommand } from 'commander'
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { planRoutes } from '#http/plans.ts'
import type { Services } from '#http/services.ts'
import { type Control, openControl } from '#store/control.ts'
import { Problem } from '#util/problem.ts'
import type { Settings } from '#util/settings.ts'
import { type TestCommandLine, openTestCommandLine } from '../../../test/support/command-line.ts'
import { registerPlan } from './plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-plan-command-'))
let control: Control
let line: TestCommandLine

beforeAll(async () => {
  control = await openControl(join(folder, 'control.sqlite'))
  const clock = (): number => Date.parse('2026-05-10T12:00:00Z')
  // what files have been imported
  const facts = { query: async () => [{ kind: 'deal', stage: 'Won' }] }
  const counted = { catchUp: async () => undefined, countAgainStep: async () => false }
  const services = { store: { control, facts }, clock, ...counted } as unknown as Services
  const app = new Hono().route('/api/v1/plans', planRoutes(services))
  app.onError((error, context) => {
    if (error instanceof Problem) return context.json(error.toJSON(), error.status as 400)
    throw error
  })
  line = openTestCommandLine(app.request, { settings: {} as Settings, cwd: folder })
})
beforeEach(async () => {
  for (const table of ['plan_agreements', 'plan_log', 'plan_drafts', 'plans', 'definitions'] as const)
    await control.deleteFrom(table).execute()
})
afterAll(async () => {
  await control.destroy()
  rmSync(folder, { recursive: true })
})

async function plan(...args: string[]): Promise<string[]> {
  line.fresh()
  const program = createCommand('onecount').exitOverride()
  registerPlan(program, line.cli)
  for (const command of program.commands[0]!.commands) command.option('--json')
  await program.parseAsync(['plan', ...args], { from: 'user' })
  // a file is printed as it was given
  if (args[0] !== 'show') expect(line.tooLong()).toEqual([])
  return [...line.out]
}

function file(name: string, extra = ''): string {
  const points = [
    '  - { id: deal_won, name: Deal won, tier: macro, match: { deal: { stage: won } }, once_per: person }',
    '  - { id: lead, name: Marketing qualified lead, tier: micro, match: { lead: {} }, once_per: person }',
  ]
  writeFileSync(join(folder, name), `${extra}\nnote: one micro is all\npoints:\n${points.join('\n')}\n`)
  return name
}

test('check tells what the plan may not mean: a stage that files write in other capitals', async () => {
  expect((await plan('check', file('doubtful.yaml')))[0]).toBe('doubtful.yaml is a good plan. It counts:')
  expect(line.remarks.join(' ')).toContain('no deal is "won", but there are some that are "Won"')
  expect(line.remarks.at(-1)).toBe('→ onecount plan propose doubtful.yaml')
})

test('propose, then agree: two commands bring a plan into force', async () => {
  expect(await plan('propose', file('plan.yaml'))).toEqual(['Version 1 is proposed. It counts deal_won, lead.'])
  expect(line.remarks).toEqual(['→ onecount plan agree'])
  expect(await plan('agree')).toEqual([
    'Version 1 is agreed. In force for all time.',
    'What is stored has been counted by it.',
  ])
  expect(line.remarks).toEqual(['→ onecount ask --metric cv --by channel --point deal_won'])
  expect(await plan('propose', 'plan.yaml')).toEqual(['This is version 1, which is agreed already.'])
})

test('departments agree one by one, and each is told who is next', async () => {
  await plan('propose', file('plan.yaml', 'departments: [marketing, inside sales]'), '--by', 'ann@example.com')
  expect(line.remarks).toEqual([
    'These departments must agree:',
    '→ onecount plan agree 1 --as marketing',
    '→ onecount plan agree 1 --as "inside sales"',
  ])
  expect(await plan('agree', '--as', 'marketing')).toEqual(['marketing agreed on version 1.'])
  expect(line.remarks).toEqual(['These have yet to agree:', '→ onecount plan agree 1 --as "inside sales"'])
  await expect(plan('agree')).rejects.toMatchObject({ code: 'department_needed' })
  expect((await plan('agree', '1', '--as', 'inside sales', '--by', 'bob@example.com'))[0]).toContain('is agreed')
})

test('what show prints can be proposed again as the same version', async () => {
  await plan('propose', file('plan.yaml', '# what we agreed in May\ndepartments: [sales]'))
  await plan('agree', '--as', 'sales', '--by', 'bob@example.com')
  const text = (await plan('show')).join('\n')
  expect(text).toBe(readFileSync(join(folder, 'plan.yaml'), 'utf8').trimEnd())
  expect(line.remarks).toEqual([
    'Version 1, agreed. In force for all time.',
    'Agreed by sales (bob@example.com) on 2026-05-10.',
  ])
  writeFileSync(join(folder, 'shown.yaml'), text)
  expect(await plan('propose', 'shown.yaml')).toEqual(['This is version 1, which is agreed already.'])
})

test('show gives a proposal where nothing is agreed, and any version by its number', async () => {
  await plan('propose', file('plan.yaml'))
  for (const version of [[], ['1']]) {
    await plan('show', ...version)
    expect(line.remarks[0]).toBe('Version 1, proposed. In force from the day it is agreed.')
  }
  await expect(plan('show', '2')).rejects.toMatchObject({ code: 'unknown_version' })
})

test('list shows every version and when it is in force', async () => {
  expect(await plan('list')).toEqual([])
  expect(line.remarks[0]).toBe('No plan has been proposed yet.')
  await plan('propose', file('plan.yaml'))
  await plan('agree')
  await plan('propose', file('next.yaml', 'effective: 2026-07-01\ndepartments: [sales]'))
  expect(await plan('list')).toEqual([
    'VERSION  STATE       FROM        UNTIL       POINTS',
    '1        agreed      always                  deal_won, lead',
    '2        proposed    2026-07-01              deal_won, lead',
    '         waits for sales',
  ])
})

test('check says in words what a plan counts', async () => {
  expect(await plan('check', file('plan.yaml'))).toEqual([
    'plan.yaml is a good plan. It counts:',
    '  macro  deal_won: Deal won',
    '         deal reaches stage won, once per person',
    '  micro  lead: Marketing qualified lead',
    '         lead, once per person',
  ])
})

test('check fails with every problem of a bad plan; --json prints them too', async () => {
  file('bad.yaml', 'currency: yen\ntimezone: Tokyo')
  await expect(plan('check', 'bad.yaml', '--json')).rejects.toMatchObject({
    message: 'bad.yaml has 2 problems.',
    details: [
      { field: 'currency', message: '"yen" must be a three-letter code such as JPY (line 1)' },
      { field: 'timezone' },
    ],
  })
  expect(JSON.parse(line.out[0]!)).toMatchObject({ ok: false, problems: [{ line: 1 }, { line: 2 }] })
})

test('a file that is not there is named', async () => {
  await expect(plan('propose', 'none.yaml')).rejects.toMatchObject({ message: 'There is no file none.yaml.' })
})

test('with --json every command prints one document', async () => {
  for (const args of [['propose', file('plan.yaml')], ['list'], ['show'], ['check', 'plan.yaml'], ['agree']]) {
    const printed = await plan(...args, '--json')
    expect(printed).toHaveLength(1)
    expect(() => JSON.parse(printed[0]!) as unknown).not.toThrow()
  }
})
