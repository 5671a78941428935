// Attribution by a Markov chain of first order (Anderl et al. 2016): how many conversions the chain would lose if a channel
// led nowhere. Solved, not simulated.
import { dot, invert } from './matrices.ts'

export interface ChainPath {
  /** At least one. */
  touches: readonly string[]
  /** How often this path was gone. */
  count: number
  /** Whether it ended in a conversion. */
  converts: boolean
}

export interface RemovalEffect {
  /** 1 − P(conversion, with the channel leading nowhere) ÷ P(conversion), 0 to 1. */
  removal: number
  /** The same as a part of all channels' removal effects. */
  share: number
}

/** The matrix of so many channels is inverted in half a second; a larger one answers nobody's question. */
export const mostMarkovChannels = 400

/** Each channel of the paths, all with share 0 where nothing converts. Null for more than `mostMarkovChannels`. */
export function markovShares(paths: readonly ChainPath[]): Map<string, RemovalEffect> | null {
  const channels = [...new Set(paths.flatMap(({ touches }) => touches))].toSorted()
  if (channels.length > mostMarkovChannels) return null
  const removals = removalEffects(chainOf(channels, paths))
  const all = removals.reduce((sum, removal) => sum + removal, 0)
  return new Map(
    channels.map((channel, i) => [channel, { removal: removals[i]!, share: all === 0 ? 0 : removals[i]! / all }]),
  )
}

/** Chances of the first touch, of the next touch after each, and of a conversion after each. */
interface Chain {
  first: number[]
  next: number[][]
  converts: number[]
}

function chainOf(channels: readonly string[], paths: readonly ChainPath[]): Chain {
  const place = new Map(channels.map((channel, i) => [channel, i]))
  const first = channels.map(() => 0)
  const next = channels.map(() => channels.map(() => 0))
  const converts = channels.map(() => 0)
  const visits = channels.map(() => 0)
  let starts = 0
  for (const { touches, count, converts: converted } of paths) {
    const steps = touches.map((channel) => place.get(channel)!)
    starts += count
    first[steps[0]!]! += count
    for (const [i, step] of steps.entries()) {
      visits[step]! += count
      if (i + 1 < steps.length) next[step]![steps[i + 1]!]! += count
      else if (converted) converts[step]! += count
    }
  }
  const perVisit = (count: number, i: number): number => (visits[i] === 0 ? 0 : count / visits[i]!)
  return {
    first: first.map((count) => (starts === 0 ? 0 : count / starts)),
    next: next.map((row, i) => row.map((count) => perVisit(count, i))),
    converts: converts.map(perVisit),
  }
}

/**
 * What is lost without a channel are the journeys that pass it and convert: P(ever there) · P(conversion from there).
 * With the expected visits N = (I − Q)⁻¹ (Kemeny and Snell 1960) the first is (first · N)ᵢ ÷ Nᵢᵢ, the second (N · converts)ᵢ:
 * one inversion serves all channels.
 */
function removalEffects({ first, next, converts }: Chain): number[] {
  const size = first.length
  const visits = invert(next.map((row, i) => row.map((chance, j) => (i === j ? 1 : 0) - chance)))
  if (visits === null) throw new Error('A chain in which every path ends can be solved.')
  const fromHere = visits.map((row) => dot(row, converts))
  const conversion = dot(first, fromHere)
  if (conversion === 0) return first.map(() => 0)
  return Array.from({ length: size }, (_, i) => {
    const expected = visits.reduce((sum, row, j) => sum + first[j]! * row[i]!, 0)
    return ((expected / visits[i]![i]!) * fromHere[i]!) / conversion
  })
}
