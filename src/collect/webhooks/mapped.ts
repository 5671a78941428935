// Fields of an event that a hook's owner takes from places of their choice.
import type { WireEvent } from '#contract/event.ts'
import type { HookOptions, MappableField } from '#contract/hook.ts'
import { amount, currencyCode, fields, identifier, text } from '../dialects/values.ts'

/** What stands at a dotted path, such as `lead.custom.order`; a whole name with dots in it comes first. */
export function at(value: unknown, path: string): unknown {
  if (Object.hasOwn(fields(value), path)) return fields(value)[path]
  let found = value
  for (const part of path.split('.')) {
    const within: object = Array.isArray(found) ? found : fields(found)
    if (!Object.hasOwn(within, part)) return undefined
    found = within[part as keyof object]
  }
  return found
}

const identifiers = new Set<MappableField>([
  'id',
  'visitor_id',
  'user_id',
  'session_id',
  'order_id',
  'payment_id',
  'deal_id',
])
const lengths: Partial<Record<MappableField, number>> = {
  name: 128,
  utm_source: 256,
  utm_medium: 256,
  utm_campaign: 256,
  utm_term: 256,
  utm_content: 256,
  ip: 64,
}

/** The fields that `map` and `set` of the hook give. */
export function mapped(sent: unknown, { map, set }: Pick<HookOptions, 'map' | 'set'>): Partial<WireEvent> {
  const found = (Object.entries(map) as [MappableField, string][]).map(
    ([field, path]) => [field, valueOf(field, at(sent, path))] as const,
  )
  return Object.fromEntries([...Object.entries(set), ...found].filter(([, value]) => value !== undefined))
}

function valueOf(field: MappableField, value: unknown): unknown {
  if (identifiers.has(field)) return identifier(value)
  if (field === 'value') return amount(value)
  if (field === 'currency') return currencyCode(value)
  if (field === 'time') return timeOf(value)
  return text(value, lengths[field])
}

/** Seconds since 1970 become milliseconds; every other form is left to the check of events. */
export function timeOf(value: unknown): string | number | undefined {
  const seconds = typeof value === 'string' && /^\d{9,10}$/.test(value) ? Number(value) : value
  if (typeof seconds === 'number' && seconds >= 1e8 && seconds < 1e11) return seconds * 1_000
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}
