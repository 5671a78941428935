// Union–find over strings (Tarjan 1975): which things have been joined, directly or through others.

export class UnionFind {
  readonly #parent = new Map<string, string>()

  add(key: string): void {
    if (!this.#parent.has(key)) this.#parent.set(key, key)
  }

  /** The representative of the set that holds `key`; a key never seen stands for itself. */
  find(key: string): string {
    let root = key
    for (let up = this.#parent.get(root); up !== undefined && up !== root; up = this.#parent.get(root)) root = up
    for (let at = key; at !== root;) {
      const up = this.#parent.get(at)!
      this.#parent.set(at, root)
      at = up
    }
    return root
  }

  union(a: string, b: string): void {
    this.add(a)
    this.add(b)
    const rootA = this.find(a)
    const rootB = this.find(b)
    if (rootA !== rootB) this.#parent.set(rootB, rootA)
  }

  keys(): IterableIterator<string> {
    return this.#parent.keys()
  }
}
