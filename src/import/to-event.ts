// A row of an event file → a stored event, by the same rules as an event that arrives over the wire.
import { hash } from 'node:crypto'
import { acceptEvent } from '#contract/accept-event.ts'
import type { StoredEvent } from '#contract/event.ts'
import type { RowRejection } from '#contract/import.ts'
import { eventMapField, fieldsOf } from './fields.ts'
import { type Read, type RowContext, readerOf, rejection } from './row-context.ts'
import type { FileRecord, Row } from './rows.ts'
import { Refusal } from './values.ts'

type Wire = Record<string, unknown> & Record<'properties', Record<string, unknown>>

/** Makes the function that reads a row. `now` (epoch ms) is when the events arrived. */
export function eventReader(context: RowContext, now: number): (row: Row) => StoredEvent | RowRejection {
  const { mapping, source, options, notes } = context
  const readings = fieldReadings(context)
  const maps = Object.entries(mapping.fields).flatMap(([field, column]) => {
    const [, map, inner] = eventMapField.exec(field) ?? []
    return map === undefined ? [] : [{ map, inner: inner!, column }]
  })
  return (row) => {
    if (row.unreadable) return rejection(row, '', row.unreadable)
    const wire: Wire = { properties: {} }
    if (options.currency !== undefined) wire['currency'] = options.currency
    for (const { field, column, read } of readings) {
      const value = read(row.record[column] ?? '')
      if (value instanceof Refusal) return rejection(row, field, value.reason)
      if (value !== undefined) wire[field] = field === 'value' ? Number(value) : value
    }
    if (wire['time'] === undefined) return rejection(row, 'time', 'is empty')
    if (wire['id'] === undefined) {
      wire['id'] = contentId(row.record)
      notes.add('N events have no id; each got one made from what its row says, so that equal rows count once')
    }
    for (const { map, inner, column } of maps) addTo(wire, map, inner, row.record[column] ?? '')
    for (const column of mapping.attributes) addTo(wire, 'properties', column, row.record[column] ?? '')
    const outcome = acceptEvent(wire, row.row, { source, receivedAt: now, ip: '', userAgent: '' })
    if ('event' in outcome) return outcome.event
    const { field, reason } = outcome.rejected
    return rejection(row, field, reason.startsWith(`${field} `) ? reason.slice(field.length + 1) : reason)
  }
}

function fieldReadings({ mapping, times }: RowContext): { field: string; column: string; read: Read }[] {
  const asItStands: Read = (cell) => (cell.trim() === '' ? undefined : cell.trim())
  return fieldsOf.events.flatMap((field) => {
    const column = mapping.fields[field.name]
    if (column === undefined) return []
    return [{ field: field.name, column, read: field.type === 'text' ? asItStands : readerOf(field.type, times) }]
  })
}

/** The same row gives the same id in every import, whatever the order of its columns. */
function contentId(record: FileRecord): string {
  const cells = Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `row-${hash('sha256', JSON.stringify(cells)).slice(0, 32)}`
}

function addTo(wire: Wire, map: string, field: string, cell: string): void {
  if (cell === '') return
  if (map === 'properties' && field === 'properties') return addJson(wire, cell)
  const group = (wire[map] ??= {}) as Record<string, unknown>
  group[field] = map === 'properties' || map === 'consent' ? typed(cell) : cell
}

/** A column of that name holds JSON text, as this product's own exports do. */
function addJson(wire: Wire, cell: string): void {
  const value = typed(cell)
  if (typeof value === 'object' && !Array.isArray(value)) Object.assign(wire.properties, value)
  else wire.properties['properties'] = value
}

/** Numbers, booleans and JSON that text would lose; what a number would lose (`007`, long ids) stays text. */
function typed(cell: string): unknown {
  if (cell === 'true' || cell === 'false') return cell === 'true'
  if (/^-?\d/.test(cell) && String(Number(cell)) === cell) return Number(cell)
  if (!/^[[{]/.test(cell)) return cell
  try {
    return JSON.parse(cell) as unknown
  } catch {
    // text that begins with a bracket
    return cell
  }
}
