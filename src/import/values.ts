// Cells → values: amounts, counts, days and times in the ways that exports write them.
import { localInstant } from './local-time.ts'

/** Why a cell is not usable; worded to follow the field's name, without the cell itself. */
export class Refusal {
  readonly reason: string
  constructor(reason: string) {
    this.reason = reason
  }
}

export type DayOrder = 'dmy' | 'mdy' | undefined

const notNumber = new Refusal('is not a number')
const tooLarge = new Refusal('is too large: amounts go up to 12 digits before the point')
const notCount = new Refusal('is not a whole number of 0 or more')
const notDate = new Refusal('is not a date: write 2026-04-01')
const noSuchDay = new Refusal('is no date of the calendar')
const ambiguous = new Refusal('could be day/month or month/day: say which with --date-format dmy (or mdy)')
const notTime = new Refusal('is not a time: write 2026-04-01 09:30 or 2026-04-01T09:30:00+09:00')
const notCurrency = new Refusal('is not a currency: write a three-letter code such as JPY')

/** What exports write where there is no value. */
const empties = new Set(['', '-', '--', '—', 'n/a', 'N/A', 'null', 'NULL', 'NaN', 'nan'])

/** Whether a cell says that there is no value. */
export function isEmpty(cell: string): boolean {
  return empties.has(cell.trim())
}

const plainNumber = /^-?\d{1,12}(\.\d{1,6})?$/
// in Shift-JIS the yen sign has the place of the backslash and is read as one
const numberWithin =
  /^([-+−(]?)\s*(?:[A-Z]{3}\s|[¥\\$€£₩]|US\$)?\s*([-+−]?)([\d.,' \u00a0\u202f]*\d)\s*(?:円|[¥$€£₩]|\s[A-Z]{3})?(\)?)$/

/**
 * An amount as decimal text with at most six places: `"¥1,234.50"` → `1234.50`. Undefined for no value.
 * Separators that could mean either (`1,234`) are thousands, as every export that groups by commas means it.
 */
export function readAmount(cell: string): string | undefined | Refusal {
  if (plainNumber.test(cell)) return cell
  if (isEmpty(cell)) return undefined
  const parts = numberWithin.exec(cell.normalize('NFKC').trim())
  if (!parts) return /^-?\d+(\.\d+)?e[-+]?\d+$/i.test(cell.trim()) ? fixed(Number(cell)) : notNumber
  const digits = withoutThousands(parts[3]!.replaceAll(/[' \u00a0\u202f]/g, ''))
  if (digits === undefined) return notNumber
  const negative = /[-−]/.test(parts[1]! + parts[2]!) || (parts[1] === '(' && parts[4] === ')')
  const text = (negative ? '-' : '') + digits
  return plainNumber.test(text) ? text : fixed(Number(text))
}

/** An amount as German and French write it: `1.234` is 1234 and `1,234` is 1.234. */
export function readCommaAmount(cell: string): string | undefined | Refusal {
  return isEmpty(cell) ? undefined : readAmount(cell.replaceAll('.', '').replace(/,(?=\d+\D*$)/, '.'))
}

/** `<5`, `> 90%`: a number that is only said to be below or above another is none. */
export function unlessBound<T>(read: (cell: string) => T | undefined): (cell: string) => T | undefined {
  return (cell) => ((cell.includes('<') || cell.includes('>')) && /^\s*[<>]/.test(cell) ? undefined : read(cell))
}

function fixed(value: number): string | Refusal {
  if (!Number.isFinite(value)) return notNumber
  return Math.abs(value) < 1e12 ? value.toFixed(6) : tooLarge
}

/** Digits with a decimal point, from `1,234.5`, `1.234,5` or `1,5`; undefined when neither way reads. */
function withoutThousands(text: string): string | undefined {
  if (/^\d*\.?\d+$/.test(text)) return text
  if (/^\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?$/.test(text)) return text.replaceAll(',', '')
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text) || /^\d{1,3}(\.\d{3}){2,}$/.test(text)) {
    return text.replaceAll('.', '').replace(',', '.')
  }
  return /^\d+,\d{1,2}$/.test(text) ? text.replace(',', '.') : undefined
}

/** A whole number of 0 or more; undefined for no value. */
export function readCount(cell: string, read = readAmount): number | undefined | Refusal {
  if (/^\d{1,15}$/.test(cell)) return Number(cell)
  const amount = read(cell)
  if (amount === undefined || amount instanceof Refusal) return amount === undefined ? undefined : notCount
  const count = Number(amount)
  return Number.isSafeInteger(count) && count >= 0 ? count : notCount
}

const currencySigns: Record<string, string> = { '¥': 'JPY', 円: 'JPY', '€': 'EUR', '£': 'GBP', '₩': 'KRW' }

/** Three letters, upper case; undefined for no value. */
export function readCurrency(cell: string): string | undefined | Refusal {
  if (/^[A-Z]{3}$/.test(cell)) return cell
  const text = cell.trim().toUpperCase()
  if (text === '' || text === '--') return undefined
  return /^[A-Z]{3}$/.test(text) ? text : (currencySigns[text] ?? notCurrency)
}

/** A date, and the time of day where the cell has one. */
interface Moment {
  /** As a clock shows it, counted as if that were UTC (milliseconds). */
  wall: number
  /** Milliseconds east of UTC where the cell says so. */
  offset?: number
}

const clock = String.raw`(?:[T\s]\s*(\d{1,2})[:時](\d{1,2})(?:[:分](\d{1,2})(?:[.,](\d{1,9}))?)?[分秒]?\s*([AP]M)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?`
const yearFirst = new RegExp(
  String.raw`^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年\s*(\d{1,2})月\s*(\d{1,2})日)${clock}$`,
  'i',
)
const yearLast = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}),?${clock}$`, 'i')
const earliest = Date.UTC(1970, 0, 1)
const latest = Date.UTC(2200, 0, 1)

/** Reads the forms that name year, month and day in digits. */
function readMoment(cell: string, order: DayOrder): Moment | Refusal {
  const text = cell.normalize('NFKC').trim()
  if (/^\d{8}$/.test(text)) {
    return moment(text.slice(0, 4), text.slice(4, 6), text.slice(6), [])
  }
  const first = yearFirst.exec(text)
  if (first) return moment(first[1]!, first[3] ?? first[5]!, first[4] ?? first[6]!, first.slice(7))
  const last = yearLast.exec(text)
  if (!last) return notDate
  const [, a, separator, b, year] = last as unknown as [string, string, string, string, string]
  const way = order ?? dayOrder(Number(a), Number(b), separator)
  if (way === undefined) return ambiguous
  return way === 'dmy' ? moment(year, b, a, last.slice(5)) : moment(year, a, b, last.slice(5))
}

/** Which of two numbers is the day, where only one way is possible; with points (01.04.2026) it always is the first. */
function dayOrder(a: number, b: number, separator: string): DayOrder {
  if (separator === '.' || a > 12 || a === b) return 'dmy'
  return b > 12 ? 'mdy' : undefined
}

function moment(year: string, month: string, day: string, time: (string | undefined)[]): Moment | Refusal {
  const [hour, minute, second, fraction, half, zone] = time
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  const date = new Date(midnight)
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return noSuchDay
  if (midnight < earliest || midnight >= latest) return new Refusal('lies before 1970 or after 2199')
  if (hour === undefined) return { wall: midnight }
  const hours = half ? (Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0) : Number(hour)
  if (hours > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return notTime
  const ms = Number((fraction ?? '0').padEnd(3, '0').slice(0, 3))
  const wall = midnight + ((hours * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000 + ms
  return zone === undefined ? { wall } : { wall, offset: offsetMs(zone) }
}

function offsetMs(zone: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (!parts) return 0
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60_000
}

/** Reads dates and times of one file; what was read before is remembered, since dates repeat. */
export class TimeReader {
  readonly #zone: string
  readonly #order: DayOrder
  #metLocal = false
  readonly #times = new Map<string, number | Refusal>()
  readonly #days = new Map<string, string | Refusal>()

  /** @param zone of times that name none. @param order of dates such as 03/04/2026. */
  constructor(zone: string, order: DayOrder) {
    this.#zone = zone
    this.#order = order
  }

  /** Whether a time was read that names no zone; a date's midnight is one. */
  get metLocal(): boolean {
    return this.#metLocal
  }

  /** Epoch milliseconds of a date (its midnight), a time, or epoch seconds or milliseconds; undefined for no value. */
  time(cell: string): number | undefined | Refusal {
    const known = this.#times.get(cell)
    if (known !== undefined) return known
    if (isEmpty(cell)) return undefined
    return remember(this.#times, cell, this.#readTime(cell))
  }

  #readTime(cell: string): number | Refusal {
    if (/^\s*\d{10}(\.\d+)?\s*$/.test(cell)) return Math.round(Number(cell) * 1000)
    if (/^\s*\d{13}\s*$/.test(cell)) return Number(cell)
    const read = readMoment(cell, this.#order)
    if (read instanceof Refusal) return read === notDate ? notTime : read
    if (read.offset !== undefined) return read.wall - read.offset
    this.#metLocal = true
    return localInstant(read.wall, this.#zone)
  }

  /** The day that a cell names, `2026-04-01`; a time of day is left out. Undefined for no value. */
  day(cell: string): string | undefined | Refusal {
    const known = this.#days.get(cell)
    if (known !== undefined) return known
    if (isEmpty(cell)) return undefined
    const read = readMoment(cell, this.#order)
    return remember(this.#days, cell, read instanceof Refusal ? read : new Date(read.wall).toISOString().slice(0, 10))
  }
}

/** Keeps the memory of a file's dates bounded, however many different times it holds. */
function remember<T>(memory: Map<string, T>, cell: string, value: T): T {
  if (memory.size >= 20_000) memory.clear()
  memory.set(cell, value)
  return value
}

/** First and last day of `2017-08-01..2017-08-31`, a day, or a month (`2017-08`); undefined when it is none. */
export function readPeriod(text: string): { start: string; end: string } | undefined {
  const month = /^(\d{4})-(\d{2})$/.exec(text.trim())
  if (month) {
    const end = new Date(Date.UTC(Number(month[1]), Number(month[2]), 0)).toISOString().slice(0, 10)
    return Number(month[2]) >= 1 && Number(month[2]) <= 12 ? { start: `${text.trim()}-01`, end } : undefined
  }
  const [first = '', last = first, ...more] = text.split('..')
  const days = new TimeReader('UTC', undefined)
  const start = days.day(first)
  const end = days.day(last)
  if (more.length > 0 || typeof start !== 'string' || typeof end !== 'string' || end < start) return undefined
  return { start, end }
}
