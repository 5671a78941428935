// A visit that goes on at another domain: links there carry visitor and visit, for two minutes.
import { minute } from './event.ts'

/** Who the browser is, and which visit it is on. */
export interface Identity {
  visitor: string
  session: string
  /** When the visit was last active; epoch milliseconds. */
  seen: number
}

/** The parameter that carries it. */
export const linkName = '_oc'

const linkLasts = 2 * minute

export function writeIdentity({ visitor, session, seen }: Identity): string {
  return `${visitor}.${session}.${seen}`
}

export function readIdentity(text: string | undefined): Identity | undefined {
  const [, visitor, session, seen] = /^(\w+)\.(\w+)\.(\d+)$/.exec(text ?? '') ?? []
  return seen ? { visitor: visitor!, session: session!, seen: Number(seen) } : undefined
}

/** The identity that the address of this page brings, taken out of it; undefined when there is none, or it is too old. */
export function takeLink(): Identity | undefined {
  // links put it last
  const clean = location.href.replace(/[?&]_oc=[\w.]+(?=$|#)/, '')
  const identity = readIdentity(new URLSearchParams(location.search).get(linkName) ?? '')
  if (clean !== location.href) history.replaceState(history.state, '', clean)
  return identity && Date.now() - identity.seen < linkLasts ? identity : undefined
}

/** Whether a host is one of these domains or below them, and not this one. */
export function isAway(domains: readonly string[], host: string): boolean {
  return host !== location.hostname && domains.some((domain) => `.${host}`.endsWith(`.${domain}`))
}
