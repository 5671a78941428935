// Shares of a year by month, from counts: held towards even as far as chance alone would make them differ.

/**
 * Shares by month, adding up to 1. Each month's count is drawn towards the mean by the share of the spread between
 * months that Poisson noise explains (moments, as by Efron and Morris 1975), so that few CVs give an even year.
 */
export function seasonShares(counts: readonly number[]): number[] {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length
  if (mean === 0) return counts.map(() => 1 / counts.length)
  const spread = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / Math.max(1, counts.length - 1)
  const kept = Math.max(0, 1 - mean / Math.max(spread, mean))
  return counts.map((count) => (mean + kept * (count - mean)) / (mean * counts.length))
}
