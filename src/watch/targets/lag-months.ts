// A wait in days as shares by months passed.

const daysAMonth = 365.25 / 12

/**
 * @param curve share of all that arrive within 0, 1, … days, as `conversionCurve` gives it.
 * @returns shares by months passed for somebody who sets out on any day of a month, each as likely; they add up to 1.
 */
export function lagByMonths(curve: readonly number[]): number[] {
  const whole = curve.at(-1)!
  const shares = Array<number>(Math.ceil(curve.length / daysAMonth) + 1).fill(0)
  curve.forEach((upTo, day) => {
    const weight = (upTo - (curve[day - 1] ?? 0)) / whole
    const months = day / daysAMonth
    const over = months - Math.floor(months)
    shares[Math.floor(months)]! += weight * (1 - over)
    shares[Math.floor(months) + 1]! += weight * over
  })
  const last = shares.findLastIndex((share) => share >= 0.0005)
  return shares.slice(0, last + 1).map((share) => Math.round(share * 1e4) / 1e4)
}
