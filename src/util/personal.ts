// Personal data: hashed for matching, scrubbed from everything else, before anything is written.
import { isIP } from 'node:net'
import { sha256 } from './ids.ts'
import { inJson } from './json.ts'
import { isAddressField, isPersonalField, mayNamePersonal } from './personal-fields.ts'

const hashed = /^[0-9a-f]{64}$/i
const wholeEmail = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+\.[^\s@<>()[\],;:"\\.]{2,}$/

/** Trimmed and lower-cased; undefined when the text is not an e-mail address. */
export function normaliseEmail(text: string): string | undefined {
  const email = text.trim().toLowerCase()
  return email.length <= 320 && wholeEmail.test(email) ? email : undefined
}

/**
 * Digits with country code and nothing else (`819012345678`); undefined when the text is no phone
 * number or has no country code, which a leading 0 shows.
 */
export function normalisePhone(text: string): string | undefined {
  const international = text
    .normalize('NFKC')
    .trim()
    .replace(/^00/, '+')
    .replace(/^(\+\d{1,3}[\s-]*)\(0\)/, '$1')
  if (!/^\+?[\d\s().-]+$/.test(international)) return undefined
  const digits = international.replace(/\D/g, '')
  return /^[1-9]\d{7,14}$/.test(digits) ? digits : undefined
}

/**
 * Match keys of an e-mail address: `email` (SHA-256 of the normalised address) and, where Google's own
 * normalisation differs (it drops dots and `+tags` of Gmail addresses), `email_google`.
 * A SHA-256 is kept as it is. Undefined when the text is neither.
 * Source: support.google.com/google-ads/answer/7659685, "Normalize email addresses".
 */
export function emailKeys(text: string): Record<string, string> | undefined {
  if (hashed.test(text.trim())) return { email: text.trim().toLowerCase() }
  const email = normaliseEmail(text)
  if (email === undefined) return undefined
  const google = email.replace(/^(.+)@(gmail|googlemail)\.com$/, (_, name: string, host: string) => {
    return `${name.replace(/\+.*$/, '').replaceAll('.', '')}@${host}.com`
  })
  return google === email ? { email: sha256(email) } : { email: sha256(email), email_google: sha256(google) }
}

/**
 * Match keys of a phone number: `phone` (SHA-256 of the digits, as Meta and LINE ask for it) and
 * `phone_e164` (of `+` and the digits, as Google and TikTok ask for it).
 * A SHA-256 is kept as `phone`. Undefined when the text is neither.
 */
export function phoneKeys(text: string): Record<string, string> | undefined {
  if (hashed.test(text.trim())) return { phone: text.trim().toLowerCase() }
  const phone = normalisePhone(text)
  return phone === undefined ? undefined : { phone: sha256(phone), phone_e164: sha256(`+${phone}`) }
}

/** An identifier that is somebody's e-mail address becomes its SHA-256; any other stays. */
export function hashIfEmail(id: string): string {
  if (!id.includes('@')) return id
  const email = normaliseEmail(id)
  return email === undefined ? scrubText(id) : sha256(email)
}

const emailInText =
  /[^\s@<>()[\],;:"'\\/?&=#]{1,64}@[^\s@<>()[\],;:"'\\/?&=#]{1,253}\.[^\s@<>()[\],;:"'\\/?&=#.]{2,63}/g
/** `+81 90-1234-5678` and the like: a plus and 8 to 15 digits. */
const internationalPhone = /(?<![\w+.-])\+[1-9](?:[\s().-]{0,2}\d){7,14}(?![\w-])/g
/** `090-1234-5678`, `(03) 1234-5678`: national, with separators between its groups. */
const nationalPhone = /(?<![\w+.(-])(?:0\d{1,4}[\s-]|\(0\d{1,4}\)[\s-]?)\d{1,4}[\s-]\d{3,4}(?![\w-])/g
/** `555-123-4567`, `(555) 123-4567`. */
const northAmericanPhone = /(?<![\w+.(-])(?:[2-9]\d{2}[\s.-]|\([2-9]\d{2}\)\s?)[2-9]\d{2}[\s.-]\d{4}(?![\w-])/g
/** `09012345678`: a national number without separators is told from an order number by its 0 and its length. */
const plainPhone = /(?<![\w+.-])0\d{9,10}(?![\w-])/g

/** The shortest e-mail address; every phone number is longer. */
const shortest = 6

/** The text with `[email]` and `[phone]` in the place of addresses and phone numbers. */
export function scrubText(text: string): string {
  if (text.length < shortest) return text
  let clean = text
  if (text.includes('@')) clean = clean.replace(emailInText, '[email]')
  if (!/\d{3}/.test(text)) return clean
  for (const phone of [internationalPhone, nationalPhone, northAmericanPhone, plainPhone]) {
    clean = clean.replace(phone, '[phone]')
  }
  return clean
}

/** Every pattern of a phone number needs six digits with no more than two such characters between them. */
const suspicious = /@|\d(?:[\s().-]{0,2}\d){5}/

/**
 * The JSON of a value that `scrubValue` would leave as it is; undefined where something in it may be personal, or is
 * nothing that JSON has. Most events hold nothing personal, and making them again without it costs more than all else that
 * is done with an event; to look and to write at once takes two thirds of doing both.
 */
export function harmlessJson(value: unknown, depth = 0, within = ''): string | undefined {
  if (typeof value === 'string') return isHarmlessText(value) ? `"${inJson(value)}"` : undefined
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (typeof value === 'boolean') return String(value)
  if (value === null) return 'null'
  // a date, say, has a JSON of its own
  if (typeof value !== 'object' || depth === deepest || 'toJSON' in value) return undefined
  return Array.isArray(value) ? harmlessItems(value, depth + 1, within) : harmlessFields(value, depth + 1, within)
}

function harmlessItems(items: readonly unknown[], depth: number, within: string): string | undefined {
  let all = ''
  for (const item of items) {
    const json = harmlessJson(item, depth, within)
    if (json === undefined) return undefined
    all += all === '' ? json : `,${json}`
  }
  return `[${all}]`
}

function harmlessFields(fields: object, depth: number, within: string): string | undefined {
  let all = ''
  for (const field in fields) {
    const value = (fields as Record<string, unknown>)[field]
    if (value === undefined) continue
    const name = harmlessName(field, within)
    const json = name === undefined ? undefined : harmlessJson(value, depth, field)
    if (json === undefined) return undefined
    all += all === '' ? name + json : `,${name}${json}`
  }
  return `{${all}}`
}

function isHarmlessText(text: string): boolean {
  return text.includes('://') ? isHarmlessUrl(text) : !suspicious.test(text)
}

/** Names of fields that are harmless wherever they stand, with their JSON: events have few, and the same ones again and again. */
const harmlessNames = new Map<string, string>()
const mostNames = 1_000
const longestName = 64

/** The JSON of a field's name and the colon; undefined where it says that the value is personal, or may be so itself. */
function harmlessName(field: string, within: string): string | undefined {
  const known = harmlessNames.get(field)
  if (known !== undefined) return known
  if (isPersonalField(field, within) || suspicious.test(field)) return undefined
  const json = `"${inJson(field)}":`
  if (field.length > longestName || isPersonalField(field, 'person')) return json
  if (harmlessNames.size >= mostNames) harmlessNames.clear()
  harmlessNames.set(field, json)
  return json
}

/** Whether `scrubUrl` need not look at every part of it: nothing of it is a number, an escape, or named as personal. */
function isHarmlessUrl(url: string): boolean {
  if (url.includes('%') || suspicious.test(url)) return false
  if (!url.includes('=') || !mayNamePersonal(url)) return true
  // a part's name ends at its first =; to look before each would take a minute for 64 KB of them
  for (let equals = url.indexOf('='), end = 0; equals !== -1; equals = url.indexOf('=', end)) {
    let start = equals
    while (start > end && !isUrlMark(url.charCodeAt(start - 1))) start -= 1
    if (isPersonalField(url.slice(start, equals))) return false
    end = equals
    while (end < url.length && !isUrlMark(url.charCodeAt(end))) end += 1
  }
  return true
}

/** `?`, `&`, `#` or `/`. */
function isUrlMark(code: number): boolean {
  return code === 63 || code === 38 || code === 35 || code === 47
}

/**
 * The address with e-mail addresses, phone numbers, and the values of fields such as `tel` or
 * `first_name` taken out of path, query and fragment; what holds none stays as it was, letter for letter.
 */
export function scrubUrl(url: string): string {
  if (isHarmlessUrl(url)) return url
  return url
    .split(/([?&#/])/)
    .map((part) => (part.length < 4 ? part : scrubUrlPart(part)))
    .join('')
}

function scrubUrlPart(part: string): string {
  const equals = part.indexOf('=')
  const name = equals === -1 ? '' : part.slice(0, equals + 1)
  const value = part.slice(equals + 1)
  if (value !== '' && equals > 0 && isPersonalField(part.slice(0, equals))) return `${name}[removed]`
  const plain = decode(value)
  // In a query `+` is a space, but a phone number's plus is often sent unencoded.
  const clean = scrubText(plain)
  return clean === plain ? part : name + encodeURI(clean).replaceAll('%5B', '[').replaceAll('%5D', ']')
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    // a stray % is no reason to let an address through
    return text.replace(/%40/gi, '@').replace(/%2b/gi, '+')
  }
}

/** A value nested deeper than this is not scrubbed but refused; people's data is never that deep. */
export const deepest = 32

/**
 * The same value with every text in it scrubbed (field names too) and personal fields taken out.
 * Undefined when it is nested deeper than `deepest`.
 * @param within the field that the value stands in.
 */
export function scrubValue(value: unknown, depth = 0, within = ''): unknown {
  if (typeof value === 'string') return value.includes('://') ? scrubUrl(value) : scrubText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === deepest) return undefined
  if (Array.isArray(value)) {
    const items = value.map((item) => scrubValue(item, depth + 1, within))
    return items.includes(undefined) ? undefined : items
  }
  const fields: [string, unknown][] = []
  for (const [field, item] of Object.entries(value)) {
    const isSet = typeof item === 'object' && item !== null
    const tells =
      item !== null && typeof item !== 'boolean' && (isSet ? isAddressField(field) : isPersonalField(field, within))
    const clean = tells ? '[removed]' : scrubValue(item, depth + 1, field)
    if (clean === undefined) return undefined
    fields.push([scrubText(field), clean])
  }
  return Object.fromEntries(fields)
}

/** The events of a request mostly come from one address. */
let lastIp = { text: '', network: '' }

/** The network of an IP address: IPv4 to 24 bits, IPv6 to 48; `''` when the text is no address. */
export function truncateIp(text: string): string {
  if (text !== lastIp.text) lastIp = { text, network: networkOf(text) }
  return lastIp.network
}

function networkOf(text: string): string {
  const address = text
    .trim()
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
  if (isIP(address) === 4) return `${address.split('.').slice(0, 3).join('.')}.0`
  if (isIP(address) !== 6) return ''
  const [head = '', tail] = address.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups =
    tail === undefined ? before : [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
  const network = groups.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16))
  return `${network.join(':').replace(/^0(:0)+$|(:0)+$/, '')}::`
}
