// By which identifiers an event or a record tells who it is about, each as `kind:value`.
import type { StoredEvent } from './event.ts'

/** Of an event; its own id tells nobody. */
export function eventIdentifiers(event: StoredEvent): string[] {
  const ids = [...hashIdentifiers(event.match_keys), ...adIdentifiers(event)]
  if (event.user_id !== '') ids.push(`user:${event.user_id}`)
  if (event.visitor_id !== '') ids.push(`visitor:${event.visitor_id}`)
  if (event.order_id !== '') ids.push(`order:${event.order_id}`)
  if (event.payment_id !== '') ids.push(`payment:${event.payment_id}`)
  if (event.deal_id !== '') ids.push(`deal:${event.deal_id}`)
  return ids
}

/** Keys of advertising that belong to one browser, device or user; others, such as hashes of a city, are many people's. */
export const adKeys = [
  'fbp',
  'fbc',
  'madid',
  'ctwa_clid',
  'anon_id',
  'external_id',
  'ttp',
  'ga',
  'lt__cid',
  'ly_su',
  'ly_c',
  'ly_r',
] as const
const isAdKey: ReadonlySet<string> = new Set(adKeys)

/** Ids by which platforms know somebody, or a click of theirs. Nobody is linked to anybody by them. */
function adIdentifiers({ match_keys, click_ids }: Pick<StoredEvent, 'match_keys' | 'click_ids'>): string[] {
  const ids = Object.values(click_ids)
  for (const [kind, id] of Object.entries(match_keys)) if (isAdKey.has(kind)) ids.push(id)
  return ids.map((id) => `ad:${id}`)
}

/** E-mail and phone hashes in every normalisation are of one kind each. */
export function hashIdentifiers(matchKeys: Readonly<Record<string, string>>): string[] {
  return Object.entries(matchKeys).flatMap(([kind, value]) => {
    const [, name] = /^(email|phone)(?:_|$)/.exec(kind) ?? []
    return name === undefined ? [] : [`${name}:${value}`]
  })
}

/** Of a lead, deal or order, by the names that its columns have in the store. */
export function recordIdentifiers(
  kind: 'lead' | 'deal' | 'order',
  record: Readonly<Record<string, unknown>>,
): string[] {
  const text = (column: string): string => (typeof record[column] === 'string' ? record[column] : '')
  const stated: [string, string][] = [
    [kind, text('id')],
    ['lead', text('lead_id')],
    ['order', text('order_id')],
    ['payment', text('payment_id')],
    ['user', text('user_id')],
    ['visitor', text('visitor_id')],
  ]
  const hashes = hashIdentifiers((record['match_keys'] ?? {}) as Record<string, string>)
  return [...hashes, ...stated.flatMap(([name, id]) => (id === '' ? [] : [`${name}:${id}`]))]
}
