// Which identifiers are one person's alone. Pure but for the links that it asks for: docs/privacy.md states the rule.

/** Neighbours of identifiers, by identifier. */
export type ReadLinks = (identifiers: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>

export interface Belongings {
  /** The person's alone. */
  own: Set<string>
  /** Seen with the person's and with somebody else's. */
  shared: Set<string>
  /** Whatever else was seen with the person's: what counting has to look at again. */
  beside: Set<string>
  /** Browsers that were asked for and on which several people were named. */
  contested: string[]
}

const named = new Set(['user', 'email', 'phone', 'lead'])
const strong = new Set(['order', 'payment', 'deal'])

/**
 * Follows links from what was asked for. What was seen with two user ids, or two e-mail addresses of no common user, is
 * shared and leads no further. A browser is the person's when nobody else was named on it, and names nobody itself,
 * unless it was asked for.
 */
export async function walk(start: readonly string[], read: ReadLinks): Promise<Belongings> {
  const links = new Links(read)
  const own = new Set(start)
  const shared = new Set<string>()
  const browsers = start.filter((key) => kindOf(key) === 'visitor')
  await links.load(start)
  let frontier = start.filter((key) => kindOf(key) !== 'visitor')
  for (const browser of browsers) frontier.push(...links.of(browser, named).slice(0, 1), ...links.of(browser, strong))
  for (const key of frontier) own.add(key)
  while (frontier.length > 0) {
    await links.loadAround(frontier)
    const reached = new Set<string>()
    for (const key of frontier) {
      if (links.isShared(key)) continue
      for (const next of links.of(key, named, strong)) if (!own.has(next)) reached.add(next)
    }
    await links.loadAround([...reached])
    frontier = []
    for (const key of reached) {
      if (links.isShared(key)) shared.add(key)
      else frontier.push(key)
    }
    for (const key of frontier) own.add(key)
    if (frontier.length === 0) frontier = await throughBrowsers(links, own)
  }
  const beside = new Set([...own].flatMap((key) => links.of(key)).filter((key) => !own.has(key)))
  for (const key of beside) if (kindOf(key) === 'visitor') shared.add(key)
  const contested = browsers.filter((browser) => links.of(browser, named).some((key) => !own.has(key)))
  return { own, shared, beside, contested }
}

/** Takes in the browsers on which nobody else was named; returns the orders, payments and deals seen on them alone. */
async function throughBrowsers(links: Links, own: Set<string>): Promise<string[]> {
  const near = new Set([...own].flatMap((key) => links.of(key)).filter((key) => kindOf(key) === 'visitor'))
  await links.loadAround([...near])
  const found: string[] = []
  for (const visitor of near) {
    const isTheirs = (key: string): boolean => links.of(key, named).every((name) => own.has(name))
    if (!isTheirs(visitor) || !links.of(visitor, strong).every(isTheirs)) continue
    own.add(visitor)
    for (const key of links.of(visitor, strong)) if (!own.has(key)) found.push(key)
  }
  for (const key of found) own.add(key)
  return found
}

/** Links as far as they were asked for. */
class Links {
  readonly #read: ReadLinks
  readonly #near = new Map<string, readonly string[]>()
  constructor(read: ReadLinks) {
    this.#read = read
  }

  async load(keys: readonly string[]): Promise<void> {
    const missing = [...new Set(keys)].filter((key) => !this.#near.has(key))
    if (missing.length === 0) return
    const found = await this.#read(missing)
    for (const key of missing) this.#near.set(key, found.get(key) ?? [])
  }

  /** With what decides whether they are shared. */
  async loadAround(keys: readonly string[]): Promise<void> {
    await this.load(keys)
    await this.load(keys.flatMap((key) => this.of(key, named, strong)))
    // which user an e-mail address belongs to
    await this.load(keys.flatMap((key) => this.of(key, strong)).flatMap((key) => this.of(key, named)))
  }

  /** Neighbours, of these kinds alone where any are named. */
  of(key: string, ...kinds: readonly ReadonlySet<string>[]): string[] {
    const near = this.#near.get(key) ?? []
    return near.filter((other) => kinds.length === 0 || kinds.some((set) => set.has(kindOf(other))))
  }

  isShared(key: string): boolean {
    if (kindOf(key) === 'user') return false
    const near = this.of(key, named)
    const users = new Set(near.filter((other) => kindOf(other) === 'user'))
    const strangers = new Set<string>()
    for (const email of near.filter((other) => kindOf(other) === 'email')) {
      const theirs = this.of(email).filter((other) => kindOf(other) === 'user')
      for (const user of theirs) users.add(user)
      if (theirs.length === 0) strangers.add(email)
    }
    return users.size > 1 || strangers.size > 1
  }
}

export function kindOf(identifier: string): string {
  return identifier.slice(0, identifier.indexOf(':'))
}

export function valueOf(identifier: string): string {
  return identifier.slice(identifier.indexOf(':') + 1)
}
