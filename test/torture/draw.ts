// Draws that the torture run makes of a seeded stream.
import type { Random } from '#world/random.ts'

/** A whole number from 0 to `limit` - 1. */
export function below(random: Random, limit: number): number {
  return Math.floor(random.uniform() * limit)
}

/** The items in another order (Fisher and Yates). */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const result = [...items]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = below(random, last + 1)
    ;[result[last], result[other]] = [result[other]!, result[last]!]
  }
  return result
}
