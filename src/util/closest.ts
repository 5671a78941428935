// "Did you mean …?": the known word nearest to what somebody typed.

/** The candidate nearest to `word`, if near enough to be a slip (about one letter in three); else undefined. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const typed = word.toLowerCase()
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(typed.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(typed, candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

/** What somebody who typed `word` could have meant, as a hint: the nearest, and all that there are. */
export function knownNames(word: string, known: readonly string[]): string {
  const meant = known.length > 1 ? closest(word, known) : undefined
  return `${meant === undefined ? '' : `Did you mean ${meant}? `}${thereAre(known)}`
}

export function thereAre(known: readonly string[]): string {
  if (known.length === 0) return 'There are none.'
  return known.length === 1 ? `There is only ${known[0]!}.` : `There are ${known.join(', ')}.`
}

/** Letters added, dropped, changed or swapped with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (swapped) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1)
    }
    beforeLast = last
    last = row
  }
  return last[b.length]!
}
