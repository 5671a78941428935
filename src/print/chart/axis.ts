// The scale of a chart: round numbers between its ends, and how they are written.
import type { Language } from '#contract/library.ts'

export interface Axis {
  low: number
  high: number
  ticks: readonly number[]
  /** Where a value stands, 0 at the low end and 1 at the high one. */
  place(value: number): number
}

/** From zero unless all values are far above it (`zero` says always); about `count` steps. */
export function axisOf(values: readonly number[], { zero, count = 4 }: { zero: boolean; count?: number }): Axis {
  const least = Math.min(...values)
  const most = Math.max(...values)
  const fromZero = zero || (least >= 0 && least < most * 0.6)
  const low = fromZero ? Math.min(0, least) : least
  const high = fromZero ? Math.max(0, most) : most
  const step = roundStep((high - low || Math.abs(high) || 1) / count)
  const first = Math.floor(low / step + 1e-9)
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9))
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)))
  const [bottom, top] = [ticks[0]!, ticks.at(-1)!]
  return { low: bottom, high: top, ticks, place: (value) => (value - bottom) / (top - bottom) }
}

/** 1, 2 or 5 times a power of ten, not below `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  return ([1, 2, 5].find((times) => times * power >= step * 0.999) ?? 10) * power
}

export function numberWriter(language: Language, format: Intl.NumberFormatOptions): (value: number) => string {
  const intl = new Intl.NumberFormat(language, format)
  return (value) => intl.format(value).replaceAll('-', '−')
}

/** A change with its sign. */
export function changeWriter(language: Language, format: Intl.NumberFormatOptions): (value: number) => string {
  return numberWriter(language, { ...format, signDisplay: 'exceptZero' })
}
