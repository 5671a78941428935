import { expect, test } from 'vitest'
import type { ImportOptions } from '#contract/import.ts'
import { Problem } from '#util/problem.ts'
import { mapColumns, requireFields } from './mapping.ts'

const options = (kind: ImportOptions['kind'], more: Partial<ImportOptions> = {}): ImportOptions => ({
  kind,
  fileName: 'file.csv',
  ...more,
})

test('headers are known in English and Japanese, whatever their case and signs', () => {
  const { fields } = mapColumns(options('ads'), [
    '日',
    'キャンペーン名',
    'インプレッション',
    'Clicks (all)',
    'Amount spent (JPY)',
  ])
  expect(fields).toEqual({
    date: '日',
    campaign: 'キャンペーン名',
    impressions: 'インプレッション',
    clicks: 'Clicks (all)',
    cost: 'Amount spent (JPY)',
  })
})

test('a currency in brackets behind the cost is the currency of the file', () => {
  expect(mapColumns(options('ads'), ['Day', 'Amount spent (USD)']).headerCurrency).toBe('USD')
})

test('what the user maps comes first; a column may fill two fields', () => {
  const { fields, attributes } = mapColumns(
    options('deals', { map: { id: 'mql_id', lead_id: 'mql_id', time: 'won_date' } }),
    ['mql_id', 'won_date', 'stage', 'segment'],
  )
  expect(fields).toEqual({ id: 'mql_id', lead_id: 'mql_id', time: 'won_date', stage: 'stage' })
  expect(attributes).toEqual(['segment'])
})

test('figures by point and properties are mapped by their own names', () => {
  expect(mapColumns(options('ads'), ['conversions.purchase', 'value.purchase', 'conversions.X']).fields).toEqual({
    'conversions.purchase': 'conversions.purchase',
    'value.purchase': 'value.purchase',
  })
  expect(mapColumns(options('events'), ['properties.plan', 'click_ids.gclid']).fields).toHaveProperty('click_ids.gclid')
})

test('columns that tell who somebody is are left out of leads, and kept in ad reports', () => {
  const leads = mapColumns(options('leads'), ['id', 'date', 'Email', 'メールアドレス', '氏名', 'Company'])
  expect(leads).toMatchObject({ attributes: ['Company'], leftOut: ['メールアドレス', '氏名'] })
  expect(mapColumns(options('ads'), ['Day', 'Name']).attributes).toEqual(['Name'])
})

test('an unknown column is refused with the columns there are and the nearest of them', () => {
  const wrong = () => mapColumns(options('leads', { map: { id: 'mql-id' } }), ['mql_id', 'origin'])
  expect(wrong).toThrow(Problem)
  try {
    wrong()
  } catch (error) {
    expect((error as Problem).details).toEqual([
      {
        field: 'map.id',
        message: 'The file has no column "mql-id".',
        hint: 'Did you mean mql_id? The columns are mql_id, origin.',
      },
    ])
  }
})

test('an unknown field is refused with the nearest', () => {
  const wrong = () => mapColumns(options('leads', { map: { chanel: 'origin' } }), ['origin'])
  expect(wrong).toThrow(expect.objectContaining({ code: 'unknown_column' }))
})

test('missing fields are named with the option that gives them', () => {
  const columns = ['ad_id', 'Spent']
  const mapping = mapColumns(options('ads'), columns)
  expect(mapping.missing.map(({ field }) => field)).toEqual(['date', 'platform', 'currency'])
  expect(() => requireFields(mapping, columns)).toThrow('The file does not say: date, platform, currency.')
  const given = options('ads', { platform: 'meta', currency: 'USD', period: '2026-04-01..2026-04-30' })
  expect(mapColumns(given, columns).missing).toEqual([])
  expect(mapColumns(options('deals', { stage: 'won' }), ['id', 'close date']).missing).toEqual([])
})

test('a field whose header is known can be left without a column, which then is an attribute', () => {
  const { fields, attributes } = mapColumns(options('leads', { map: { channel: '' } }), ['id', 'date', 'channel'])
  expect(fields).toEqual({ id: 'id', time: 'date' })
  expect(attributes).toEqual(['channel'])
})
