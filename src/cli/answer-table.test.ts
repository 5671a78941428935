import { expect, test } from 'vitest'
import type { Answer, Definition } from '#contract/ask.ts'
import { answerLines } from './answer-table.ts'

const definition = (metric: string, unit: string): Definition => ({
  metric,
  name: metric,
  formula: 'how it is computed',
  unit,
  basis: 'date of the conversion',
  point: [
    { id: 'buy', name: 'Purchase', tier: 'macro', rule: 'event order', oncePer: 'once per order', planVersions: [1] },
  ],
  planVersions: [1],
  timezone: 'UTC',
  from: '2026-04-01',
  to: '2026-04-30',
  countedTo: null,
})

const answer: Answer = {
  rows: [
    {
      channel: 'search',
      cv: { value: 1_234, low: 1_166.1, high: 1_304.8 },
      'cvr.click': { value: 0.00021, low: 0.0001, high: 0.02 },
    },
    {
      channel: '展示会と呼ばれるとても長い名前のチャネルの例です',
      cv: { value: 5, low: 1.6, high: 11.7 },
      'cvr.click': { value: null, refused: 'no clicks' },
    },
    { channel: '', cv: { value: 0, low: 0, high: 3.7 }, 'cvr.click': { value: null, refused: 'no clicks' } },
  ],
  total: { cv: { value: 1_239 }, 'cvr.click': { value: 0.5 } },
  definitions: [definition('cv', 'count'), definition('cvr.click', 'ratio')],
  caveats: [{ code: 'without_value', message: 'Without a value: 1 CV.', count: 1 }],
}
const options = { by: ['channel'], metrics: ['cv', 'cvr.click'], colour: false }

test('figures stand right, intervals beside them, then the definitions', () => {
  expect(answerLines(answer, options).join('\n')).toMatchInlineSnapshot(`
    "CHANNEL                                 cv
    search                               1,234  1,166–1,305
    展示会と呼ばれるとても長い名前のチ…      5  1.6–12
    (none)                                   0  0–3.7
    TOTAL                                1,239

    CHANNEL                              cvr.click
    search                                 0.021 %  0.01 %–2.00 %
    展示会と呼ばれるとても長い名前のチ…          –
    (none)                                       –
    TOTAL                                  50.00 %

    cv: how it is computed; by date of the conversion.
    cvr.click: how it is computed; by date of the conversion.
      Purchase: event order, once per order, plan version 1
      2026-04-01 to 2026-04-30, UTC
    ! Without a value: 1 CV.
    – cvr.click: no clicks (2 times)."
  `)
})

test('no line is wider than 80 columns, however much is asked', () => {
  const metrics = ['cv', 'cvr.click', 'a', 'b', 'c', 'd'].map((id) => definition(id, 'money'))
  const row = Object.fromEntries(metrics.map(({ metric }) => [metric, { value: 1e7, low: 1e6, high: 1e8 }]))
  const by = ['channel', 'campaign', 'ad', 'landing_page']
  const names = Object.fromEntries(by.map((dimension) => [dimension, `a long name of a ${dimension}`]))
  const wide: Answer = { ...answer, rows: [{ ...names, ...row }], total: row, definitions: metrics }
  const lines = answerLines(wide, { by, metrics: metrics.map(({ metric }) => metric), colour: false })
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
})

test('money is written as its currency is: no sen, and no cents from a thousand on', () => {
  const lines = (currency: string): string[] => {
    const total = { cpa: { value: 605.93, low: 512.04, high: 36_005.93 } }
    const definitions = [{ ...definition('cpa', 'money per CV'), currency }]
    return answerLines({ rows: [], total, definitions, caveats: [] }, { by: [], metrics: ['cpa'], colour: false })
  }
  expect(lines('JPY')[1]).toBe('606  512–36,006')
  expect(lines('USD')[1]).toBe('605.93  512.04–36,006')
  const mixed: Answer = {
    rows: [{ channel: 'search', cost: { value: 605.93, currency: 'JPY' } }],
    total: { cost: { value: null, refused: 'money is in EUR and JPY; ask by currency' } },
    definitions: [{ ...definition('cost', 'money'), currency: 'EUR, JPY' }],
    caveats: [],
  }
  expect(answerLines(mixed, { by: ['channel'], metrics: ['cost'], colour: false })[1]).toBe('search   606 JPY')
})

test('intervals are lighter where the terminal has colour', () => {
  expect(answerLines(answer, { ...options, colour: true })[1]).toContain('\x1b[2m1,166–1,305')
})

test('without rows it says so', () => {
  expect(answerLines({ ...answer, rows: [] }, options)[0]).toBe('Nothing was found.')
})

test('a name that holds line ends stays on its own line', () => {
  const row = { channel: 'spring\r\nTOTAL\t9,999', cv: { value: 5 }, 'cvr.click': { value: 0.5 } }
  expect(answerLines({ ...answer, rows: [row] }, options)[1]).toMatch(/^spring TOTAL 9,999 +5 /)
})

test('days that nothing was found in are told by the end that was asked for', () => {
  const footnotes = (from: string, to: string): string => {
    const definitions = [definition('cv', 'count'), definition('cost', 'money')].map((each) => ({ ...each, from, to }))
    return answerLines({ ...answer, definitions }, { ...options, metrics: [] }).join('\n')
  }
  expect(footnotes('2026-11-01', '')).toContain('from 2026-11-01, UTC')
  expect(footnotes('', '2026-11-30')).toContain('until 2026-11-30, UTC')
  expect(footnotes('', '')).toContain('no data yet')
})

test('what it was before and by which share it changed stand behind the figure', () => {
  const compared = { value: 40, change: { value: 0.25, low: -0.19, high: 0.93 } }
  const row = { cv: { value: 50, low: 37.1, high: 65.9, compared } }
  const definitions = [{ ...definition('cv', 'count'), comparison: { from: '2026-03-01', to: '2026-03-31' } }]
  const lines = answerLines(
    { rows: [], total: row, definitions, caveats: [] },
    { by: [], metrics: ['cv'], colour: false },
  )
  expect(lines[0]).toBe('cv         before   change')
  expect(lines[1]).toBe('50  37–66      40  +25.0 %  −19.0–+93.0')
  expect(lines.join('\n')).toMatch(/before: 2026-03-01 to\s+2026-03-31/)
})
