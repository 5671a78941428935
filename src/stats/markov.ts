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
  /** What its conversions were worth together; absent: one each. */
  worth?: number
}

export interface RemovalEffect {
  /** 1 − P(conversion, with the channel leading nowhere) ÷ P(conversion), 0 to 1; of worth the same of what is expected. */
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

/** Chances of the first touch and of the next touch after each, and what is gained after each: conversions, or their worth. */
interface Chain {
  first: number[]
  next: number[][]
  gains: number[]
}

function chainOf(channels: readonly string[], paths: readonly ChainPath[]): Chain {
  const place = new Map(channels.map((channel, i) => [channel, i]))
  const first = channels.map(() => 0)
  const next = channels.map(() => channels.map(() => 0))
  const gains = channels.map(() => 0)
  const visits = channels.map(() => 0)
  let starts = 0
  for (const { touches, count, converts, worth } of paths) {
    const steps = touches.map((channel) => place.get(channel)!)
    starts += count
    first[steps[0]!]! += count
    for (const [i, step] of steps.entries()) {
      visits[step]! += count
      if (i + 1 < steps.length) next[step]![steps[i + 1]!]! += count
      else if (converts) gains[step]! += worth ?? count
    }
  }
  const perVisit = (count: number, i: number): number => (visits[i] === 0 ? 0 : count / visits[i]!)
  return {
    first: first.map((count) => (starts === 0 ? 0 : count / starts)),
    next: next.map((row, i) => row.map((count) => perVisit(count, i))),
    gains: gains.map(perVisit),
  }
}

/**
 * What is lost without a channel are the journeys that pass it and convert: P(ever there) · P(conversion from there).
 * With the expected visits N = (I − Q)⁻¹ (Kemeny and Snell 1960) the first is (first · N)ᵢ ÷ Nᵢᵢ, the second (N · gains)ᵢ:
 * one inversion serves all channels. Where gains are worth, the second is what is expected from there (a chain with rewards).
 */
function removalEffects({ first, next, gains }: Chain): number[] {
  const size = first.length
  const visits = invert(next.map((row, i) => row.map((chance, j) => (i === j ? 1 : 0) - chance)))
  if (visits === null) throw new Error('A chain in which every path ends can be solved.')
  const fromHere = visits.map((row) => dot(row, gains))
  const expectedGain = dot(first, fromHere)
  if (expectedGain === 0) return first.map(() => 0)
  return Array.from({ length: size }, (_, i) => {
    const expected = visits.reduce((sum, row, j) => sum + first[j]! * row[i]!, 0)
    return ((expected / visits[i]![i]!) * fromHere[i]!) / expectedGain
  })
}
