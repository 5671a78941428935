// Random draws that depend on the seed and the stream's name alone: the same seed gives the same company.

/** 32-bit FNV-1a with a final mix (MurmurHash3's), to spread names and numbers over the generator's state. */
function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** A stream of draws from sfc32 (Chris Doty-Humphrey's PractRand). */
export class Random {
  private a: number
  private b: number
  private c: number
  private counter = 1

  /** Streams of different names are independent, so that one can be drawn without the others. */
  constructor(seed: number, stream: string) {
    this.a = hash32(`${seed}/${stream}/a`)
    this.b = hash32(`${seed}/${stream}/b`)
    this.c = hash32(`${seed}/${stream}/c`)
    for (let round = 0; round < 12; round += 1) this.bits()
  }

  private bits(): number {
    const sum = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum
    this.c |= 0
    return sum >>> 0
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return this.bits() / 4_294_967_296
  }

  /** Whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.uniform() < probability
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.uniform() * items.length)]!
  }

  /** One of the items, each as likely as its weight says. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T {
    let left = this.uniform() * items.reduce((sum, item) => sum + weight(item), 0)
    return items.find((item) => (left -= weight(item)) < 0) ?? items.at(-1)!
  }

  /** Box–Muller. */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform())
  }

  /** `sigma` is the standard deviation of the logarithm. */
  lognormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal())
  }

  /** Number of rare events: Knuth's multiplication up to a mean of 40, the normal approximation beyond. */
  poisson(mean: number): number {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    const limit = Math.exp(-mean)
    let count = 0
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count += 1
    return count
  }

  /** Characters of a click id or the like. */
  token(length: number): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    let text = ''
    for (let index = 0; index < length; index += 1) text += letters[this.bits() & 63]!
    return text
  }
}
