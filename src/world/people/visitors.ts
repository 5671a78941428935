// Visitors: each one's visits, pages and actions, drawn from streams of their own, so that they can be made one by one.
import { dayMs, minuteMs } from '#util/duration.ts'
import type { Random } from '../random.ts'
import { dayNumber, timeOfDay } from '../setting/calendar.ts'
import { type CallToAction, type Way, callsOn, comingBack, ways } from '../setting/company.ts'
import { type Setting, stream } from '../setting/setting.ts'
import { type Act, actIn } from './acts.ts'

export interface Visit {
  /** From 0 within the visitor. */
  number: number
  way: Way
  start: number
  /** What the browser calls itself then. */
  cookie: string
  /** Empty where it got lost. */
  clickId: string
  pages: { path: string; at: number }[]
  /** A call to action that came into view, and when it was clicked; null when it was not. */
  cta: { call: CallToAction; seenAt: number; clickedAt: number | null } | null
}

export type Device = 'iphone' | 'android' | 'windows'

export interface Visitor {
  index: number
  /** Names the visitor in ids. */
  key: string
  device: Device
  /** `anonymous`: events without identifiers; `unseen`: none at all. */
  consent: 'given' | 'anonymous' | 'unseen'
  visits: Visit[]
  acts: Act[]
  /** Uses the browser or the address of the visitor before. */
  borrows: boolean
}

/** Chance of one more page in a visit, and the most there are. */
export const nextPageChance = 0.32
export const mostPages = 8

const pages = [
  '/features',
  '/pricing',
  '/customers',
  '/blog/forecasting',
  '/blog/pipeline-review',
  '/security',
  '/about',
]

/** `0-1-123` style key of a visitor: seed and number, so that no two companies share an identifier. */
function keyOf({ options }: Setting, index: number): string {
  return `${options.seed}-${String(index).padStart(6, '0')}`
}

/** Visitor number `index`; visitors come in the order of their first visits. */
export function makeVisitor(setting: Setting, index: number): Visitor {
  const random = stream(setting, `visitor/${index}`)
  const day = dayOfArrival(setting, (index + random.uniform()) / setting.options.visitors)
  const way = wayOnDay(setting, day, random)
  const visitor: Visitor = {
    index,
    key: keyOf(setting, index),
    device: deviceOf(random, way),
    consent: 'given',
    visits: [],
    acts: [],
    borrows: false,
  }
  const privacy = stream(setting, `privacy/${index}`)
  visitor.consent = consentOf(setting, privacy, day)
  visitor.borrows = index > 0 && privacy.chance(setting.defects.sharedDevice)
  const homeCookie = visitor.borrows ? keyOf(setting, index - 1) : visitor.key
  let start = setting.span.start + day * dayMs + timeOfDay(random)
  let next = way
  while (start < setting.span.end) {
    const visit = makeVisit(random, next, start, visitor.visits.length)
    visit.cookie = cookieOf(setting, visitor, visit, homeCookie)
    if (visitor.device === 'iphone' && privacy.chance(setting.defects.clickIdLost)) visit.clickId = ''
    visitor.visits.push(visit)
    actIn(setting, random, visitor, visit)
    if (!random.chance(comingBack.chance)) break
    const today = dayNumber(setting.span, start)
    start = setting.span.start + (today + random.whole(1, comingBack.withinDays)) * dayMs + timeOfDay(random)
    next = ways[random.weighted(comingBack.by, ({ weight }) => weight).way]!
  }
  return visitor
}

/** The day that `share` (0 to 1) of all first visits lie before: found by halves. */
function dayOfArrival({ arrivals }: Setting, share: number): number {
  let low = 0
  let high = arrivals.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (arrivals[middle]! > share) high = middle
    else low = middle + 1
  }
  return low
}

function wayOnDay({ days }: Setting, day: number, random: Random): Way {
  const drawn = random.uniform()
  return ways[days[day]!.upTo.findIndex((upTo) => drawn < upTo)] ?? ways[0]!
}

function deviceOf(random: Random, way: Way): Device {
  if (!random.chance(way.channel === 'line' || way.channel === 'paid_social' ? 0.72 : 0.31)) return 'windows'
  return random.chance(0.6) ? 'iphone' : 'android'
}

function consentOf({ defects, days }: Setting, random: Random, day: number): Visitor['consent'] {
  const drawn = random.uniform()
  const unseen = defects.unseen * days[day]!.refusal
  if (drawn < unseen) return 'unseen'
  return drawn < unseen + defects.anonymous * days[day]!.refusal ? 'anonymous' : 'given'
}

/** iPhones forget: a cookie set on a visit by an ad after a day, others after seven. */
function cookieOf({ defects }: Setting, visitor: Visitor, visit: Visit, home: string): string {
  const last = visitor.visits.at(-1)
  if (!last) return home
  const livesMs = (last.way.advertising ? 1 : 7) * dayMs
  const forgotten = visitor.device === 'iphone' && defects.shortCookies > 0 && visit.start - last.start > livesMs
  return forgotten ? `${visitor.key}-${visit.number}` : last.cookie
}

function makeVisit(random: Random, way: Way, start: number, number: number): Visit {
  const clickId = way.advertising ? random.token(22) : ''
  const visit: Visit = { number, way, start, cookie: '', clickId, pages: [{ path: way.landing, at: start }], cta: null }
  let at = start
  while (random.chance(nextPageChance) && visit.pages.length < mostPages) {
    at += Math.floor(random.lognormal(0.7, 0.8) * minuteMs)
    if (at - start > 20 * minuteMs) break
    visit.pages.push({ path: random.pick(pages), at })
  }
  if (random.chance(0.15)) {
    const seenAt = start + random.whole(2_000, 40_000)
    const calls = callsOn(way.landing)
    const call = calls[seenAt % calls.length]!
    visit.cta = { call, seenAt, clickedAt: random.chance(call.clicked) ? seenAt + random.whole(1_000, 20_000) : null }
  }
  return visit
}
