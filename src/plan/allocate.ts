// The best split of a budget, whatever the curves look like: by dynamic programming on a grid that is made ever finer.

/** Somebody who can be given money: what it brings, and the bounds. */
export interface Taker {
  yield(spend: number): number
  min: number
  max: number
}

/** Money is dealt out in this many steps at first … */
const coarseSteps = 240
/** … and then moved between takers by up to so many steps each, which are halved until they are this small a share. */
const reach = 3
const finest = 1e-8

/**
 * Spends with the largest total yield, none outside its bounds and together at most the budget. The grid sees all of
 * every curve, so corners and S-curves do not catch it. What no taker may take, or gains by, is left over.
 * @throws RangeError where the least amounts are more than the budget.
 */
export function allocate(takers: readonly Taker[], budget: number): { spends: number[]; left: number } {
  const least = takers.reduce((sum, { min }) => sum + min, 0)
  if (least > budget * (1 + 1e-9)) throw new RangeError(`The least amounts are ${least}, the budget is ${budget}.`)
  const free = Math.max(0, budget - least)
  // whoever keeps money wins nothing by it
  const all = [...takers, { yield: () => 0, min: 0, max: Infinity }]
  let spends = coarse(all, free)
  for (let step = free / coarseSteps; step > finest * Math.max(1, free); step /= 2) {
    for (let round = 0; round < 20; round += 1) {
      const better = polished(all, spends, step)
      if (better === null) break
      spends = better
    }
  }
  return { spends: spends.slice(0, -1), left: spends.at(-1)! }
}

/** In steps from each one's least amount: the best total for every amount dealt out, taker by taker. */
function coarse(takers: readonly Taker[], free: number): number[] {
  const step = free / coarseSteps
  const sizes = Array.from({ length: coarseSteps + 1 }, (_, steps) => steps)
  const choices = takers.map(({ min, max }) => sizes.filter((steps) => steps * step <= max - min + 1e-9 * step))
  const taken = bestChoices(
    takers.map((taker, index) =>
      choices[index]!.map((steps) => ({ size: steps, gain: taker.yield(taker.min + steps * step) })),
    ),
    coarseSteps,
  )
  return takers.map(({ min }, index) => min + taken[index]! * step)
}

/** Moves of a few steps each that add up to none; null where nothing is gained. */
function polished(takers: readonly Taker[], spends: readonly number[], step: number): number[] | null {
  const moves = Array.from({ length: 2 * reach + 1 }, (_, index) => index - reach)
  const options = takers.map((taker, index) =>
    moves
      .map((move) => ({ move, spend: spends[index]! + move * step }))
      .filter(({ move, spend }) => move === 0 || (spend >= taker.min && spend <= taker.max))
      .map(({ move, spend }) => ({ size: move + reach, gain: taker.yield(spend) })),
  )
  const taken = bestChoices(options, reach * takers.length)
  const moved = spends.map((spend, index) => spend + (taken[index]! - reach) * step)
  const total = (at: readonly number[]): number =>
    takers.reduce((sum, taker, index) => sum + taker.yield(at[index]!), 0)
  const [before, after] = [total(spends), total(moved)]
  return after > before + 1e-13 * Math.abs(before) ? moved : null
}

/** One choice each, their sizes adding up to exactly `whole`, with the largest gain in all. Returns the sizes. */
function bestChoices(options: readonly (readonly { size: number; gain: number }[])[], whole: number): number[] {
  let best = new Float64Array(whole + 1).fill(-Infinity)
  best[0] = 0
  const came = options.map((choices) => {
    const [next, from] = [new Float64Array(whole + 1).fill(-Infinity), new Int32Array(whole + 1)]
    for (let sum = 0; sum <= whole; sum += 1) {
      if (best[sum] === -Infinity) continue
      for (const { size, gain } of choices) {
        const reached = sum + size
        if (reached <= whole && best[sum]! + gain > next[reached]!) {
          next[reached] = best[sum]! + gain
          from[reached] = size
        }
      }
    }
    best = next
    return from
  })
  const sizes = Array<number>(options.length).fill(0)
  for (let index = options.length - 1, sum = whole; index >= 0; index -= 1) {
    sizes[index] = came[index]![sum]!
    sum -= sizes[index]!
  }
  return sizes
}
