// Which column of the file fills which field: what the user says, then what the headers say.
import type { ImportKind, ImportOptions } from '#contract/import.ts'
import { closest, fewOf } from '#util/closest.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { eventMapField, fieldsOf, figureField, personalColumns, plainHeader, spanFields } from './fields.ts'

export interface Mapping {
  /** Field → column. */
  fields: Record<string, string>
  /** Columns without a field, kept as attributes, in the order of their names. */
  attributes: string[]
  /** Columns left out because they tell who somebody is. */
  leftOut: string[]
  /** Columns that nothing needs, of exports and changes. */
  unused: string[]
  /** Required fields that nothing fills. */
  missing: { field: string; hint: string }[]
  /** `Amount spent (USD)` names the currency of the file. */
  headerCurrency?: string
}

/** What is known of the columns of an export. */
export interface KnownColumns {
  keeps(column: string): boolean
  personal(column: string): boolean
  /** Field → what to do when nothing fills it. */
  lacking: Readonly<Record<string, string>>
}

/** Maps the columns of a file. Throws Problem for a field or column that the user named and that does not exist. */
export function mapColumns(options: ImportOptions, columns: readonly string[], known?: KnownColumns): Mapping {
  checkNamed(options, columns)
  const named = Object.entries(options.map ?? {})
  const fields: Record<string, string> = Object.fromEntries(named.filter(([, column]) => column !== ''))
  const none = new Set(named.filter(([, column]) => column === '').map(([field]) => field))
  const used = new Set(Object.values(fields))
  for (const [name, headers] of knownHeaders(options.kind)) {
    if (fields[name] !== undefined || none.has(name) || hasOtherDate(name, fields)) continue
    const column = columns.find((candidate) => !used.has(candidate) && headers.has(plainHeader(candidate)))
    if (column === undefined) continue
    fields[name] = column
    used.add(column)
  }
  for (const column of columns) {
    if (!used.has(column) && !none.has(column) && namesField(options.kind, column)) {
      fields[column] ??= column
      used.add(column)
    }
  }
  const rest = columns.filter((column) => !used.has(column))
  const leftOut = isReport(options.kind) ? [] : rest.filter((column) => isPersonal(column) || known?.personal(column))
  const keeps = (column: string): boolean => options.kind !== 'changes' && (known?.keeps(column) ?? true)
  const unused = rest.filter((column) => !leftOut.includes(column) && !keeps(column))
  const headerCurrency = /\(([A-Z]{3})\)$/.exec(fields['cost'] ?? fields['value'] ?? '')?.[1]
  return {
    fields,
    attributes: rest.filter((column) => !leftOut.includes(column) && !unused.includes(column)).toSorted(),
    leftOut,
    unused,
    missing: missingFields(options, fields, headerCurrency).map(({ field, hint }) => ({
      field,
      hint: known?.lacking[field] ?? hint,
    })),
    ...(headerCurrency ? { headerCurrency } : {}),
  }
}

const dateFields: readonly string[] = ['date', ...spanFields]

/** A row has one date, of a day, a week or a month: the first that is found, or the one that the user names. */
function hasOtherDate(name: string, fields: Readonly<Record<string, string>>): boolean {
  return dateFields.includes(name) && dateFields.some((other) => fields[other] !== undefined)
}

/** Whether a column bears the name of a field that has a point or a property in it. */
function namesField(kind: ImportKind, name: string): boolean {
  return (
    ((kind === 'ads' || kind === 'figures') && figureField.test(name)) ||
    (kind === 'events' && eventMapField.test(name))
  )
}

/** Reports have days or periods, and no people. */
function isReport(kind: ImportKind): boolean {
  return kind === 'ads' || kind === 'costs' || kind === 'figures'
}

function isPersonal(column: string): boolean {
  return personalColumns.has(plainHeader(column))
}

const headerCache = new Map<ImportKind, Map<string, Set<string>>>()

function knownHeaders(kind: ImportKind): Map<string, Set<string>> {
  let known = headerCache.get(kind)
  if (!known) {
    known = new Map(
      fieldsOf[kind].map((field) => [field.name, new Set([field.name, ...field.headers].map(plainHeader))]),
    )
    headerCache.set(kind, known)
  }
  return known
}

function checkNamed(options: ImportOptions, columns: readonly string[]): void {
  const names = fieldsOf[options.kind].map((field) => field.name)
  const details: ProblemDetail[] = []
  for (const [field, column] of Object.entries(options.map ?? {})) {
    if (!names.includes(field) && !namesField(options.kind, field)) {
      const near = closest(field, names)
      const all =
        options.kind === 'ads' || options.kind === 'figures' ? [...names, 'conversions.POINT', 'value.POINT'] : names
      details.push({
        field: `map.${field}`,
        message: `${options.kind} have no field "${field}".`,
        hint: near ? `Did you mean ${near}?` : `The fields are ${all.join(', ')}.`,
      })
    }
    if (column !== '' && !columns.includes(column)) details.push(noColumn(`map.${field}`, column, columns))
  }
  for (const column of options.key ?? []) if (!columns.includes(column)) details.push(noColumn('key', column, columns))
  if (details.length > 0) throw new Problem('unknown_column', 'The file and the mapping do not fit.', { details })
}

function noColumn(field: string, column: string, columns: readonly string[]): ProblemDetail {
  const near = closest(column, columns)
  const all = `The columns are ${fewOf(columns)}.`
  return {
    field,
    message: `The file has no column "${column}".`,
    hint: near ? `Did you mean ${near}? ${all}` : all,
  }
}

function missingFields(
  options: ImportOptions,
  fields: Record<string, string>,
  headerCurrency: string | undefined,
): Mapping['missing'] {
  const missing: Mapping['missing'] = []
  const given = (field: string): boolean =>
    fields[field] !== undefined || options[field as 'platform' | 'stage' | 'currency'] !== undefined
  for (const field of fieldsOf[options.kind]) {
    if (!field.required || given(field.name)) continue
    const constant = field.name === 'stage' ? ', or --stage STAGE for all rows' : ''
    missing.push({ field: field.name, hint: `Say which column it is: --map ${field.name}=COLUMN${constant}` })
  }
  if (!isReport(options.kind)) return missing
  if (!dateFields.some(given) && !(given('period_start') && given('period_end')) && options.period === undefined) {
    missing.push({
      field: 'date',
      hint: 'Say which column it is: --map date=COLUMN, or for all rows --period 2026-04-01..2026-04-30',
    })
  }
  if (options.kind !== 'costs' && !given('platform')) {
    missing.push({ field: 'platform', hint: 'Say whose report it is: --platform meta (google_ads, tiktok, line, …)' })
  }
  const figures = Object.keys(fields).filter((field) => figureField.test(field))
  if (options.kind === 'figures' && figures.length === 0) {
    missing.push({ field: 'point', hint: 'Say which conversion point is counted: --map conversions.POINT=COLUMN' })
  }
  const hasMoney = options.kind !== 'figures' || figures.some((field) => field.startsWith('value.'))
  if (hasMoney && !given('currency') && headerCurrency === undefined) {
    missing.push({ field: 'currency', hint: 'Say what the money is counted in: --currency JPY' })
  }
  return missing
}

/** @param advice what to do before all else. Throws Problem naming the required fields that nothing fills. */
export function requireFields(mapping: Mapping, columns: readonly string[], advice?: string): void {
  if (mapping.missing.length === 0) return
  const names = mapping.missing.map((field) => field.field).join(', ')
  throw new Problem('missing_field', `The file does not say: ${names}. Its columns are ${columns.join(', ')}.`, {
    details: mapping.missing.map(({ field, hint }) => ({
      field,
      message: `${field} is needed.`,
      hint: advice ?? hint,
    })),
  })
}
