// Signs that an event of a page was made by a machine, read from what the event and its request say. What only shows
// over several events is found when visits are counted (`count/junk-sql.ts`).
import type { IncomingHttpHeaders } from 'node:http'
import { createIsbotFromList, list } from 'isbot'
import type { StoredEvent } from '#contract/event.ts'
import type { ArrivalJunk } from '#contract/junk.ts'
import { detached } from '#util/remember.ts'

/** Browsers that nobody looks at, and what drives them. */
const automated = /headless|phantomjs|puppeteer|playwright|selenium|cypress|gtmetrix/i

/**
 * Everyday words of the list by which it knows readers of feeds and the like. We judge only what ran in a page, where
 * they stand in the names of apps in which people read: SmartNews, NewsPicks, Tripadvisor.
 */
const everyday: ReadonlySet<string> = new Set([
  '(?:^|[^g])news(?!sapphire)',
  '\\|',
  'advisor',
  'agent\\b',
  'capture',
  'catch',
  'check\\b',
  'discovery',
  'download',
  'feed',
  'insight',
  'library',
  'measure',
  'preview',
  'proxy',
  'radar',
  'server',
  'tools',
  'url',
])
const isRobot = createIsbotFromList(list.filter((pattern) => !everyday.has(pattern)))

/** What apps on phones call themselves by the library that sends for them. The list takes some for scripts. */
const appLibraries = /\b(okhttp|cfnetwork|dart|cronet|alamofire|ktor-client)\//i

/** A browser's name is within this; more of it would only cost time. */
const readLength = 512
/** Names known at a time. A busy site sees some thousand; reading one takes 8 µs, finding it again a tenth of one. */
const knownNames = 10_000

/** Judges events of pages. Remembers the browsers that it has seen. */
export class JunkSigns {
  readonly #allowed: readonly string[]
  readonly #seen = new Map<string, ArrivalJunk | null>()

  /** @param allowed parts of user agents that are never judged, in any case of letters. */
  constructor(allowed: readonly string[]) {
    this.#allowed = allowed.map((part) => part.toLowerCase())
  }

  /** Writes on an event that a page sent that it did, and whether it is junk. An allowed one is left as it is. */
  mark(event: StoredEvent, headers: IncomingHttpHeaders): void {
    const sign = this.#ofUserAgent(event.user_agent)
    if (sign === null) return
    event.sent_from = 'page'
    event.junk = sign || (saysAutomated(event, headers) ? 'automated' : '')
  }

  /** Null for a user agent that is not to be judged. */
  #ofUserAgent(userAgent: string): ArrivalJunk | null {
    const known = this.#seen.get(userAgent)
    if (known !== undefined) return known
    if (this.#seen.size >= knownNames) this.#seen.clear()
    const sign = this.#isAllowed(userAgent) ? null : junkOfUserAgent(userAgent)
    this.#seen.set(detached(userAgent), sign)
    return sign
  }

  #isAllowed(userAgent: string): boolean {
    const name = userAgent.toLowerCase()
    return this.#allowed.some((part) => name.includes(part))
  }
}

/** What the name of a browser says; `''` for a person's, and where there is no name. */
export function junkOfUserAgent(userAgent: string): ArrivalJunk {
  const name = userAgent.slice(0, readLength)
  if (automated.test(name)) return 'automated'
  return isRobot(name) && !appLibraries.test(name) ? 'bot' : ''
}

/** A driven browser under a person's name: its brand in the client hints, or what it told our tag. */
function saysAutomated({ name, properties }: StoredEvent, headers: IncomingHttpHeaders): boolean {
  if (String(headers['sec-ch-ua'] ?? '').includes('Headless')) return true
  return name === 'page_view' && properties.includes('"webdriver":true')
}
