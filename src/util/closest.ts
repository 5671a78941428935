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

/** More than these are not listed in a hint: the nearest few are, and where the whole list is. */
const mostListed = 12
const mostNear = 3

/**
 * What somebody who typed `word` could have meant, as a hint: the nearest, and all that there are.
 * @param listedBy where a list too long for a hint is found, e.g. `onecount plan library` lists them.
 */
export function knownNames(word: string, known: readonly string[], listedBy?: string): string {
  const isLong = known.length > mostListed
  const nearest = known.length > 1 ? closest(word, known) : undefined
  const meant = isLong ? nearestFew(word, known) : nearest === undefined ? [] : [nearest]
  const all = isLong && listedBy !== undefined ? `There are ${known.length}; ${listedBy}.` : thereAre(known)
  return `${meant.length === 0 ? '' : `Did you mean ${meant.join(', ')}? `}${all}`
}

function thereAre(known: readonly string[]): string {
  if (known.length === 0) return 'There are none.'
  return known.length === 1 ? `There is only ${known[0]!}.` : `There are ${fewOf(known)}.`
}

/** Names one after another; of many the first, and how many more. */
export function fewOf(names: readonly string[]): string {
  if (names.length <= mostListed) return names.join(', ')
  return `${names.slice(0, mostListed - 2).join(', ')} and ${names.length - mostListed + 2} more`
}

/** The nearest, then those of which a part between dots is meant (`cvrr`: cvr.click, cvr.session), then those that hold it. */
function nearestFew(word: string, known: readonly string[]): string[] {
  const typed = word.toLowerCase()
  const nearest = closest(typed, known)
  if (nearest?.toLowerCase() === typed) return [nearest]
  const inPart = known.filter((name) => closest(typed, name.toLowerCase().split('.')) !== undefined)
  const holding = known.filter((name) => typed.length > 2 && name.toLowerCase().includes(typed))
  return [...new Set([...(nearest === undefined ? [] : [nearest]), ...inPart, ...holding])].slice(0, mostNear)
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
