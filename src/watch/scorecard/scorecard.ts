// The scorecard of a week or month: read, drawn up row by row, judged together.
import { answer } from '#ask/answer.ts'
import { type Answer, type AnswerRow, type Caveat, type Figure, questionSchema } from '#contract/ask.ts'
import type { Plan } from '#contract/plan.ts'
import type { StoredTarget } from '#contract/saved-target.ts'
import type { PacingDay, Scorecard, ScorecardQuery, ScorecardRow } from '#contract/scorecard.ts'
import { versionAt } from '#plan/effective.ts'
import { type DaySpan, History } from '#stats/pacing.ts'
import { agreedTimeline } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { targetsInForce } from '#store/targets.ts'
import { dayName, dayNumber } from '#util/days.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import { dueOf } from './due.ts'
import { judge } from './judge.ts'
import { type Holds, readHolds } from './holds.ts'
import type { CampaignDays } from './learning.ts'
import { type Calendar, earlierPeriods, periodBefore, periodOf } from './periods.ts'
import { lastDayTold } from './last-told.ts'
import { type DaysRead, lastDayOf, readDays } from './read-days.ts'
import { type Course, type Drawn, type Ground, drawRow, together } from './rows.ts'

/** History that pacing learns from: last year's season and the four weeks before it. */
const historyDays = 420

/**
 * The scorecard of the period that holds a day.
 * @param now epoch milliseconds.
 * @param asKnown as it was known at `now`, an instant of the past; CVR is refused then, for visits are not kept so.
 * @throws Problem without a plan (`no_plan`), an unknown target, or for days that nothing is known of yet.
 */
export async function scorecard(store: Store, query: ScorecardQuery, now: number, asKnown = false): Promise<Scorecard> {
  const known = asKnown ? now : undefined
  const frame = await frameOf(store, query, now, known)
  const { plan, target, timezone, currency, calendar, period, asOf, point } = frame
  const question = questionSchema.parse({
    metrics: ['cv', 'cvr.session', 'cpa', 'cost'],
    by: ['channel'],
    from: dayName(period.from),
    to: dayName(asOf),
    points: [point.id],
    ...(known !== undefined && { known: new Date(known).toISOString() }),
  })
  const byCampaign = { ...question, metrics: ['cvr.session'], by: ['channel', 'campaign'] }
  const span = { from: dayName(period.from - historyDays), to: dayName(period.to), timezone }
  const [days, channels, campaigns] = await Promise.all([
    readDays(store, point.id, span, currency, now, known),
    answer(store, question, now),
    answer(store, byCampaign, now),
  ])
  const holds = await readHolds(store.control, days, asOf, known)
  const began = Math.min(days.firstCv, asOf)
  const ground: Ground = {
    period,
    now: asOf,
    before: periodBefore(period, calendar),
    began,
    earlier: earlierPeriods(period, began, calendar),
    arrivedOn: days.arrivedOn,
    moneyRefused: withoutRate(days, currency),
  }
  return {
    period: query.period,
    from: dayName(period.from),
    to: dayName(period.to),
    asOf: dayName(asOf),
    timezone,
    currency,
    point,
    target: target && { id: target.id, name: target.name, version: target.version },
    ...judged(drawAll(ground, days, holds, target), ratesOf(channels, campaigns)),
    days: runningTotals(ground, days, target),
    definitions: channels.definitions,
    question,
    caveats: [...caveatsOf(days, asOf, plan, target), ...channels.caveats],
  }
}

/** What the card is about: its target, its days and its point. */
interface Frame {
  plan: Plan
  target: StoredTarget | null
  timezone: string
  currency: string
  calendar: Calendar
  period: DaySpan
  /** Last day that is counted. */
  asOf: number
  point: { id: string; name: string }
}

async function frameOf(store: Store, query: ScorecardQuery, now: number, known: number | undefined): Promise<Frame> {
  const plan = await planNow(store, now, known)
  const lastDay = await lastDayOf(store, plan.timezone, known)
  if (lastDay === null)
    throw new Problem('no_data', 'Nothing has arrived yet.', { hint: 'Send events or import a file.' })
  const named = await targetOf(store, query, plan, lastWhole(lastDay, now, plan.timezone), known)
  const timezone = named?.timezone ?? plan.timezone
  const point = pointOf(named, plan)
  const { match } = plan.points.find(({ id }) => id === point.id)!
  const told = await lastDayTold(store.control, match, timezone, known)
  const whole = Math.min(dayNumber(lastWhole(lastDay, now, timezone)), told)
  const fiscalStart = named?.fiscal_start ?? '01-01'
  const calendar: Calendar = { period: query.period, weekStart: plan.week_start, fiscalStart }
  const period = periodOf(query.day ? dayNumber(query.day) : whole, calendar)
  if (period.from > whole) throw nothingYet(period, whole)
  const asOf = Math.min(period.to, whole)
  // the same card, whichever of its days was asked for: by the version in force on its last one
  const inForce = await targetsInForce(store.control, dayName(asOf), known)
  const target = inForce.find(({ id }) => id === named?.id) ?? named
  const currency = target?.currency ?? plan.currency
  return {
    plan,
    target,
    timezone,
    currency,
    calendar,
    period,
    asOf,
    point,
  }
}

async function planNow(store: Store, now: number, known = Infinity): Promise<Plan> {
  const timeline = await agreedTimeline(store.control, now)
  const then = timeline.filter(({ agreedAt }) => agreedAt! <= known)
  const version = versionAt(then.length > 0 ? then : timeline, now)
  if (version) return version.plan
  const hint = 'Write a plan and agree it: onecount plan propose plan.yaml, then onecount plan agree.'
  throw new Problem('no_plan', 'No plan is agreed yet, so nothing says what a conversion is.', { hint })
}

/** Today is not over: the last day that can be held against others is yesterday. */
function lastWhole(lastDay: string, now: number, timezone: string): string {
  const yesterday = dayName(dayNumber(localDay(now, timezone)) - 1)
  return lastDay < yesterday ? lastDay : yesterday
}

function nothingYet({ from }: DaySpan, known: number): Problem {
  return new Problem('nothing_yet', `Of the period from ${dayName(from)} on no whole day is known yet.`, {
    details: [{ field: 'day', message: 'lies ahead', hint: `The last whole day is ${dayName(known)}.` }],
  })
}

/** The target asked for; else that of the macro, else the first in force. */
async function targetOf(
  store: Store,
  query: ScorecardQuery,
  plan: Plan,
  lastDay: string,
  known: number | undefined,
): Promise<StoredTarget | null> {
  const inForce = await targetsInForce(store.control, query.day ?? lastDay, known)
  if (query.target === undefined) {
    const macro = plan.points.find(({ tier }) => tier === 'macro')!.id
    return inForce.find((each) => each.point === macro) ?? inForce[0] ?? null
  }
  const found = inForce.find(({ id }) => id === query.target)
  if (found) return found
  const others = inForce.map(({ id }) => id).join(', ')
  const hint = others === '' ? 'No target is in force then.' : `In force then: ${others}.`
  const message = `There is no target "${query.target}" in force on ${query.day ?? lastDay}.`
  throw new Problem('unknown_target', message, { status: 404, details: [{ field: 'target', message, hint }] })
}

function pointOf(target: StoredTarget | null, { points }: Plan): { id: string; name: string } {
  const own = points.find(({ id }) => id === target?.point) ?? points.find(({ tier }) => tier === 'macro')!
  return { id: own.id, name: own.name }
}

function withoutRate({ withoutRate: lacking }: DaysRead, currency: string): string | undefined {
  const [first] = [...lacking]
  return first && `no rate from ${first[0]} to ${currency} is known for ${first[1]}; import rates`
}

interface AllDrawn {
  total: Drawn
  channels: Drawn[]
  initiatives: Drawn[]
}

function drawAll(ground: Ground, days: DaysRead, holds: Holds, target: StoredTarget | null): AllDrawn {
  const length = days.campaigns[0]?.cv.length ?? ground.period.to - days.first + 1
  const all = together(days.campaigns, days.first, length)
  const usual = weekdaysOf(all, ground.now)
  const draw = (campaigns: DaysRead['campaigns'], channel?: string, initiative?: string): Drawn => {
    const course = together(campaigns, days.first, length)
    const weekdays = channel === undefined ? usual : (weekdaysOf(course, ground.now, 200) ?? usual)
    const place = { ...(channel !== undefined && { channel }), ...(initiative !== undefined && { initiative }) }
    const due = target && dueOf(target, place, weekdays ?? [])
    const own = holds.of(campaigns)
    const hold = holds.holdOf(campaigns, ground)
    return drawRow(ground, course, { channel: channel ?? '', initiative: initiative ?? '' }, due, own, hold)
  }
  const seen = days.campaigns.filter((campaign) => isActive(campaign, ground))
  const asked = (target?.allocation ?? []).map(({ channel, initiative }) => ({ channel, campaign: initiative }))
  const names = [...new Set([...seen, ...asked].map(({ channel }) => channel))]
  const pairs = new Map(
    [...seen, ...asked]
      .filter(({ campaign }) => campaign !== '')
      .map(({ channel, campaign }) => [JSON.stringify([channel, campaign]), { channel, campaign }]),
  )
  const of = (channel: string) => days.campaigns.filter((each) => each.channel === channel)
  return {
    total: draw(days.campaigns),
    channels: names.map((channel) => draw(of(channel), channel)),
    initiatives: [...pairs.values()].map(({ channel, campaign }) =>
      draw(
        of(channel).filter((each) => each.campaign === campaign),
        channel,
        campaign,
      ),
    ),
  }
}

/** Null where there are too few to tell weekdays apart. */
function weekdaysOf({ first, cv }: Course, now: number, fewest = 1): number[] | null {
  const weekdays = new History({ first, counts: cv }).byWeekday(now, 56)
  return weekdays.reduce((sum, count) => sum + count, 0) >= fewest ? weekdays : null
}

function isActive({ cv, cost, first }: CampaignDays, { before, now }: Ground): boolean {
  for (let at = before.from - first; at <= now - first; at++) if (cv[at]! > 0 || cost[at]! > 0) return true
  return false
}

interface Rates {
  total: Figure
  of(row: { channel: string; initiative: string }): Figure
}

/** CVR as it is answered; where no row is, no visits are. */
function ratesOf(channels: Answer, campaigns: Answer): Rates {
  const rate = (row: AnswerRow): Figure => row['cvr.session'] as Figure
  const known = new Map(campaigns.rows.map((row) => [JSON.stringify([row['channel'], row['campaign']]), rate(row)]))
  for (const row of channels.rows) known.set(JSON.stringify([row['channel'], '']), rate(row))
  return {
    total: rate(channels.total),
    of: ({ channel, initiative }) =>
      known.get(JSON.stringify([channel, initiative])) ?? { value: null, refused: 'no sessions' },
  }
}

const urgency = ['off_target', 'watch', 'too_early', 'on_target'] as const

function judged(
  { total, channels, initiatives }: AllDrawn,
  rates: Rates,
): Pick<Scorecard, 'total' | 'channels' | 'initiatives'> {
  const verdicts = judge([total, ...channels, ...initiatives].map(({ evidence }) => evidence))
  const rows = [total, ...channels, ...initiatives].map(({ row }, index): ScorecardRow => {
    return { ...row, cvr: index === 0 ? rates.total : rates.of(row), ...verdicts[index]! }
  })
  const inOrder = (some: ScorecardRow[]): ScorecardRow[] => some.toSorted((a, b) => rank(a) - rank(b) || moreOf(a, b))
  return {
    total: rows[0]!,
    channels: inOrder(rows.slice(1, 1 + channels.length)),
    initiatives: inOrder(rows.slice(1 + channels.length)),
  }
}

const rank = ({ verdict }: ScorecardRow): number => (verdict === null ? urgency.length : urgency.indexOf(verdict))
const moreOf = (a: ScorecardRow, b: ScorecardRow): number => (b.cv.value ?? 0) - (a.cv.value ?? 0)

function runningTotals({ period, now }: Ground, days: DaysRead, target: StoredTarget | null): PacingDay[] {
  const all = together(days.campaigns, days.first, period.to - days.first + 1)
  const history = new History({ first: days.first, counts: all.cv })
  const due = target && dueOf(target, {}, weekdaysOf(all, now) ?? [])
  return Array.from({ length: period.to - period.from + 1 }, (_, index) => {
    const so = { from: period.from, to: period.from + index }
    return { day: dayName(so.to), counted: so.to <= now ? history.sum(so) : null, target: due && due.cv(so) }
  })
}

function caveatsOf(
  { lastCost, withoutRate: lacking }: DaysRead,
  asOf: number,
  plan: Plan,
  target: StoredTarget | null,
) {
  const caveats: Caveat[] = []
  for (const [currency, day] of lacking) {
    const message = `Cost in ${currency} cannot be turned into ${target?.currency ?? plan.currency}: no rate is known for ${day}. Import rates.`
    caveats.push({ code: 'rates_missing', message })
  }
  if (lastCost > -Infinity && lastCost < asOf) {
    const message = `Cost is known up to ${dayName(lastCost)}, CVs up to ${dayName(asOf)}: CPA looks better than it is.`
    caveats.push({ code: 'cost_behind', message })
  }
  if (target && target.timezone !== plan.timezone) {
    const message = `The target's days are those of ${target.timezone}; CVR is by days of ${plan.timezone}.`
    caveats.push({ code: 'zones_differ', message })
  }
  return caveats
}
