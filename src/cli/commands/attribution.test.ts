import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { agreeCounted, insertLedger, insertSpend, insertVisits } from '../../../test/support/counted.ts'
import { type TestCommandLine, asAdmin } from '../../../test/support/command-line.ts'
import { openTestServices } from '../../../test/support/services.ts'
import { createProgram, run } from '../program.ts'

let close: () => Promise<void>
let line: TestCommandLine

const onecount = (...args: string[]): Promise<number> => run(createProgram(line.cli, '0'), line.cli, args)

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  const { store } = opened.services
  line = asAdmin(opened.services)
  const buy = { id: 'buy', name: 'Purchase', tier: 'macro', match: { event: 'order' } }
  const { points } = await agreeCounted(store, { currency: 'JPY', points: [buy], note: 'one' }, Date.now())
  const visit = (visitor: string, start: string, channel: string) => ({ id: visitor + start, visitor, start, channel })
  const ledger = { point: points[0]!, time: '2026-04-05', channel: 'direct', session: 'x', value: 600, currency: 'JPY' }
  await insertVisits(store, [visit('a', '2026-04-01', 'paid_search'), visit('a', '2026-04-04', 'direct')])
  await insertLedger(store, [{ ...ledger, id: '1', person: 'visitor:a', visitor: 'a' }])
  const days = { from: '2026-04-01', to: '2026-04-30' }
  await insertSpend(store, [{ ...days, channel: 'paid_search', cost: 1_234_567, currency: 'JPY' }])
})
beforeEach(() => line.fresh())
afterAll(() => close())

test('all models stand side by side in 80 columns, with what each does and what none sees', async () => {
  expect(await onecount('attribution')).toBe(0)
  expect(line.tooLong()).toEqual([])
  expect(line.out).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^CV BY CHANNEL +last +lastnd +first +linear +decay +posit\. +markov +shapl\.$/),
      expect.stringMatching(/^direct +1 +0 +0 +0\.5 +0\.\d +0\.5 +0\.5 +0\.5$/),
      expect.stringMatching(/^TOTAL( +1){8}$/),
      expect.stringMatching(/^paid_search +– +1\.23M +1\.23M +2\.47M/),
      expect.stringMatching(/^direct +600 +0 +0 +300 +[\d.]+ +300 +300 +300$/),
      expect.stringMatching(/^ROAS BY CHANNEL/),
      '      1  paid_search > direct',
      'linear: evenly to all touches.',
    ]),
  )
})

test('a model that there is not is told in the words that were typed', async () => {
  expect(await onecount('attribution', '--model', 'best', '--lookback', 'long')).toBe(1)
  expect(line.remarks.join('\n')).toContain('--model')
  expect(line.remarks.join('\n')).toContain('→ Write hours or days: 12h, 30d.')
})

test('ask credits by a model that is named', async () => {
  expect(await onecount('ask', '--metric', 'cv', '--by', 'channel', '--attribution', 'first', '--json')).toBe(0)
  const { rows } = JSON.parse(line.out[0]!) as { rows: { channel: string; cv: { value: number } }[] }
  expect(rows).toMatchObject([{ channel: 'paid_search', cv: { value: 1 } }])
})
