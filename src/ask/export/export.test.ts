import Papa from 'papaparse'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { expect, test } from 'vitest'
import { type Answer, questionSchema } from '#contract/ask.ts'
import { writeAnswer } from './write-answer.ts'

const question = questionSchema.parse({
  metrics: ['cv', 'cpa'],
  by: ['campaign'],
  from: '2026-04-01',
  to: '2026-04-30',
})
const definition = (metric: string, unit: string) => ({
  metric,
  name: metric,
  formula: 'how',
  unit,
  basis: 'date of the conversion',
  planVersions: [1, 2],
  timezone: 'Asia/Tokyo',
  from: '2026-04-01',
  to: '2026-04-30',
  countedTo: Date.UTC(2026, 4, 1),
})
const answer: Answer = {
  rows: [
    {
      campaign: '春の"展示会", 東京',
      cv: { value: 12, low: 6.2, high: 20.96 },
      cpa: { value: null, refused: 'no cost' },
    },
    {
      campaign: '=HYPERLINK("http://evil.example")',
      cv: { value: 3, low: 0.6, high: 8.8, compared: { value: 5, difference: { value: -2 }, change: { value: -0.4 } } },
      cpa: { value: 33.25, low: 11, high: Infinity },
    },
  ],
  total: { cv: { value: 15 }, cpa: { value: 6.65 } },
  definitions: [definition('cv', 'count'), definition('cpa', 'money per CV')],
  caveats: [],
}
const write = (format: 'csv' | 'definitions' | 'parquet') => writeAnswer(answer, question, format, 0)
const readCsv = (text: string) =>
  Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data

test('CSV is the table alone, opens as UTF-8, keeps numbers as numbers and runs no formula', () => {
  const { body, name, type } = write('csv')
  expect(name).toBe('cv-cpa-by-campaign-2026-04-01-2026-04-30.csv')
  expect(type).toBe('text/csv; charset=utf-8')
  expect(String(body).codePointAt(0)).toBe(0xfeff)
  const [first, second] = readCsv(String(body))
  expect(first).toMatchObject({
    campaign: '春の"展示会", 東京',
    cv: '12',
    cv_low: '6.2',
    cpa: '',
    cpa_refused: 'no cost',
  })
  expect(second).toMatchObject({
    campaign: `'=HYPERLINK("http://evil.example")`,
    cv_difference: '-2',
    cv_change: '-0.4',
  })
  // an end that nothing bounds, which no other row has
  expect(second).not.toHaveProperty('cpa_high')
})

test('the definitions beside it say by which plan each metric was counted, up to when, and its total', () => {
  const { body, name } = write('definitions')
  expect(name).toMatch(/\.definitions\.csv$/)
  expect(readCsv(String(body))).toMatchObject([
    { metric: 'cv', total: '15', plan_versions: '1, 2', counted_to: '2026-05-01T00:00:00.000Z' },
    { metric: 'cpa', total: '6.65', time_zone: 'Asia/Tokyo' },
  ])
})

test('Parquet reads back as it was, and tells its question and definitions', async () => {
  const bytes = write('parquet').body as Uint8Array
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const rows = await parquetReadObjects({ file, compressors })
  expect(rows).toMatchObject([
    { campaign: '春の"展示会", 東京', cv: 12, cpa: null, cpa_refused: 'no cost' },
    { campaign: '=HYPERLINK("http://evil.example")', cv: 3, cv_change: -0.4, cpa: 33.25 },
  ])
  const told = new Map(parquetMetadata(file).key_value_metadata!.map(({ key, value }) => [key, value!]))
  expect(JSON.parse(told.get('onecount.question')!)).toEqual(question)
  expect(JSON.parse(told.get('onecount.answer')!)).toMatchObject({ definitions: answer.definitions })
})
