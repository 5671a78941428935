// Values of other protocols in our terms. What does not fit is undefined: an odd price or currency never costs the event.
import type { IncomingHttpHeaders } from 'node:http'
import { limits } from '#contract/event.ts'
import { hashParts, sha256 } from '#util/ids.ts'
import { parseJson } from '#util/json.ts'
import { eachPair } from '#util/query.ts'
import { minuteMs } from '#util/duration.ts'
import type { Dropped } from '../dropped.ts'
import type { Message, Reading } from './dialect.ts'

export type Fields = Record<string, unknown>

/** The value when it is an object; an empty one otherwise. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** The messages of a request; of too many only so many that it is refused, since reading them all costs seconds. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, limits.batchEvents + 1) : []
}

/** Text that says something, or a number as text; cut at `most` characters. */
export function text(value: unknown, most: number = limits.textLength): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string' || value === '') return undefined
  return value.length > most ? value.slice(0, most) : value
}

/** An id; one that is too long becomes its SHA-256, so that equal ids stay equal and others do not become so. */
export function identifier(value: unknown): string | undefined {
  const id = text(value, Infinity)
  return id === undefined || id.length <= limits.idLength ? id : sha256(id)
}

/** A number, or text that is one and nothing else. */
export function amount(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value
  return typeof number === 'number' && Math.abs(number) <= 1e11 ? number : undefined
}

export function currencyCode(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z]{3}$/.test(value) ? value : undefined
}

export function countryCode(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z]{2}$/.test(value) ? value : undefined
}

/** The object without these fields, and without those that say nothing. */
export function without(object: Fields, names: ReadonlySet<string> = none): Fields {
  const rest: Fields = {}
  for (const [name, value] of Object.entries(object)) {
    if (value !== undefined && !names.has(name) && name !== '__proto__') rest[name] = value
  }
  return rest
}

const none: ReadonlySet<string> = new Set()

/** The fields of a table, each under the name that it gives them; those that say nothing are left out. */
export function renamed(object: Fields, names: Readonly<Record<string, string>>): Fields {
  const found: Fields = {}
  for (const name in names) {
    const value = text(object[name])
    if (value !== undefined) found[names[name]!] = value
  }
  return found
}

/** What an address or a form says; of a parameter that stands there twice the last counts. */
export type Parameters = ReadonlyMap<string, string>

/** By hand: as `URLSearchParams` it takes twice as long, and seconds for a megabyte of what is not escaped as it should be. */
export function parametersOf(query: string, said = new Map<string, string>()): Map<string, string> {
  let unescape = decodeURIComponent
  const plain = (sent: string): string => {
    const spaced = sent.includes('+') ? sent.replaceAll('+', ' ') : sent
    if (!spaced.includes('%')) return spaced
    try {
      return unescape(spaced)
    } catch (error) {
      if (!(error instanceof URIError)) throw error
      // to throw costs more than to be lenient: from here on at once
      unescape = unescapeLeniently
      return unescape(spaced)
    }
  }
  eachPair(query, (name, value) => said.set(plain(name), plain(value)))
  return said
}

/** What is no character becomes U+FFFD. */
function unescapeLeniently(escaped: string): string {
  return escaped.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString())
}

/** What the address and a line or form of the body say together; the latter wins. */
export function parametersOfBoth(address: URLSearchParams, body: string): Map<string, string> {
  const said = new Map<string, string>()
  address.forEach((value, name) => said.set(name, value))
  return parametersOf(body, said)
}

/** An id for what says all the same, made of everything that is said: equal only where each parameter is. */
export function idOfAll(kind: string, said: Parameters): string {
  // JSON of it takes several times as long
  let whole = ''
  said.forEach((value, name) => (whole += `${name.length},${value.length},${name}${value}`))
  return hashParts(kind, whole)
}

/** JSON of the body, or why it cannot be read. */
export function readJson(body: string): { value: unknown } | Dropped {
  try {
    return { value: parseJson(body) }
  } catch (error) {
    return { dropped: 'unreadable', message: `The body is not JSON: ${(error as SyntaxError).message}` }
  }
}

/** The key of `Authorization: Bearer KEY`, or the user of `Authorization: Basic`. */
function authorizedKey({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  const [, scheme = '', credentials = ''] = /^(Bearer|Basic) +(\S+) *$/i.exec(authorization) ?? []
  if (scheme.toLowerCase() !== 'basic') return credentials || undefined
  return Buffer.from(credentials, 'base64').toString().replace(/:.*$/s, '') || undefined
}

/**
 * The key, and whether it stands in a page: servers send no Origin. `/k/KEY/…` and the Authorization header work
 * with every library; `own` is what stands where the library itself keeps its key.
 */
export function foundKey({ pathKey, headers }: Message, own: unknown): Pick<Reading, 'key' | 'keyInPage'> {
  return { key: pathKey ?? authorizedKey(headers) ?? text(own), keyInPage: headers.origin !== undefined }
}

/** A clock that is off by more than this is corrected; smaller differences are left, so that a repeat keeps its time. */
const patientMs = 10 * minuteMs

/**
 * The time on our clock, when the message says when it was sent by its own: libraries for pages rely on it.
 * Times that cannot be read are left for the check to refuse.
 */
export function onOurClock(time: unknown, sentAt: unknown, receivedAt: number): string | number | undefined {
  if (typeof time !== 'string' && typeof time !== 'number') return undefined
  const sent = epochMs(sentAt)
  const off = receivedAt - sent
  if (!(Math.abs(off) > patientMs)) return time
  const at = epochMs(time)
  return Number.isNaN(at) ? time : at + off
}

function epochMs(time: unknown): number {
  if (typeof time === 'number') return time
  return typeof time === 'string' ? (/^\d+$/.test(time) ? Number(time) : Date.parse(time)) : NaN
}

/** The text when it is one of our keys: it may stand where a library keeps the id of its site or project. */
export function ourKey(value: unknown): string | undefined {
  return typeof value === 'string' && /^oc_[wb]_\w+$/.test(value) ? value : undefined
}
