import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Problem } from '#util/problem.ts'
import type { Cli } from '../context.ts'
import { registerImportRates } from './import-rates.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'onecount-rates-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a rate that cannot be used is told by its line and column, with how it is written', async () => {
  const file = join(folder, 'rates.csv')
  writeFileSync(file, 'day,currency,rate\n1 May,USD,150\n2026-05-01,dollars,150\n2026-05-02,USD,0\n2026-05-03,USD,x\n')
  const command = new Command()
  registerImportRates(command, {} as Cli)
  const refused = (await command
    .parseAsync(['rates', file, '--into', 'JPY'], { from: 'user' })
    .catch((error: unknown) => error)) as Problem
  expect(refused.details).toEqual([
    { field: 'line 2, day', message: 'is not a day: write 2026-04-01' },
    { field: 'line 3, currency', message: 'is not a currency: write a three-letter code such as JPY' },
    { field: 'line 4, rate', message: 'must be above 0' },
    { field: 'line 5, rate', message: 'must be a number' },
  ])
})
