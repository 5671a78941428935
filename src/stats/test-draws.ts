// Seeded draws for tests whose oracle is a simulation with known truth.

/** Uniform numbers by mulberry32 (T. Ettinger 2017), and what is made of them. */
export function draws(seed: number) {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return {
    uniform,
    chance: (probability: number): boolean => uniform() < probability,
    lognormal: (sigma: number): number => Math.exp(sigma * normal()),
    poisson(mean: number): number {
      if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      let [count, product] = [0, uniform()]
      for (const limit = Math.exp(-mean); product > limit; count++) product *= uniform()
      return count
    },
  }
}
