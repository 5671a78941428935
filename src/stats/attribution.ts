// Who gets how much of a conversion, when several channels led to it. Each model deals out exactly the conversions that
// there were.
import { markovShares } from './markov.ts'

export type AttributionModel =
  | 'first'
  | 'last'
  | 'last_non_direct'
  | 'linear'
  | 'time_decay'
  | 'position'
  | 'markov'
  | 'shapley'

/** Conversions that the same channels led to in the same order. */
export interface TouchPath {
  /** At least one; the same channel may stand more than once. */
  touches: readonly string[]
  conversions: number
  /** Index of the last touch that was not direct; of the last one where all were. */
  lastNonDirect: number
  /** What each touch gets by time decay, summed over the conversions: 2^(−age ÷ half-life) of the sum over the path. */
  decayed: readonly number[]
}

/** The same with what its conversions were worth together. */
export interface WorthPath extends TouchPath {
  worth: number
  /** As `decayed`, of worth. */
  decayedWorth: readonly number[]
}

/** Paths that led to no conversion. */
export interface LostPath {
  touches: readonly string[]
  paths: number
}

/**
 * Conversions that a model gives to each channel of the paths; their sum is the conversions of all paths.
 * @param lost read by `markov` alone. Null where that model is asked of more than `mostMarkovChannels`.
 */
export function attribute(
  model: AttributionModel,
  paths: readonly TouchPath[],
  lost: readonly LostPath[],
): Map<string, number> | null {
  if (model === 'markov') return markovCredit(paths, lost, ({ conversions }) => conversions)
  const credit = new Map<string, number>()
  for (const path of paths) {
    for (const [index, weight] of weightsOf[model](path).entries()) {
      const channel = path.touches[index]!
      credit.set(channel, (credit.get(channel) ?? 0) + weight)
    }
  }
  return credit
}

/** The same of what the conversions were worth; the sum is the worth of all paths. */
export function attributeWorth(
  model: AttributionModel,
  paths: readonly WorthPath[],
  lost: readonly LostPath[],
): Map<string, number> | null {
  if (model === 'markov') return markovCredit(paths, lost, ({ worth }) => worth)
  const asWorth = paths.map((path) => ({ ...path, conversions: path.worth, decayed: path.decayedWorth }))
  return attribute(model, asWorth, lost)
}

/** Conversions that each touch of a path gets. */
const weightsOf: Record<Exclude<AttributionModel, 'markov'>, (path: TouchPath) => readonly number[]> = {
  first: (path) => onlyAt(path, 0),
  last: (path) => onlyAt(path, path.touches.length - 1),
  last_non_direct: (path) => onlyAt(path, path.lastNonDirect),
  linear: ({ touches, conversions }) => touches.map(() => conversions / touches.length),
  time_decay: ({ decayed }) => decayed,
  position: ({ touches, conversions }) => touches.map((_, index) => conversions * placeWeight(index, touches.length)),
  shapley: shapleyWeights,
}

function onlyAt({ touches, conversions }: TouchPath, chosen: number): number[] {
  return touches.map((_, index) => (index === chosen ? conversions : 0))
}

const endWeight = 0.4

/** 40 % to the first, 40 % to the last, the rest evenly to those between; two share evenly. */
function placeWeight(index: number, length: number): number {
  if (length < 3) return 1 / length
  return index === 0 || index === length - 1 ? endWeight : (1 - 2 * endWeight) / (length - 2)
}

/**
 * Shapley values of the game in which a coalition is worth the conversions of all paths that keep inside it. That game
 * is a sum of one unanimity game a path, whose value is an even split among the path's distinct channels (Shapley 1953):
 * exact for any number of channels, without going through their 2^n coalitions.
 */
function shapleyWeights({ touches, conversions }: TouchPath): number[] {
  const share = conversions / new Set(touches).size
  return touches.map((channel, index) => (touches.indexOf(channel) === index ? share : 0))
}

function markovCredit<Path extends TouchPath>(
  paths: readonly Path[],
  lost: readonly LostPath[],
  worthOf: (path: Path) => number,
): Map<string, number> | null {
  const shares = markovShares([
    ...paths.map((path) => ({ ...path, count: path.conversions, converts: true, worth: worthOf(path) })),
    ...lost.map(({ touches, paths: count }) => ({ touches, count, converts: false })),
  ])
  if (shares === null) return null
  const all = paths.reduce((sum, path) => sum + worthOf(path), 0)
  return new Map([...shares].map(([channel, { share }]) => [channel, share * all]))
}
