// Parts as they are written: rounded one by one they may miss the whole that stands below them, and readers add up.

/**
 * The parts rounded to so many decimals, with the sum of the rounded whole. Each is rounded to its nearest; what then
 * is missing or too much is dealt out by one unit of the last decimal each, to those that rounding took the most from
 * (largest remainders), so that no part is off by more than one unit.
 * @param kept the index of one that is written elsewhere too, and stays as it is rounded there.
 */
export function addUp(parts: readonly number[], whole: number, decimals: number, kept = -1): number[] {
  const unit = 10 ** decimals
  const exact = parts.map((part) => part * unit)
  const rounded = exact.map((part) => Math.round(part))
  const missing = Math.round(whole * unit) - rounded.reduce((sum, part) => sum + part, 0)
  const lost = (index: number): number => Math.sign(missing) * (exact[index]! - rounded[index]!)
  const others = [...exact.keys()].filter((index) => index !== kept)
  const most = others.toSorted((a, b) => lost(b) - lost(a)).slice(0, Math.abs(missing))
  for (const index of most) rounded[index]! += Math.sign(missing)
  return rounded.map((part) => part / unit)
}
