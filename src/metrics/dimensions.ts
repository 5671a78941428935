// Dimensions: what an answer can be split and filtered by, and where each fact table keeps it.
import type { Measure } from './measures.ts'
import { personAttributeOf } from './person-names.ts'
import { propertyOf } from './properties.ts'

export type FactTable = 'events' | 'ctas' | 'sessions' | 'ledger' | 'spend' | 'figures'

export const tableOf: Record<Measure, FactTable> = {
  events: 'events',
  ctas: 'ctas',
  ctaConverting: 'ctas',
  sessions: 'sessions',
  converting: 'sessions',
  conversions: 'ledger',
  clicked: 'ledger',
  transition: 'ledger',
  customers: 'ledger',
  spend: 'spend',
  figures: 'figures',
}

export interface Dimension {
  id: string
  name: { en: string; ja: string }
  /** Table → SQL expression over its columns and `day`; a table that is absent does not know it. */
  columns: Partial<Record<FactTable, string>>
  /** SQL of the text for a value; absent: the value is text. Rows are grouped by the value, which costs less. */
  text?: (value: string) => string
}

const everywhere = (expression: string): Dimension['columns'] => ({
  events: expression,
  ctas: expression,
  sessions: expression,
  ledger: expression,
  spend: expression,
  figures: expression,
})

/** @param click its SQL over an event of a call to action; of a conversion it is what the last click before was. */
const ofCta = (id: string, name: Dimension['name'], click: string): Dimension => ({
  id,
  name,
  columns: { ctas: click, ledger: `led_by['${id}']` },
})
/** What the tag read from the element. */
const recorded = (property: string): string => `JSONExtractString(properties, '${property}')`

/** What calls to action are split by, and conversions by the last click that led to them. */
export const ctaDimensions: readonly Dimension[] = [
  ofCta('cta', { en: 'Call to action', ja: 'CTA' }, recorded('cta')),
  ofCta('cta_copy', { en: 'CTA copy', ja: 'CTAの文言' }, recorded('copy')),
  ofCta('cta_placement', { en: 'CTA placement', ja: 'CTAの位置' }, recorded('placement')),
  ofCta('cta_colour', { en: 'CTA colour', ja: 'CTAの色' }, recorded('colour')),
  ofCta('cta_size', { en: 'CTA size', ja: 'CTAの大きさ' }, recorded('size')),
  ofCta('page', { en: 'Page of the CTA', ja: 'CTAのあるページ' }, 'path(url)'),
]

const isoDay = (day: string): string => `toString(${day})`

/** The sources that saw a conversion, as one value, so that every conversion stands in one row. */
const seenBy = "arrayStringConcat(arraySort(sources), ' + ')"

export const dimensions: readonly Dimension[] = [
  {
    id: 'channel',
    name: { en: 'Channel', ja: 'チャネル' },
    columns: { ctas: 'channel', sessions: 'channel', ledger: 'channel', spend: 'channel', figures: 'channel' },
  },
  {
    id: 'campaign',
    name: { en: 'Campaign', ja: 'キャンペーン' },
    columns: { ctas: 'campaign', sessions: 'campaign', ledger: 'campaign', spend: 'campaign', figures: 'campaign' },
  },
  {
    id: 'ad',
    name: { en: 'Ad', ja: '広告' },
    columns: { sessions: 'ad', ledger: 'ad', spend: 'ad', figures: 'ad' },
  },
  {
    id: 'landing_page',
    name: { en: 'Landing page', ja: 'ランディングページ' },
    columns: { ctas: 'landing_page', sessions: 'landing_page', ledger: 'landing_page' },
  },
  {
    id: 'platform',
    name: { en: 'Platform', ja: '媒体' },
    columns: { spend: 'platform', figures: 'platform' },
  },
  {
    id: 'source',
    name: { en: 'Source', ja: '計測元' },
    columns: {
      events: 'source',
      ctas: 'source',
      sessions: 'source',
      ledger: seenBy,
      spend: 'source',
      figures: 'source',
    },
  },
  { id: 'point', name: { en: 'Conversion point', ja: 'CVポイント' }, columns: { ledger: 'point', figures: 'point' } },
  { id: 'cv_state', name: { en: 'State of the CV', ja: 'CVの状態' }, columns: { ledger: 'state' } },
  {
    id: 'device',
    name: { en: 'Device', ja: 'デバイス' },
    columns: { ctas: 'device', sessions: 'device', ledger: 'device' },
  },
  {
    id: 'country',
    name: { en: 'Country', ja: '国' },
    columns: { events: 'country', sessions: 'country', ledger: 'country' },
  },
  {
    id: 'currency',
    name: { en: 'Currency', ja: '通貨' },
    columns: { ledger: 'currency', spend: 'currency', figures: 'currency' },
  },
  ...ctaDimensions,
  {
    id: 'junk',
    name: { en: 'Junk', ja: '除外理由' },
    // what is junk makes no conversion
    columns: { events: 'junk', sessions: 'junk', ledger: "''" },
  },
  { id: 'event', name: { en: 'Event name', ja: 'イベント名' }, columns: { events: 'name' } },
  { id: 'day', name: { en: 'Day', ja: '日' }, columns: everywhere('day'), text: isoDay },
  {
    id: 'week',
    name: { en: 'Week', ja: '週' },
    columns: everywhere('subtractDays(day, (toDayOfWeek(day) + 7 - {week_start:UInt8}) % 7)'),
    text: isoDay,
  },
  {
    id: 'month',
    name: { en: 'Month', ja: '月' },
    columns: everywhere('toStartOfMonth(day)'),
    text: (month) => `formatDateTime(${month}, '%Y-%m')`,
  },
]

export const timeDimensions: readonly string[] = ['day', 'week', 'month']

export function isOfCta(dimension: string): boolean {
  return ctaDimensions.some(({ id }) => id === dimension)
}

/** Tables of which a row is an event, or comes of one that its sightings name. */
const propertyTables: readonly FactTable[] = ['events', 'ctas', 'ledger']

/** Tables with a Map column `attributes`: the columns of imported files that have no field of their own. */
export const attributeTables = ['ledger', 'spend', 'figures'] as const

const byId = new Map(dimensions.map((dimension) => [dimension.id, dimension]))

export function findDimension(id: string): Dimension | undefined {
  return byId.get(id)
}

/** Whether a dimension is one of ours, and no column of somebody's file. */
export function isOwn(dimension: string): boolean {
  return byId.has(dimension) || propertyOf(dimension) !== undefined || personAttributeOf(dimension) !== undefined
}

/** Attributes that each table has seen. */
export type SeenAttributes = Partial<Record<FactTable, ReadonlySet<string>>>

/** Whether the rows of a measure can be split by a dimension. */
export function knows(measure: Measure, dimension: string, seen: SeenAttributes): boolean {
  const table = tableOf[measure]
  const known = byId.get(dimension)
  if (known) return known.columns[table] !== undefined || (measure === 'converting' && dimension === 'point')
  if (propertyOf(dimension) !== undefined) return propertyTables.includes(table)
  // a visit, a cost or a click is told of nobody
  if (personAttributeOf(dimension) !== undefined) return table === 'ledger'
  return seen[table]?.has(dimension) ?? false
}
