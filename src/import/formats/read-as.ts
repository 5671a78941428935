// A recognised export → the options that the user would have had to give, and how its rows are read.
import type { ImportOptions, RecognisedExport } from '#contract/import.ts'
import { Problem } from '#util/problem.ts'
import { DateSteps, type Step, undecidedDate } from '../date-steps.ts'
import { fieldsOf, figureField, plainHeader, spanFields } from '../fields.ts'
import type { FileRecord, Row } from '../rows.ts'
import { TimeReader, isEmpty } from '../values.ts'
import { among, columnOf, presentColumns } from './columns.ts'
import type { Claim, ExportFormat } from './export-format.ts'
import type { Recognised, Table } from './recognise.ts'
import { daysOf, decimalCommaOf, orderOf } from './sample.ts'

/** How the rows of an export are read. */
export interface ExportReading {
  facts: RecognisedExport
  /** The user's options with those of the export beneath them. */
  options: ImportOptions
  /** Columns kept as attributes, besides those that fill a field. */
  keeps(column: string): boolean
  /** Columns that name people in this export. */
  personal(column: string): boolean
  decimalComma: boolean
  /** Whether each row must be about one day. */
  byDay: boolean
  /** Attributes that all rows have. */
  stamp: Readonly<Record<string, string>>
  /** Makes a reader of one file: is the row data, or a total, a note, a further table? */
  dataRows(): (row: Row) => boolean
  /** Field → what to do when nothing fills it. */
  lacking: Readonly<Record<string, string>>
  /** Field → its words → ours. */
  values: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** The first that has a column tells data from totals. */
const timeFields = ['date', 'time', ...spanFields, 'period_start']

/** Rows that decide what is decided by evidence. */
const sampleRows = 2_000

/** @param point of ours that the platform's conversions count, where the plan says so. */
export function readAs(
  { format, signature }: Recognised,
  table: Table & { rows: readonly Row[] },
  given: ImportOptions,
  point: string | undefined,
): ExportReading {
  const fields = { ...fieldColumns(format, table.columns), ...withoutDay(given.map), ...given.map }
  const claim = format.claims?.find(({ conversions }) => columnOf(table.columns, conversions) !== undefined)
  const claimed = claim && claimColumns(table.columns, claim, given.point ?? point, fields)
  const map = { ...noGuesses(format), ...claimed, ...fields }
  const sample = table.rows
    .slice(0, sampleRows)
    .filter(dataRows(format, map))
    .map((row) => row.record)
  const key = given.key ?? presentColumns(table.columns, format.breakdowns ?? [])
  const dateCells = timeFields.map((field) => map[field]).filter(Boolean) as string[]
  const dateFormat = given.dateFormat ?? orderOf(sample, dateCells) ?? signature.dateFormat
  const days = coverage(format, table, map, { ...given, ...(dateFormat ? { dateFormat } : {}) }, sample)
  const hasCurrency = Boolean(map['currency']) || /\([A-Z]{3}\)$/.test(map['cost'] ?? map['value'] ?? '')
  const currency = given.currency ?? (hasCurrency ? undefined : signature.currency)
  const options: ImportOptions = {
    ...format.constants,
    ...given,
    map,
    ...(key.length > 0 ? { key } : {}),
    ...(days.period ? { period: days.period } : {}),
    ...(dateFormat ? { dateFormat } : {}),
    ...(currency ? { currency } : {}),
  }
  const used = usedClaim(format, map) ?? claim
  const numbers = [map['cost'], map['value'], columnOf(table.columns, used?.conversions ?? [])].filter(
    Boolean,
  ) as string[]
  return {
    facts: {
      id: format.id,
      name: format.name,
      kind: format.kind,
      level: levelOf(map),
      days: days.kind,
      ...currencyOf(sample, map['currency']),
      ...(used ? { claim: factsOf(used, table.columns, map) } : {}),
      ...(days.refusal ? { refusal: days.refusal } : {}),
    },
    options,
    keeps: keeper(format, key),
    personal: among(format.personal ?? []),
    decimalComma: signature.decimalComma === true && decimalCommaOf(sample, numbers),
    byDay: days.kind === 'day',
    stamp: used && usedClaim(format, map) ? { conversion_date: used.date, conversion_window: used.window } : {},
    dataRows: () => dataRows(format, map),
    lacking: format.lacking ?? {},
    values: format.values ?? {},
  }
}

function fieldColumns(format: ExportFormat, columns: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [field, headers] of Object.entries(format.fields)) {
    const column = columnOf(columns, headers)
    if (column !== undefined) found[field] = column
  }
  // a day of its own says more than the period that the whole report covers
  if (found['date'] !== undefined)
    for (const field of ['period_start', 'period_end']) if (found[field]) found[field] = ''
  return found
}

/** Somebody who says that rows are about weeks or months does not mean the column that holds days. */
function withoutDay(map: ImportOptions['map']): Record<string, string> {
  return spanFields.some((field) => map?.[field]) ? { date: '', period_start: '', period_end: '' } : {}
}

/** Reports are mapped by their format alone: a `Month` or a `Platform` in them is not what other files mean by it. */
function noGuesses({ kind }: ExportFormat): Record<string, string> {
  if (kind !== 'ads' && kind !== 'figures') return {}
  return Object.fromEntries(fieldsOf[kind].map(({ name }) => [name, '']))
}

function claimColumns(
  columns: readonly string[],
  claim: Claim,
  point: string | undefined,
  fields: Readonly<Record<string, string>>,
): Record<string, string> {
  if (point === undefined || Object.keys(fields).some((field) => figureField.test(field))) return {}
  const value = columnOf(columns, claim.value ?? [])
  return {
    [`conversions.${point}`]: columnOf(columns, claim.conversions)!,
    ...(value === undefined ? {} : { [`value.${point}`]: value }),
  }
}

/** The claim whose column fills a figure, whoever mapped it. */
function usedClaim({ claims = [] }: ExportFormat, map: Readonly<Record<string, string>>): Claim | undefined {
  const columns = Object.entries(map).flatMap(([field, column]) => (figureField.test(field) ? [column] : []))
  return claims.find(({ conversions }) => columnOf(columns, conversions) !== undefined)
}

function factsOf(
  claim: Claim,
  columns: readonly string[],
  map: Readonly<Record<string, string>>,
): NonNullable<RecognisedExport['claim']> {
  const column = columnOf(columns, claim.conversions)!
  const field = Object.keys(map).find((name) => map[name] === column && figureField.test(name))
  const { date, window } = claim
  return { column, date, window, ...(field ? { point: figureField.exec(field)![2]! } : {}) }
}

function levelOf(map: Readonly<Record<string, string>>): RecognisedExport['level'] {
  return (['ad', 'ad_group', 'campaign'] as const).find((field) => map[field])
}

/** The currency that all rows name. */
function currencyOf(sample: readonly FileRecord[], column: string | undefined): { currency?: string } {
  const [only, ...others] = new Set(column ? sample.map((record) => (record[column] ?? '').trim()) : [])
  return only !== undefined && /^[A-Z]{3}$/.test(only) && others.length === 0 ? { currency: only } : {}
}

type Refusal = NonNullable<RecognisedExport['refusal']>

interface Coverage {
  kind?: 'day' | 'period'
  /** For rows without a date. */
  period?: string
  refusal?: Refusal
}

/** What days the rows of a report are about; of several, only when the user names them. */
function coverage(
  format: ExportFormat,
  { above, columns }: Table,
  map: Readonly<Record<string, string>>,
  given: ImportOptions,
  sample: readonly FileRecord[],
): Coverage {
  if (format.kind !== 'ads' && format.kind !== 'figures') return {}
  const divider = columns.find(among(format.divided ?? []))
  if (divider !== undefined) return { refusal: divided(format, divider) }
  if (given.period !== undefined || spanFields.some((field) => map[field])) return { kind: 'period' }
  const covered = format.period?.(above)
  const several = covered !== undefined && covered.start !== covered.end
  if (map['date']) {
    const dates = new Set(sample.map((record) => record[map['date']!]!.trim()).filter((cell) => /\d/.test(cell)))
    if (several && format.datedByPeriodStart && dates.size === 1) return totals(format, covered)
    const step = stepOf(map, given, sample)
    return step ? { refusal: stepped(format, step, map['date']) } : { kind: 'day' }
  }
  const week = columns.find((column) => plainHeader(column) === 'week' || plainHeader(column) === '週')
  if (week !== undefined && !map['period_start']) return { refusal: stepped(format, 'week', week) }
  if (map['period_start'] && map['period_end']) {
    return daysOf(sample, map['period_start'], map['period_end']) === 'single'
      ? { kind: 'day' }
      : totals(format, covered)
  }
  return covered && !several ? { kind: 'day', period: covered.start } : totals(format, covered)
}

function totals(format: ExportFormat, covered: { start: string; end: string } | undefined): Coverage {
  const days = covered ? `${covered.start}..${covered.end}` : '2026-09-01..2026-09-30'
  const { en, ja } = format.byDay!
  return {
    refusal: {
      message: {
        en: `The ${format.name} report has totals of several days, which cannot be set beside what is counted by day.`,
        ja: `${format.name}のレポートが期間合計のため、日別の数字と並べられません。`,
      },
      hint: {
        en: `${en} To keep the totals, spread evenly over their days, name the period: --period ${days}`,
        ja: `${ja}合計のまま日数で均等に割って取り込むには、期間を指定します（${days}）。`,
      },
    },
  }
}

function stepOf(
  map: Readonly<Record<string, string>>,
  given: ImportOptions,
  sample: readonly FileRecord[],
): Step | undefined {
  const column = undecidedDate(given, map)
  if (column === undefined) return undefined
  const steps = new DateSteps(map, column, new TimeReader('UTC', given.dateFormat))
  steps.look(sample.map((record, row) => ({ row, record })))
  return steps.step()
}

const stepWords = { week: { en: 'weeks', ja: '週' }, month: { en: 'months', ja: '月' } }

/** A report of weeks or months has dates like one of days. */
function stepped(format: ExportFormat, step: Step, column: string): Refusal {
  const words = stepWords[step]
  const { en, ja } = format.byDay!
  return {
    message: {
      en: `The ${format.name} report is by ${step}: the dates in "${column}" are those of ${words.en}, which cannot be set beside what is counted by day.`,
      ja: `${format.name}のレポートは${words.ja}別で（「${column}」が${words.ja}ごとの日付）、日別の数字と並べられません。`,
    },
    hint: {
      en: `${en} To keep the ${words.en}, spread evenly over their days, map the column: --map ${step}="${column}"; where it is days, --map date="${column}"`,
      ja: `${ja}${words.ja}のまま日数で均等に割って取り込むには、下の表で「${column}」を${step}に対応づけます。日別の場合はdateに対応づけます。`,
    },
  }
}

function divided({ name }: ExportFormat, column: string): Refusal {
  return {
    message: {
      en: `The rows of the ${name} report are divided by ${column}, and such rows have no cost of their own.`,
      ja: `${name}のレポートが「${column}」で分かれていて、行ごとの費用がありません。`,
    },
    hint: {
      en: `Make the report again without ${column}.`,
      ja: `「${column}」を外して、もう一度レポートを作成してください。`,
    },
  }
}

/** Throws Problem when the export is of no use as it is. */
export function requireUsable({ facts: { refusal } }: ExportReading): void {
  if (!refusal) return
  const [message, hint] = [refusal.message.en, refusal.hint.en]
  throw new Problem('unusable_export', message, { details: [{ field: 'file', message, hint }] })
}

function keeper({ kept, breakdowns = [] }: ExportFormat, key: readonly string[]): (column: string) => boolean {
  if (!kept) return () => true
  const listed = among([...kept, ...breakdowns])
  return (column) => listed(column) || key.includes(column)
}

/** Totals have no date, or no names; notes fill one cell. What follows the beginning of a further table is left out. */
function dataRows(format: ExportFormat, map: Readonly<Record<string, string>>): (row: Row) => boolean {
  const when = timeFields.map((field) => map[field]).find(Boolean) ?? ''
  const names = ['campaign', 'ad_group', 'ad'].map((field) => map[field]).filter(Boolean) as string[]
  let ended = false
  return ({ record }) => {
    if (ended) return false
    const date = record[when] ?? ''
    if (format.namelessIsTotal && names.length > 0 && names.every((name) => isEmpty(record[name] ?? ''))) return false
    if (/\d/.test(date) && !format.footer.test(date) && !format.nextTable?.test(date)) return true
    for (const column in record) {
      const cell = record[column]!
      if (cell === '') continue
      if (format.nextTable?.test(cell)) ended = true
      if (ended || format.footer.test(cell)) return false
      // without a date only the place tells a total from a campaign of that name
      if (when === '') return true
    }
    return true
  }
}
