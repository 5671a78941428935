// What a card is about: its target, its days and its point.
import type { Plan } from '#contract/plan.ts'
import type { StoredTarget } from '#contract/saved-target.ts'
import type { ScorecardQuery } from '#contract/scorecard.ts'
import { versionAt } from '#store/effective.ts'
import type { DaySpan } from '#stats/pacing.ts'
import { agreedTimeline, noPlanAgreed } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { targetsInForce } from '#store/targets.ts'
import { dayName, dayNumber } from '#util/days.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import { lastDayTold } from './last-told.ts'
import { type Calendar, periodOf } from './periods.ts'
import { lastDayOf } from './read-days.ts'

/** History that pacing learns from: last year's season and the four weeks before it. */
const historyDays = 420

export interface Frame {
  plan: Plan
  target: StoredTarget | null
  timezone: string
  currency: string
  calendar: Calendar
  period: DaySpan
  /** Last day that is counted. */
  asOf: number
  /** Days that are read: as many of a week as of the month that it ends in, so that the engine is asked once for both. */
  read: DaySpan
  /** As it was known then, epoch milliseconds; undefined: now. */
  known: number | undefined
  point: { id: string; name: string }
}

/**
 * @param known epoch milliseconds: as it was known then; absent: now.
 * @throws Problem as the scorecard does.
 */
export async function frameOf(
  store: Store,
  query: ScorecardQuery,
  now: number,
  known: number | undefined,
): Promise<Frame> {
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
  const month = periodOf(asOf, { ...calendar, period: 'month' })
  return {
    plan,
    target,
    timezone,
    currency,
    calendar,
    period,
    asOf,
    read: { from: month.from - historyDays, to: Math.max(month.to, period.to) },
    known,
    point,
  }
}

async function planNow(store: Store, now: number, known = Infinity): Promise<Plan> {
  const timeline = await agreedTimeline(store.control, now)
  const then = timeline.filter(({ agreedAt }) => agreedAt! <= known)
  const version = versionAt(then.length > 0 ? then : timeline, now)
  if (version) return version.plan
  throw noPlanAgreed()
}

/** Today is not over, but in its last millisecond: the last day that can be held against others is yesterday. */
function lastWhole(lastDay: string, now: number, timezone: string): string {
  const yesterday = dayName(dayNumber(localDay(now + 1, timezone)) - 1)
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
