// Random numbers from a seed: the same seed gives the same simulation.

export interface Draws {
  /** In [0, 1). */
  uniform(): number
  normal(): number
  /** Gamma(shape, rate 1). */
  gamma(shape: number): number
  beta(a: number, b: number): number
  poisson(mean: number): number
  binomial(trials: number, probability: number): number
}

/** Uniform numbers by mulberry32 (T. Ettinger 2017), and what is made of them. */
export function drawsOf(seed: number): Draws {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const gamma = (shape: number): number => gammaOf(shape, uniform, normal)
  const beta = (a: number, b: number): number => {
    const x = gamma(a)
    return x / (x + gamma(b))
  }
  const poisson = (mean: number): number => poissonOf(mean, uniform, normal)
  const binomial = (n: number, p: number): number => binomialOf(n, p, uniform, normal)
  return { uniform, normal, gamma, beta, poisson, binomial }
}

/** Marsaglia and Tsang 2000; below 1 by the power of a uniform that lifts the shape. */
function gammaOf(shape: number, uniform: () => number, normal: () => number): number {
  if (shape < 1) return gammaOf(shape + 1, uniform, normal) * (1 - uniform()) ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

function poissonOf(mean: number, uniform: () => number, normal: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
  let [count, product] = [0, uniform()]
  for (const limit = Math.exp(-mean); product > limit; count++) product *= uniform()
  return count
}

/** The normal law where it is close, else by inversion from the nearer end. */
function binomialOf(n: number, p: number, uniform: () => number, normal: () => number): number {
  if (p > 0.5) return n - binomialOf(n, 1 - p, uniform, normal)
  if (n === 0 || p <= 0) return 0
  const variance = n * p * (1 - p)
  if (variance > 30) return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(variance) * normal())))
  let [left, count, chance] = [uniform(), 0, (1 - p) ** n]
  while (left >= chance && count < n) {
    left -= chance
    chance *= ((n - count) / (count + 1)) * (p / (1 - p))
    count += 1
  }
  return count
}
