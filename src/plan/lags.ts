// How those who stand at a stage of the funnel come to the next one, month by month.

/** Shares by months passed, scaled to add up to 1. */
export function asShares(weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** Shares of two waits, one after the other. */
export function inTurn(first: readonly number[], second: readonly number[]): number[] {
  const both = Array<number>(first.length + second.length - 1).fill(0)
  first.forEach((one, wait) => second.forEach((two, more) => (both[wait + more]! += one * two)))
  return both
}

/** Who arrives in each of so many months, of those who set out in each month. */
export function arrivals(setOut: readonly number[], rate: number, lag: readonly number[], months: number): number[] {
  const arrived = Array<number>(months).fill(0)
  setOut.forEach((count, month) =>
    lag.forEach((share, wait) => {
      if (month + wait < months) arrived[month + wait]! += count * rate * share
    }),
  )
  return arrived
}

/** Whole numbers that add up to the total, in proportion to the weights: largest remainders first. */
export function dealOut(total: number, weights: readonly number[]): number[] {
  const exact = asShares(weights).map((share) => share * total)
  const whole = exact.map((value) => Math.floor(value + 1e-9))
  const byRemainder = exact.map((value, index) => ({ index, rest: value - whole[index]! }))
  byRemainder.sort((a, b) => b.rest - a.rest || a.index - b.index)
  const left = Math.round(total) - whole.reduce((sum, value) => sum + value, 0)
  for (const { index } of byRemainder.slice(0, Math.max(0, left))) whole[index]! += 1
  return whole
}
