// Visitors: each one's visits, pages and actions, drawn from a stream of their own so that they can be made one by one.
import { arrivalAt, dayMs, type Span, timeOfDay } from './calendar.ts'
import { type ActionName, type Origin, actions, doubleSent, origins, returnOrigins, thanksReloaded } from './company.ts'
import { Random } from './random.ts'

export interface Visit {
  origin: Origin
  ad: string
  clickId: string
  start: number
  pages: { path: string; at: number }[]
}

export interface Action {
  name: ActionName
  at: number
  thanks: string
  doubleSent: boolean
  /** When the thank-you page was loaded again; null when it was not. */
  reloadedAt: number | null
}

export interface Visitor {
  index: number
  cookie: string
  /** Given with the first form. */
  email: string
  mobile: boolean
  visits: Visit[]
  actions: Action[]
}

const minuteMs = 60_000
const pages = [
  '/features',
  '/pricing',
  '/customers',
  '/blog/forecasting',
  '/blog/pipeline-review',
  '/security',
  '/about',
]
const familyNames = [
  'sato',
  'suzuki',
  'takahashi',
  'tanaka',
  'ito',
  'watanabe',
  'yamamoto',
  'nakamura',
  'kobayashi',
  'kato',
]
const givenNames = ['haruto', 'yui', 'sota', 'hina', 'ren', 'mei', 'riku', 'aoi', 'yuto', 'sakura', 'takumi', 'rin']

/** Visitor number `index` of `count`; visitors come in the order of their first visits. */
export function makeVisitor(seed: number, index: number, count: number, span: Span, cumulative: number[]): Visitor {
  const random = new Random(seed, `visitor/${index}`)
  const first = arrivalAt(span, cumulative, (index + random.uniform()) / count, random)
  const origin = random.weighted(origins, (candidate) => candidate.share)
  const visitor: Visitor = {
    index,
    cookie: `v${seed}-${String(index).padStart(7, '0')}`,
    email: `${random.pick(givenNames)}.${random.pick(familyNames)}${index}@company${random.whole(1, 4_000)}.example`,
    mobile: random.chance(origin.channel === 'line' || origin.channel === 'paid_social' ? 0.72 : 0.31),
    visits: [],
    actions: [],
  }
  let start = first
  let next: Origin = origin
  while (start < span.end) {
    const visit = makeVisit(random, next, start)
    visitor.visits.push(visit)
    act(random, visitor, visit, span)
    if (!random.chance(0.27)) break
    start = startOfDay(start, span) + random.whole(1, 16) * dayMs + timeOfDay(random)
    next = returning(random)
  }
  return visitor
}

function startOfDay(ms: number, span: Span): number {
  return span.start + Math.floor((ms - span.start) / dayMs) * dayMs
}

function returning(random: Random): Origin {
  const { channel } = random.weighted(returnOrigins, (candidate) => candidate.weight)
  // Among several of one channel, the last: retargeting for social ads.
  return origins.findLast((origin) => origin.channel === channel)!
}

function makeVisit(random: Random, origin: Origin, start: number): Visit {
  const visit: Visit = {
    origin,
    ad: origin.advertising ? random.pick(origin.advertising.ads) : '',
    clickId: origin.advertising ? random.token(22) : '',
    start,
    pages: [{ path: origin.landing, at: start }],
  }
  let at = start
  while (random.chance(0.5) && visit.pages.length < 8) {
    at += Math.floor(random.lognormal(0.7, 0.8) * minuteMs)
    if (at - start > 20 * minuteMs) break
    visit.pages.push({ path: random.pick(pages), at })
  }
  return visit
}

/** Adds what the visitor does in this visit, each followed by its thank-you page. */
function act(random: Random, visitor: Visitor, visit: Visit, span: Span): void {
  let at = visit.pages.at(-1)!.at
  for (const { name, thanks, chance } of actions) {
    const webinarCrowd = name === 'webinar_registered' && visit.origin.landing === '/webinars' ? 2.5 : 1
    if (!random.chance(Math.min(0.6, chance * visit.origin.intent * webinarCrowd))) continue
    at += Math.floor((0.5 + 2 * random.uniform()) * minuteMs)
    const reloadedAt = random.chance(thanksReloaded) ? at + random.whole(1, 6) * minuteMs : null
    if ((reloadedAt ?? at) >= span.end) continue
    visitor.actions.push({ name, at, thanks, doubleSent: random.chance(doubleSent), reloadedAt })
    visit.pages.push({ path: thanks, at: at + 1_000 })
    if (reloadedAt !== null) visit.pages.push({ path: thanks, at: reloadedAt })
  }
}

/** The last visit that started before `ms`. */
export function visitAt(visitor: Visitor, ms: number): Visit {
  return visitor.visits.findLast((visit) => visit.start <= ms)!
}
