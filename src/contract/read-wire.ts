// What a client sent, read as the fields of an event, or refused with the field, the reason and the remedy.
import { z } from 'zod'
import { type EventRejection, type WireEvent, limits, wireEventSchema } from './event.ts'

/** Fields that events have, checked, and the others as they were sent. */
export interface WireFields {
  known: WireEvent
  unknown: Record<string, unknown>
}

/** What is wrong with one field. */
export type Refusal = Pick<EventRejection, 'field' | 'reason'>

/** A null means absent, as many clients write it. */
export function readWire(wire: unknown): WireFields | (Refusal & { id?: string }) {
  if (typeof wire !== 'object' || wire === null || Array.isArray(wire)) {
    return { field: '', reason: 'is not an event; send an object such as {"name": "page_view"}' }
  }
  if (isOrdinary(wire)) return { known: wire, unknown: nothing }
  const sorted = sortFields(wire)
  const shape = wireEventSchema.safeParse(sorted.known)
  if (shape.success) return { known: shape.data, unknown: sorted.unknown }
  return { ...nameOf(sorted.known), ...explain(shape.error.issues[0]!, sorted.known) }
}

const nothing: Record<string, never> = Object.freeze({})

/** What the schema says of each field. */
const fieldSchemas: ReadonlyMap<string, z.ZodType> = new Map(Object.entries(wireEventSchema.shape))
/** How long those may be that are any text, and each text of those that are sets of them. */
const longest = longestBy((schema) => schema)
const longestWithin = longestBy((schema) => (schema instanceof z.ZodRecord ? schema.valueType : undefined))

function longestBy(textOf: (schema: z.core.$ZodType) => z.core.$ZodType | undefined): ReadonlyMap<string, number> {
  const lengths = [...fieldSchemas].flatMap(([field, schema]): [string, number][] => {
    const text = textOf(schema instanceof z.ZodOptional ? schema.unwrap() : schema)
    return text instanceof z.ZodString && text.format === null ? [[field, text.maxLength ?? Infinity]] : []
  })
  return new Map(lengths)
}

/**
 * Whether there is nothing to refuse, to leave out or to sort. Nearly all events are such, and nearly all they hold is
 * text, numbers and properties: to see that by itself takes a tenth of what the whole schema takes.
 */
function isOrdinary(wire: object): wire is WireEvent {
  if (!('name' in wire) || !wire.name) return false
  for (const field in wire) {
    const value = (wire as Record<string, unknown>)[field]
    if (value === undefined) continue
    if (typeof value === 'string' && value.length <= (longest.get(field) ?? -1)) continue
    if (field === 'time' && Number.isFinite(value)) continue
    const isObject = typeof value === 'object' && value !== null
    // the schema leaves it out unchecked: it may hold anything
    if (isObject && Object.hasOwn(value, '__proto__')) return false
    if (isObject && !Array.isArray(value)) {
      if (field === 'properties' || areTexts(value, longestWithin.get(field) ?? -1)) continue
    }
    if (!fieldSchemas.get(field)?.safeParse(value).success) return false
  }
  return true
}

function areTexts(values: object, longestOfThem: number): boolean {
  for (const name in values) {
    const value = (values as Record<string, unknown>)[name]
    if (typeof value !== 'string' || value.length > longestOfThem) return false
  }
  return longestOfThem >= 0
}

function sortFields(wire: object): { known: Record<string, unknown>; unknown: Record<string, unknown> } {
  const [known, unknown]: Record<string, unknown>[] = [{}, {}]
  for (const [field, value] of Object.entries(wire)) {
    if (value === null || value === undefined || field === '__proto__') continue
    if (fieldSchemas.has(field)) known![field] = value
    else unknown![field] = value
  }
  return { known: known!, unknown: unknown! }
}

function nameOf(known: Record<string, unknown>): { id?: string } {
  return typeof known['id'] === 'string' ? { id: known['id'].slice(0, limits.idLength) } : {}
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false',
}

/** One fault of the schema's in the user's terms. */
function explain(issue: z.core.$ZodIssue, sent: Record<string, unknown>): Refusal {
  const field = issue.path.join('.')
  const say = (reason: string): Refusal => ({ field, reason: `${field} ${reason}` })
  if (field === 'name' && issue.code === 'invalid_type') {
    return say(
      `${sent['name'] === undefined ? 'is missing' : 'must be text'}; every event needs one, such as "page_view"`,
    )
  }
  switch (issue.code) {
    case 'invalid_type':
      return say(`must be ${typeNames[issue.expected] ?? issue.expected}; send it as such or leave it out`)
    case 'too_big':
      return say(
        issue.origin === 'string'
          ? `is longer than ${issue.maximum} characters; shorten it`
          : `is more than ${issue.maximum}; check its unit`,
      )
    case 'too_small':
      return say(issue.origin === 'string' ? 'is empty; fill it' : `is less than ${issue.minimum}; check its unit`)
    case 'invalid_union':
      return say(
        field === 'time'
          ? 'must be ISO 8601 text or milliseconds since 1970; send one of them'
          : 'must be true, false, "granted" or "denied"; send one of them',
      )
    case 'invalid_format':
      return say(`${issue.message}; correct it or leave it out`)
    default:
      return say(`is not usable (${issue.message}); correct it or leave it out`)
  }
}
