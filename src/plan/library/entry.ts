// What the library keeps of each point; the rest is worked out from it.
import type { WireEvent } from '#contract/event.ts'
import type { Bilingual, Platform, PlatformEvent } from '#contract/library.ts'
import type { Match, Point } from '#contract/plan.ts'

export interface Entry {
  id: string
  name: Bilingual
  category: NonNullable<Point['category']>
  tier: Point['tier']
  what: Bilingual
  match: Match
  once_per: Point['once_per']
  value?: Point['value']
  lookback?: Point['lookback']
  browser: string | null
  events: WireEvent[]
  platforms: Record<Platform, PlatformEvent>
  alsoCalled: string[]
  notWhen: Bilingual
  otherwise?: Bilingual
}

/** What the platforms call an action, in the order of `platformNames`; a `*` behind it: a name of one's own. */
export function calledBy(
  ...names: [string, string, string, string, string, string, string, string]
): Entry['platforms'] {
  const [google_ads, meta, tiktok, line, ly, ga4, microsoft, linkedin] = names.map((name) =>
    name.endsWith('*') ? { event: name.slice(0, -1), standard: false } : { event: name, standard: true },
  ) as [
    PlatformEvent,
    PlatformEvent,
    PlatformEvent,
    PlatformEvent,
    PlatformEvent,
    PlatformEvent,
    PlatformEvent,
    PlatformEvent,
  ]
  return { google_ads, meta, tiktok, line, ly, ga4, microsoft, linkedin }
}

/** The person in the examples. */
export const someone = { visitor_id: 'v-81', user_id: 'u-9' } as const
/** The call of the tag for an action; `id` makes what is told twice count once. */
export function track(name: string, properties: Record<string, string | number>, id?: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}: ${JSON.stringify(value).replaceAll('"', "'")}`)
  const parts = [`'track', '${name}'`, `{ ${list.join(', ')} }`, ...(id === undefined ? [] : [`{ id: '${id}' }`])]
  const line = `onecount(${parts.join(', ')})`
  return line.length <= 76 ? line : `onecount(${parts.join(',\n  ')})`
}
