// What was reckoned before is not reckoned again.

/**
 * Remembers what a pure function gave, by a text that says all of its input. Of more than `most` texts those that were
 * asked for longest ago are forgotten.
 */
export function remembering<T>(most: number): (input: string, reckon: () => T) => T {
  const known = new Map<string, T>()
  return (input, reckon) => {
    const result = known.has(input) ? known.get(input)! : reckon()
    known.delete(input)
    known.set(input, result)
    if (known.size > most) known.delete(known.keys().next().value!)
    return result
  }
}

/** The same text by itself: one cut from a longer text keeps that in memory for as long as it is remembered. */
export function detached(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string
}
