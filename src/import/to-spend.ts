// A row of an ad report or of other costs → staged spend, with the figures that the platform reports beside it.
import { hash } from 'node:crypto'
import type { RowRejection } from '#contract/import.ts'
import { channelOfPlatform } from '#metrics/cost-channels.ts'
import { dayAt } from '#util/days.ts'
import { fieldsOf, figureField } from './fields.ts'
import { canonicalPlatform } from '#contract/platforms.ts'
import {
  type Read,
  type RowContext,
  type StagedLine,
  amountReader,
  attributesOf,
  readerOf,
  rejection,
} from './row-context.ts'
import type { FileRecord, Row } from './rows.ts'
import type { Staging } from './to-record.ts'
import { Refusal, readPeriod } from './values.ts'

/** Between the cells of a row that is kept beside its spend: JSON would have to be read twice by the engine. */
const cellBreak = '\uE000'

/** The row as it stood in the file, as one text. */
function keepRecord(record: FileRecord, columns: readonly string[]): string {
  return columns.map((column) => record[column] ?? '').join(cellBreak)
}

export function keptRecord(kept: string, columns: readonly string[]): FileRecord {
  const cells = kept.split(cellBreak)
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
}

interface Cells {
  [field: string]: string | number | undefined
}
type Figures = [point: string, conversions: string, value: string][]

export function spendStaging(context: RowContext): Staging {
  const { importId, options } = context
  const columns = filledColumns(context)
  const readCells = cellReader(context)
  const readFigures = figureReader(context)
  const keyOf = spendKeyMaker(context)
  const known = context.export
  const attributes = attributeReader(context)
  const periodOption = options.period === undefined ? undefined : readPeriod(options.period)

  function toLine(row: Row): StagedLine | RowRejection {
    if (row.unreadable) return rejection(row, '', row.unreadable)
    // the totals of an export are known, and a campaign may be called Total
    if (!known && isTotal(row.record)) return rejection(row, '', 'is a total of other rows')
    const cells = readCells(row)
    if ('reason' in cells) return cells as RowRejection
    const figures = readFigures(row)
    if (!Array.isArray(figures)) return figures
    const period = periodOf(cells, periodOption)
    if ('reason' in period) return rejection(row, period.field, period.reason)
    if (known?.byDay && period.start !== period.end)
      return rejection(row, 'period_end', 'lies after the first day: export the report by day')
    if (options.kind !== 'costs' && !cells['platform']) return rejection(row, 'platform', 'is empty')
    if (!cells['currency'] && options.kind !== 'figures')
      return rejection(row, 'currency', 'is empty: fill it, or name it with --currency')
    const names = namesOf(cells, options.kind === 'ads')
    const fact: Record<string, unknown> = {
      import_id: importId,
      row: row.row,
      key: keyOf(row.record, names, period),
      ...names,
      period_start: period.start,
      period_end: period.end,
      impressions: cells['impressions'] ?? 0,
      clicks: cells['clicks'] ?? 0,
      cost: cells['cost'] ?? '0',
      currency: cells['currency'] ?? '',
      attributes: attributes(row.record),
      figures,
      record: keepRecord(row.record, context.columns),
    }
    return JSON.stringify(columns.map((column) => fact[column]))
  }
  return { columns, toLine }
}

/** The columns without a field, and what holds for all rows of the export. */
function attributeReader({
  mapping,
  export: known,
}: RowContext): (record: FileRecord) => Readonly<Record<string, string>> {
  const stamp = known?.stamp ?? {}
  if (mapping.attributes.length === 0) return () => stamp
  if (Object.keys(stamp).length === 0) return (record) => attributesOf(record, mapping.attributes)
  return (record) => ({ ...attributesOf(record, mapping.attributes), ...stamp })
}

/** Only the columns that the file fills are sent to the engine; reading empty ones costs as much as full ones. */
function filledColumns({ options, mapping, export: known }: RowContext): string[] {
  const always = ['import_id', 'row', 'key', 'platform', 'channel', 'period_start', 'period_end', 'cost', 'currency']
  const fields = ['campaign', 'ad_group', 'ad', 'label', 'impressions', 'clicks']
  const filled = fields.filter((field) => mapping.fields[field] !== undefined)
  if (mapping.fields['account'] !== undefined || options.account !== undefined) filled.push('account')
  if (mapping.attributes.length > 0 || Object.keys(known?.stamp ?? {}).length > 0) filled.push('attributes')
  if (Object.keys(mapping.fields).some((field) => figureField.test(field))) filled.push('figures')
  return [...always, ...filled, 'record']
}

function cellReader(context: RowContext): (row: Row) => Cells | RowRejection {
  const { options, mapping, times } = context
  const constants: Cells = {
    platform: options.platform,
    account: options.account,
    channel: options.channel,
    currency: options.currency ?? mapping.headerCurrency,
  }
  const readings: { field: string; column: string; read: Read; required: boolean }[] = []
  for (const field of fieldsOf[options.kind]) {
    const column = mapping.fields[field.name]
    if (column === undefined) continue
    const plain = readerOf(field.type, times, context.export)
    const words = context.export?.values[field.name]
    const read =
      field.name === 'date' || field.name === 'month' ? readDayOrMonth(plain) : words ? inOurWords(plain, words) : plain
    readings.push({ field: field.name, column, read, required: field.required === true })
  }
  return (row) => {
    const cells = emptyCells(constants)
    for (const { field, column, read, required } of readings) {
      const value = read(row.record[column] ?? '')
      if (value instanceof Refusal) return rejection(row, field, value.reason)
      if (value === undefined && required) return rejection(row, field, 'is empty')
      if (value !== undefined) cells[field] = value
    }
    return cells
  }
}

/** An export's own names for what has another name here. */
function inOurWords(read: Read, words: Readonly<Record<string, string>>): Read {
  return (cell) => {
    const value = read(cell)
    return typeof value === 'string' ? (words[value.normalize('NFKC').toLowerCase()] ?? value) : value
  }
}

/** Cells of one shape, whichever of them the file fills: rows that differ in shape take ten times as long. */
function emptyCells({ platform, account, channel, currency }: Cells): Cells {
  return {
    date: undefined,
    week: undefined,
    week_end: undefined,
    month: undefined,
    period_start: undefined,
    period_end: undefined,
    platform,
    account,
    channel,
    campaign: undefined,
    ad_group: undefined,
    ad: undefined,
    label: undefined,
    impressions: undefined,
    clicks: undefined,
    cost: undefined,
    currency,
  }
}

/** A month (`2026-04`, `2026年4月`) stays as it is: it becomes a period. */
function readDayOrMonth(readDay: Read): Read {
  return (cell) => {
    const month = /^\s*(\d{4})[-/年](\d{1,2})月?\s*$/.exec(cell)
    return month ? `${month[1]}-${month[2]!.padStart(2, '0')}` : readDay(cell)
  }
}

interface Period {
  start: string
  end: string
}

function periodOf(cells: Cells, option: Period | undefined): Period | { field: string; reason: string } {
  const { date, period_start: start, period_end: end } = cells as Record<string, string | undefined>
  if (start !== undefined && end !== undefined && date === undefined) {
    return end < start ? { field: 'period_end', reason: 'lies before the start of the period' } : { start, end }
  }
  if (date === undefined) return spanOf(cells) ?? option ?? { field: 'date', reason: 'is empty' }
  if (date.length === 10) return { start: date, end: date }
  return readPeriod(date) ?? { field: 'date', reason: 'is no date of the calendar' }
}

/** The days that a date stands for which names a week or a month. */
function spanOf(cells: Cells): Period | { field: string; reason: string } | undefined {
  const { week, week_end: weekEnd, month } = cells as Record<string, string | undefined>
  if (week !== undefined) return { start: week, end: dayAt(week, 6) }
  if (weekEnd !== undefined) return { start: dayAt(weekEnd, -6), end: weekEnd }
  if (month === undefined) return undefined
  return readPeriod(month.slice(0, 7)) ?? { field: 'month', reason: 'is no date of the calendar' }
}

interface Names {
  platform: string
  account: string
  channel: string
  campaign: string
  ad_group: string
  ad: string
  label: string
}

function namesOf(cells: Cells, isAd: boolean): Names {
  const text = (field: string): string => String(cells[field] ?? '')
  const platform = canonicalPlatform(text('platform'))
  return {
    platform,
    account: text('account'),
    channel: text('channel') || (isAd ? channelOfPlatform(platform) : ''),
    campaign: text('campaign'),
    ad_group: text('ad_group'),
    ad: text('ad'),
    label: text('label'),
  }
}

/** Which columns tell rows of one ad and period apart, as 8 hex digits; zeros for none. */
export function keyScheme(columns: readonly string[] = []): string {
  return columns.length === 0 ? '00000000' : hash('sha256', JSON.stringify(columns.toSorted())).slice(0, 8)
}

/**
 * What identifies spend: what was bought, the key columns' names, their values. The channel is part of it for
 * other costs and figures only: an ad's can be set anew by importing again.
 */
function spendKeyMaker({ options }: RowContext): (record: FileRecord, names: Names, period: Period) => string {
  const keyColumns = options.key?.toSorted() ?? []
  const scheme = keyScheme(keyColumns)
  return (record, names, period) => {
    const bought = digest([
      options.kind,
      names.platform,
      names.account,
      period.start,
      period.end,
      names.campaign,
      names.ad_group,
      names.ad,
      names.label,
      options.kind === 'ads' ? '' : names.channel,
    ])
    if (keyColumns.length === 0) return bought + scheme
    return bought + scheme + digest(keyColumns.map((column) => record[column] ?? ''))
  }
}

function digest(parts: readonly string[]): string {
  return hash('sha256', JSON.stringify(parts)).slice(0, 32)
}

/** What the platform says it converted, and what that was worth, for each point that has a column. */
function figureReader(context: RowContext): (row: Row) => Figures | RowRejection {
  const readAmount = amountReader(context.export)
  const points = new Map<string, { conversions?: string; value?: string }>()
  for (const [field, column] of Object.entries(context.mapping.fields)) {
    const [, measure, point] = figureField.exec(field) ?? []
    if (point === undefined) continue
    points.set(point, { ...points.get(point), [measure as 'conversions']: column })
  }
  return (row) => {
    const figures: Figures = []
    for (const [point, from] of points) {
      const conversions = from.conversions === undefined ? undefined : readAmount(row.record[from.conversions] ?? '')
      if (conversions instanceof Refusal) return rejection(row, `conversions.${point}`, conversions.reason)
      const value = from.value === undefined ? undefined : readAmount(row.record[from.value] ?? '')
      if (value instanceof Refusal) return rejection(row, `value.${point}`, value.reason)
      if (conversions !== undefined || value !== undefined) figures.push([point, conversions ?? '0', value ?? '0'])
    }
    return figures
  }
}

const total = /^\s*((grand |sub)?totals?(\s*$|\s*[:：]|\s+of\b)|gesamt(\s*$|\s*:)|合計|総計|小計)/i

/** Reports end (or begin) with a total, which would count everything twice. */
function isTotal(record: FileRecord): boolean {
  for (const column in record) {
    const cell = record[column]!
    if (cell !== '') return total.test(cell)
  }
  return false
}
