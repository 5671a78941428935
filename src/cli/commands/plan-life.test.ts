import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCommand } from 'commander'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Services } from '#http/services.ts'
import { asAdmin, type TestCommandLine } from '../../../test/support/command-line.ts'
import { openTestServices } from '../../../test/support/services.ts'
import { registerPlan } from './plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'onecount-plan-life-'))
let services: Services
let close: () => Promise<void>
let line: TestCommandLine

beforeAll(async () => {
  ;({ services, close } = await openTestServices())
  line = asAdmin(services, folder)
})
afterAll(async () => {
  await close()
  rmSync(folder, { recursive: true })
})

async function plan(...args: string[]): Promise<string[]> {
  line.fresh()
  const program = createCommand('onecount').exitOverride()
  registerPlan(program, line.cli)
  await program.parseAsync(['plan', ...args], { from: 'user' })
  // a document is printed as it is
  if (args[0] !== 'document') expect(line.tooLong()).toEqual([])
  return [...line.out]
}

const file = (name: string, oncePer: string): string => {
  const points = `points: [{ id: won, name: Won, tier: macro, match: { deal: { stage: won } }, once_per: ${oncePer} }]`
  writeFileSync(join(folder, name), `note: x\n${points}\n`)
  return name
}

test('a plan has a history that says who did what and why, and what each proposal changed', async () => {
  await plan('propose', file('one.yaml', 'person'), '--by', 'ann', '--why', 'Our first plan.')
  await plan('agree', '--by', 'bob')
  await plan('propose', file('two.yaml', 'event'), '--by', 'ann')
  expect(await plan('comment', 'A second order is worth as much as the first.', '--by', 'eve')).toEqual([
    'Said on version 2.',
  ])
  expect(await plan('diff')).toEqual([
    'From 1 to 2:',
    '  won: counts deal reaches stage won, every time; before: deal reaches stage',
    '  won, once per person',
  ])
  expect(await plan('withdraw', '--why', 'Not before autumn.', '--by', 'ann')).toEqual([
    'Version 2 is withdrawn. What is in force stays in force.',
  ])
  expect((await plan('history')).map((text) => text.replace(/^\d{4}-\d\d-\d\d/, 'DAY'))).toEqual([
    'DAY  ann proposed version 1.',
    '            “Our first plan.”',
    'DAY  bob agreed to version 1.',
    'DAY  ann proposed version 2.',
    '            won: counts deal reaches stage won, every time; before: deal reaches',
    '            stage won, once per person',
    'DAY  eve commented on version 2.',
    '            “A second order is worth as much as the first.”',
    'DAY  ann withdrew version 2.',
    '            “Not before autumn.”',
  ])
  expect(await plan('history', '1')).toHaveLength(3)
  expect(await plan('diff', '1', '1')).toEqual(['Nothing differs between 1 and 1.'])
})

test('a proposal is counted before it is agreed, and any version is written out', async () => {
  await plan('propose', file('three.yaml', 'visitor'))
  const [days, head, row] = await plan('preview')
  expect(days).toMatch(/^\d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d, beside version 1, which is in force:$/)
  expect([head, row]).toEqual([
    'POINT                         NOW  WITH IT    ENTER    LEAVE',
    'won                             0        0        0        0',
  ])
  const [others] = await plan('preview', '--from', '2026-04-01', '--to', '2026-04-30')
  expect(others).toMatch(/^2026-04-01 to 2026-04-30, beside version 1/)
  const refused = { details: [{ field: '--to', hint: 'Swap the two days.' }] }
  await expect(plan('preview', '--from', '2026-04-30', '--to', '2026-04-01')).rejects.toMatchObject(refused)
  await expect(plan('preview', '--from', 'soon')).rejects.toMatchObject({ details: [{ field: '--from' }] })
  const document = async (...args: string[]) => (await plan('document', ...args)).join('\n').split('\n')
  expect((await document())[0]).toBe('# Conversion definitions, plan 1')
  expect((await document('3', '--language', 'ja'))[0]).toBe('# CV定義書 第3版')
  expect((await document('3', '--format', 'html'))[0]).toBe('<!doctype html>')
  await expect(document('3', '--format', 'pdf')).rejects.toThrow('A PDF needs a file')
  const written = join(folder, 'plan.pdf')
  await document('3', '--language', 'ja', '--out', written)
  expect(readFileSync(written).subarray(0, 5).toString()).toBe('%PDF-')
})
