// A row of leads, deals or orders → a staged record.
import { hash } from 'node:crypto'
import { limits } from '#contract/event.ts'
import type { RowRejection } from '#contract/import.ts'
import { sqlTime } from '#store/facts.ts'
import { fieldsOf } from './fields.ts'
import {
  type Read,
  type RowContext,
  type StagedLine,
  attributesOf,
  matchKeysOf,
  readerOf,
  rejection,
} from './row-context.ts'
import type { Row } from './rows.ts'
import { Refusal } from './values.ts'

/** Kind of file → kind of record. */
export const recordKinds = { leads: 'lead', deals: 'deal', orders: 'order' } as const
export type RecordFile = keyof typeof recordKinds

const currencyNote =
  'N {row names|rows name} no currency for {its|their} value: name it with --currency and import the file again'

interface Reading {
  field: string
  column: string
  read: Read
  required: boolean
}

/** Staged columns of a file's records, and the function that makes a row's line. */
export interface Staging {
  columns: string[]
  toLine(row: Row): StagedLine | RowRejection
}

/**
 * Only the columns that the file fills are sent to the engine; reading empty ones costs as much as full ones.
 * @param now epoch ms; what lies further ahead than an event may has not happened and is rejected.
 */
export function recordStaging(context: RowContext, file: RecordFile, now: number): Staging {
  const { importId, mapping, options, notes } = context
  const readings = fieldReadings(context, file)
  const hasKeys = mapping.fields['email'] !== undefined || mapping.fields['phone'] !== undefined
  const names = new Set(readings.map((reading) => stagedColumn(reading.field)))
  const constants = constantColumns(context, file, names)
  const columns = ['import_id', 'row', 'key', ...names, ...constants.keys()]
  if (hasKeys) columns.push('match_keys')
  if (mapping.attributes.length > 0) columns.push('attributes')
  if (file === 'orders') columns.push('order_id')

  function toLine(row: Row): StagedLine | RowRejection {
    if (row.unreadable) return rejection(row, '', row.unreadable)
    const values: unknown[] = [importId, row.row, '']
    let id: unknown = ''
    let stage: unknown = constants.get('stage') ?? ''
    let [worth, currency]: unknown[] = [null, undefined]
    for (const { field, column, read, required } of readings) {
      const found = read(row.record[column] ?? '')
      if (found instanceof Refusal) return rejection(row, field, found.reason)
      if (found === undefined && required) return rejection(row, field, 'is empty')
      const value = found ?? defaultOf(field, options)
      if (field === 'id') id = value
      else if (field === 'stage') stage = value
      else if (field === 'value') worth = value
      else if (field === 'currency') currency = value
      if (field === 'time' && (value as number) > now + limits.aheadMs)
        return rejection(row, field, 'lies in the future')
      values.push(field === 'time' ? sqlTime(value as number) : value)
    }
    if (worth !== null && currency === '') notes.add(currencyNote)
    values[2] = recordKey(file, context.source, String(id), String(stage))
    for (const constant of constants.values()) values.push(constant)
    if (hasKeys) values.push(matchKeysOf(row.record, mapping, notes))
    if (mapping.attributes.length > 0) values.push(attributesOf(row.record, mapping.attributes))
    if (file === 'orders') values.push(id)
    return JSON.stringify(values)
  }
  return { columns, toLine }
}

/** What identifies a record: a deal once for each stage, leads and orders once. 32 hex digits. */
function recordKey(file: RecordFile, source: string, id: string, stage: string): string {
  const identity = file === 'deals' ? [recordKinds[file], source, id, stage] : [recordKinds[file], source, id]
  return hash('sha256', JSON.stringify(identity)).slice(0, 32)
}

function fieldReadings(context: RowContext, file: RecordFile): Reading[] {
  const readings: Reading[] = []
  for (const field of fieldsOf[file]) {
    const column = context.mapping.fields[field.name]
    if (column === undefined || field.type === 'email' || field.type === 'phone') continue
    const fallback = field.name === 'stage' && context.options.stage !== undefined
    readings.push({
      field: field.name,
      column,
      read: readerOf(field.type, context.times),
      required: field.required === true && !fallback,
    })
  }
  return readings
}

function stagedColumn(field: string): string {
  return field === 'status' ? 'stage' : field
}

/** Options that hold for every row, where no column fills the field. */
function constantColumns(context: RowContext, file: RecordFile, filled: ReadonlySet<string>): Map<string, string> {
  const { options, mapping } = context
  const constants = new Map<string, string>()
  const currency = options.currency ?? mapping.headerCurrency
  if (!filled.has('stage') && file !== 'leads' && options.stage !== undefined) constants.set('stage', options.stage)
  if (!filled.has('channel') && options.channel !== undefined) constants.set('channel', options.channel)
  if (!filled.has('currency') && currency !== undefined) constants.set('currency', currency)
  return constants
}

/** What an empty cell of a filled column stands for. */
function defaultOf(field: string, options: RowContext['options']): string | null {
  if (field === 'value') return null
  if (field === 'stage' || field === 'status') return options.stage ?? ''
  if (field === 'channel') return options.channel ?? ''
  return field === 'currency' ? (options.currency ?? '') : ''
}
