// The library of conversion points: found by id, or by what somebody else calls the event.
import type { LibraryPoint, Language } from '#contract/library.ts'
import { type Match, type Point, pointSchema } from '#contract/plan.ts'
import type { WireEvent } from '#contract/event.ts'
import { engagementPoints } from './engagement.ts'
import type { Entry } from './entry.ts'
import { leadPoints } from './lead.ts'
import { memberPoints } from './member.ts'
import { purchasePoints } from './purchase.ts'

const entries = [...purchasePoints, ...leadPoints, ...memberPoints, ...engagementPoints]

/** All points, by category. */
export const library: readonly LibraryPoint[] = entries.map((entry) => ({
  id: entry.id,
  name: entry.name,
  category: entry.category,
  what: entry.what,
  point: pointOf(entry, entry.tier, 'en'),
  browser: entry.browser,
  events: entry.events,
  server: serverSnippet(entry.events),
  platforms: entry.platforms,
  alsoCalled: entry.alsoCalled,
  notWhen: entry.notWhen,
  ...(entry.otherwise && { otherwise: entry.otherwise }),
}))

const entriesById = new Map(entries.map((entry) => [entry.id, entry]))
const byId = new Map(library.map((each) => [each.id, each]))
const byEventName = new Map(
  entries.flatMap((entry) =>
    [...matchedNames(entry.match), ...entry.alsoCalled].map((name) => [plainName(name), entry]),
  ),
)

export function findLibraryPoint(id: string): LibraryPoint | undefined {
  return byId.get(id)
}

/** A point of the library in a tier, as a plan in that language holds it. The id must be one of the library's. */
export function planPoint(id: string, tier: Point['tier'], language: Language): Point {
  return pointOf(entriesById.get(id)!, tier, language)
}

/** The library's point that an event of this name is, made to match the name as it is sent. */
export function pointForEvent(event: string): { library: string; point: Point } | undefined {
  const entry = byEventName.get(plainName(event))
  if (!entry) return undefined
  const own = pointOf(entry, entry.tier, 'en')
  // visits and pages have no event of their own: the event is one that somebody sends for them
  const match: Match = 'event' in entry.match && matchedNames(entry.match).includes(event) ? entry.match : { event }
  return { library: entry.id, point: { ...own, match } }
}

function pointOf(entry: Entry, tier: Point['tier'], language: Language): Point {
  const { id, name, category, match, once_per, value, lookback, platforms, what } = entry
  const role = tier === 'macro' ? 'primary' : 'auxiliary'
  return pointSchema.parse({
    id,
    name: name[language],
    tier,
    category,
    match,
    once_per,
    ...(value && { value }),
    ...(lookback && { lookback }),
    platforms: Object.fromEntries(
      Object.entries(platforms).map(([platform, { event }]) => [platform, { event, role }]),
    ),
    why: what[language],
  })
}

function matchedNames(match: Match): string[] {
  return 'event' in match ? [match.event].flat() : []
}

/** `CompleteRegistration`, `Complete Registration` and `complete_registration` are one name. */
export function plainName(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '_')
}

/** A command that sends the events; `$COLLECTOR` and `$KEY` are the reader's. */
function serverSnippet(events: readonly WireEvent[]): string {
  const body = JSON.stringify(events.length === 1 ? events[0] : events, null, 2)
  return `curl "$COLLECTOR/v1/events" -H "Authorization: Bearer $KEY" \\\n  -H 'Content-Type: application/json' -d '${body}'`
}
