// A figure in words: its value and its interval, by the unit of its definition.
import type { Definition, Figure, Maturity } from '#contract/ask.ts'
import type { Format } from '../language/format.ts'
import type { Messages } from '../language/messages.ts'

export interface FigureText {
  value: string
  /** Without unit signs, for it stands beside the value. */
  interval: string | null
  /** All of it, for a screen reader. */
  spoken: string
}

export function figureText(figure: Figure, definition: Definition, format: Format, say: Messages): FigureText {
  if (figure.value === null) return { value: '–', interval: null, spoken: say.refused }
  const write = writer({ ...definition, currency: figure.currency ?? definition.currency ?? '' }, format)
  const value = write(figure.value, false)
  if (figure.low === undefined || figure.high === undefined) return { value, interval: null, spoken: value }
  const low = write(figure.low, true)
  const high = Number.isFinite(figure.high) ? write(figure.high, true) : '∞'
  return { value, interval: say.interval(low, high), spoken: say.intervalSpoken(value, low, high) }
}

/** How much of a recent count has arrived, what it will grow to, and what such corrections were off by. */
export function maturityText({ arrived, corrected, error }: Maturity, format: Format, say: Messages): string {
  const there = `${Math.round(arrived * 100)}`
  if (corrected === null) return say.maturity.early(there)
  const off = error === null ? null : `${Math.round(error * 100)}`
  return say.maturity.grows({ arrived: there, corrected: format.count(Math.round(corrected)), off })
}

function writer({ unit, base, currency }: Definition, format: Format): (value: number, bare: boolean) => string {
  if (unit.startsWith('money')) return (value, bare) => format.money(value, currency ?? '', bare)
  if (unit === 'ratio' && base !== 'cost') return (value, bare) => format.rate(value, bare)
  if (unit === 'CV per money') return (value) => value.toPrecision(3)
  if (unit === 'count') return (value, bare) => format.count(bare ? Math.round(value) : value)
  return (value) => format.count(value)
}
