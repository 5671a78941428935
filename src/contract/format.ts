// How a language writes numbers, money, rates and days. Days are `2026-04-01`; nothing here depends on the browser's zone.

export interface Format {
  count(value: number): string
  /** A count that is reckoned, not counted: whole, below ten with a decimal. */
  reckoned(value: number): string
  /** A rate as a percentage; without its sign when `bare`. As many decimals as its size asks for, unless they are given. */
  rate(value: number, bare?: boolean, decimals?: number): string
  /** Without a currency, with several (`EUR, JPY`), and when `bare`, the number alone. */
  money(value: number, currency: string, bare?: boolean, decimals?: number): string
  /** `16 Nov`, `11月16日`. */
  day(day: string): string
  /** With the year. */
  fullDay(day: string): string
  dayRange(from: string, to: string): string
  /** `Nov 2026`, from `2026-11`. */
  monthName(month: string): string
  /** With the year. */
  fullDayRange(from: string, to: string): string
  instant(ms: number, timezone: string): string
  /** `1.4 MB`. */
  bytes(value: number): string
  /** Time of the day to the second. */
  second(ms: number, timezone: string): string
  /** `4 seconds ago`, from a length of time in milliseconds. */
  ago(ms: number): string
  /** What stands between the items of a list of this length: `, `, ` and `. */
  separators(length: number): string[]
}

export function makeFormat(locale: 'en' | 'ja'): Format {
  const tag = locale === 'ja' ? 'ja-JP' : 'en-GB'
  const day = { day: 'numeric', month: locale === 'ja' ? 'long' : 'short', timeZone: 'UTC' } as const
  const fullDay = { ...day, year: 'numeric' } as const
  const { day: _, ...month } = fullDay
  const count = (value: number): string => numbers(tag, { maximumFractionDigits: 2 }).format(value)
  return {
    count,
    reckoned: (value) => count(Math.abs(value) < 10 ? Math.round(value * 10) / 10 : Math.round(value)),
    rate: (value, bare, decimals) => rate(tag, value, decimals) + (bare ? '' : locale === 'ja' ? '%' : ' %'),
    money: (value, currency, bare, decimals) => money(tag, value, currency, bare, decimals),
    day: (text) => dates(tag, day).format(new Date(text)),
    fullDay: (text) => dates(tag, fullDay).format(new Date(text)),
    monthName: (text) => dates(tag, month).format(new Date(`${text}-01`)),
    dayRange: (from, to) => range(locale, dates(tag, day), from, to),
    fullDayRange: (from, to) => range(locale, dates(tag, fullDay), from, to),
    instant: (ms, timezone) => dates(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone }).format(ms),
    bytes: (value) => bytes(tag, value),
    second: (ms, timezone) => dates(tag, { ...toTheSecond, timeZone: timezone }).format(ms),
    ago: (ms) => ago(lengths(tag, { numeric: 'auto' }), ms),
    separators: (length) =>
      lists(tag, { type: 'conjunction' })
        .formatToParts(Array.from({ length }, String))
        .filter((part) => part.type === 'literal')
        .map((part) => part.value),
  }
}

/** Making one costs a hundred times what writing a number with it does, and pages write hundreds. */
const numbers = madeOnce((tag, style: Intl.NumberFormatOptions) => new Intl.NumberFormat(tag, style))
const dates = madeOnce((tag, style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, style))
const lengths = madeOnce((tag, style: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(tag, style))
const lists = madeOnce((tag, style: Intl.ListFormatOptions) => new Intl.ListFormat(tag, style))

function madeOnce<Style, Made>(make: (tag: string, style: Style) => Made): (tag: string, style: Style) => Made {
  const made = new Map<string, Made>()
  return (tag, style) => {
    const key = `${tag} ${JSON.stringify(style)}`
    const known = made.get(key) ?? make(tag, style)
    made.set(key, known)
    return known
  }
}

function bytes(tag: string, value: number): string {
  const [unit, size] = value < 1_000 ? ['byte', 1] : value < 1_000_000 ? ['kilobyte', 1_000] : ['megabyte', 1_000_000]
  const style = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 } as const
  return numbers(tag, style).format(value / Number(size))
}

const toTheSecond = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
} as const

const units: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
]

function ago(format: Intl.RelativeTimeFormat, ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000))
  const [unit, length] = units.find(([, each]) => seconds >= each) ?? ['second', 1]
  return format.format(-Math.floor(seconds / length), unit)
}

/** `9–15 Nov 2026`; `2026年11月9日〜15日`: Japanese leaves out what the last day shares with the first. */
function range(locale: 'en' | 'ja', format: Intl.DateTimeFormat, from: string, to: string): string {
  if (locale === 'en') return format.formatRange(new Date(from), new Date(to)).replaceAll(/\s–\s/g, '–')
  const shared = from.slice(0, 7) === to.slice(0, 7) ? /^.*月/ : from.slice(0, 4) === to.slice(0, 4) ? /^.*年/ : /^$/
  return `${format.format(new Date(from))}〜${format.format(new Date(to)).replace(shared, '')}`
}

/** Percent with two decimals below 10 %, one above. */
function rate(tag: string, value: number, decimals?: number): string {
  const percent = value * 100
  const digits = decimals ?? (Math.abs(percent) < 10 ? 2 : 1)
  return numbers(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(percent)
}

/** Small amounts keep their cents; from 1,000 on they are noise. A price of less than ten yen, of a click say, is not whole. */
function money(tag: string, value: number, currency: string, bare = false, decimals?: number): string {
  if (!/^[A-Za-z]{3}$/.test(currency)) return numbers(tag, { maximumFractionDigits: decimals ?? 2 }).format(value)
  const style = bare ? {} : ({ style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const)
  const own = numbers(tag, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const isFine = own === 0 && Math.abs(value) < 10 && !Number.isInteger(value)
  const digits = decimals ?? (Math.abs(value) >= 1_000 ? 0 : isFine ? 2 : own)
  return numbers(tag, { ...style, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value)
}
