// Union–find over hashes of identifiers: of millions of them, in typed arrays. Two that share a hash by chance are counted
// in one part, which changes nothing.

/** Hashes are whole numbers below 2^53. */
export class KeySets {
  /** Number + 1 of the hash that stands here, at the place that it names or the next free one; 0: free. */
  #places = new Int32Array(1 << 12)
  #keys = new Float64Array(1 << 11)
  #parents = new Int32Array(1 << 11)
  /** Sightings under a root. */
  #weights = new Int32Array(1 << 11)
  #size = 0

  /** Joins the sets of all these hashes, and adds to what the set weighs. */
  join(keys: readonly number[], weight = 0): void {
    let root = -1
    for (const key of keys) {
      const other = this.#rootOf(this.#numberOf(key))
      if (root === -1) root = other
      else if (root !== other) {
        this.#parents[other] = root
        this.#weights[root]! += this.#weights[other]!
      }
    }
    if (root !== -1) this.#weights[root]! += weight
  }

  /**
   * The hashes of sets that weigh something, each with the number of its part, from 1. A part weighs `most` at most, unless
   * it is one set that weighs more.
   */
  parts(most: number): { count: number; each(): Generator<[key: number, part: number]> } {
    const partOf = new Int32Array(this.#size)
    let [part, filled] = [0, 0]
    for (let root = 0; root < this.#size; root += 1) {
      const weight = this.#parents[root] === root ? this.#weights[root]! : 0
      if (weight === 0) continue
      if (part === 0 || filled + weight > most) [part, filled] = [part + 1, 0]
      filled += weight
      partOf[root] = part
    }
    return { count: part, each: () => this.#inParts(partOf) }
  }

  *#inParts(partOf: Int32Array): Generator<[key: number, part: number]> {
    for (let number = 0; number < this.#size; number += 1) {
      const part = partOf[this.#rootOf(number)]!
      if (part > 0) yield [this.#keys[number]!, part]
    }
  }

  #rootOf(number: number): number {
    let root = number
    while (this.#parents[root] !== root) {
      // every other one on the way now points past its parent
      this.#parents[root] = this.#parents[this.#parents[root]!]!
      root = this.#parents[root]!
    }
    return root
  }

  #numberOf(key: number): number {
    if (this.#size === this.#keys.length) this.#grow()
    const place = this.#placeOf(key)
    if (this.#places[place] === 0) {
      this.#keys[this.#size] = key
      this.#parents[this.#size] = this.#size
      this.#size += 1
      this.#places[place] = this.#size
    }
    return this.#places[place]! - 1
  }

  /** Where a hash is, or would be. */
  #placeOf(key: number): number {
    const mask = this.#places.length - 1
    let place = (key % 4_294_967_296) & mask
    while (this.#places[place] !== 0 && this.#keys[this.#places[place]! - 1] !== key) place = (place + 1) & mask
    return place
  }

  /** There are always two places to a hash. */
  #grow(): void {
    const room = this.#keys.length * 2
    const [keys, parents, weights] = [new Float64Array(room), new Int32Array(room), new Int32Array(room)]
    keys.set(this.#keys)
    parents.set(this.#parents)
    weights.set(this.#weights)
    this.#keys = keys
    this.#parents = parents
    this.#weights = weights
    this.#places = new Int32Array(room * 2)
    for (let number = 0; number < this.#size; number += 1) this.#places[this.#placeOf(keys[number]!)] = number + 1
  }
}
