// Shares of a year by month, from counts: growth taken out, and held towards even as far as chance alone would make them differ.
import { fitPoisson } from './poisson-regression.ts'

/**
 * Shares by month, adding up to 1. A trend (Poisson regression on the month) is taken out; what is left of each month is
 * drawn towards none by the share of the spread that Poisson noise explains (moments, as by Efron and Morris 1975), so
 * that few CVs give an even year.
 */
export function seasonShares(counts: readonly number[]): number[] {
  const even = counts.map(() => 1 / counts.length)
  const x = counts.map((_, month) => [1, month / counts.length])
  const usual = counts.some((count) => count > 0) ? fitPoisson({ y: counts, x })?.means : undefined
  if (!usual || counts.length < 4) return even
  const chi = counts.reduce((sum, count, month) => sum + (count - usual[month]!) ** 2 / usual[month]!, 0)
  const kept = Math.max(0, 1 - (counts.length - 2) / Math.max(chi, 1e-9))
  const factors = counts.map((count, month) => 1 + kept * (count / usual[month]! - 1))
  const whole = factors.reduce((sum, factor) => sum + factor, 0)
  return factors.map((factor) => factor / whole)
}
