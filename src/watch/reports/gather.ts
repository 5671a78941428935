// What a report tells of: scorecard, pace of the month, drift, actions, gaps and definitions, as known now or on a day.
import type { Action, ActionView } from '#contract/actions.ts'
import type { DriftReport } from '#contract/drift.ts'
import type { Gap } from '#contract/gaps.ts'
import type { PlanVersion } from '#contract/plan.ts'
import type { ReportQuery } from '#contract/reports.ts'
import type { Scorecard } from '#contract/scorecard.ts'
import { effectiveRanges } from '#store/effective.ts'
import { listActions } from '#store/actions.ts'
import { agreedTimeline, businessZone } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import { localDay, localMidnight } from '#util/zone.ts'
import { actionView } from '../actions/actions.ts'
import { driftReport } from '../drift/drift.ts'
import { dayAt, dayName, dayNumber } from '#util/days.ts'
import { dayMs } from '#util/duration.ts'
import { gapsIn } from '../gaps/gaps.ts'
import { type Frame, frameOf } from '../scorecard/frame.ts'
import { type PlainCard, plainCard, scorecard } from '../scorecard/scorecard.ts'

export interface ReportFacts {
  /** Of the period. */
  card: Scorecard
  /** Of the month that the week's last day lies in; null in a monthly report, which is that itself. */
  month: PlainCard | null
  drift: Told<DriftReport>
  actions: ActionView[]
  /** How many actions there are beyond those told of. */
  moreActions: number
  gaps: Told<Gap[]>
  /** Versions of the plan that were in force in the period, oldest first. */
  plans: PlanVersion[]
  made: { on: string; knownOn: string | null }
}

/** What was read, or why it was not. */
export type Told<T> = { found: T } | { found: null; why: 'not_kept' | 'cannot_split' }

const notKept = { found: null, why: 'not_kept' } as const

/**
 * Reads them.
 * @param now epoch milliseconds.
 * @param due where no day is asked for, of the last period that was over then.
 * @throws Problem as the scorecard does, and `not_over` for a known_on that lies ahead.
 */
export async function gatherFacts(store: Store, query: ReportQuery, now: number, due: number): Promise<ReportFacts> {
  const timezone = await businessZone(store.control, now)
  const today = localDay(now, timezone)
  const knownOn = checkedDay(query.known_on, today)
  const asKnown = knownOn !== null
  const then = asKnown ? localMidnight(dayAt(knownOn, 1), timezone) - 1 : now
  const { from, asOf, zone, ...asked } = await daysOf(store, query, then, asKnown ? then : due, knownOn)
  const read = scorecard(store, { ...asked, period: query.period }, then, asKnown)
  const [card, month, gaps, plans, { actions, more }, drift] = await Promise.all([
    read,
    query.period === 'week' ? plainCard(store, { ...asked, day: asOf, period: 'month' }, then, asKnown) : null,
    asKnown ? notKept : gapsIn(store, { from, to: asOf }, now).then((found) => ({ found })),
    plansIn(store, { from, asOf, timezone: zone }, then),
    readActions(store, asOf, then, asKnown),
    asKnown ? notKept : read.then((told) => readDrift(store, told, now)),
  ])
  return { card, month, drift, actions, moreActions: more, gaps, plans, made: { on: today, knownOn } }
}

interface Asked extends Pick<ReportQuery, 'target'> {
  /** Of the period. */
  day: string
  /** Its first day, and the last one that is counted. */
  from: string
  asOf: string
  zone: string
}

/** The period that holds the day asked for; else the last one that was over when it was due. */
async function daysOf(
  store: Store,
  { period, day, target }: ReportQuery,
  then: number,
  due: number,
  knownOn: string | null,
): Promise<Asked> {
  const known = knownOn === null ? undefined : then
  const frame = async (of: string | undefined): Promise<Frame> =>
    frameOf(
      store,
      { period, ...(of !== undefined && { day: of }), ...(target !== undefined && { target }) },
      then,
      known,
    )
  const latest = await frame(day).catch((error: unknown) => {
    throw knownOn !== null && isNoData(error) ? nothingKnown(knownOn) : error
  })
  const today = dayNumber(localDay(due + 1, latest.plan.timezone))
  let chosen = latest
  while (day === undefined && chosen.period.to >= today) chosen = await frame(dayName(chosen.period.from - 1))
  const asOf = dayName(chosen.asOf)
  const days = { day: asOf, from: dayName(chosen.period.from), asOf, zone: chosen.timezone }
  return { ...days, ...(target !== undefined && { target }) }
}

function isNoData(error: unknown): boolean {
  return error instanceof Problem && error.code === 'no_data'
}

function nothingKnown(day: string): Problem {
  const message = `On ${day} nothing was known yet.`
  const hint = 'What came later is known from then on: write a later day.'
  return new Problem('no_data', message, { details: [{ field: 'known_on', message, hint }] })
}

/** Null for today: that is how it is known now. */
function checkedDay(day: string | undefined, today: string): string | null {
  if (day === undefined || day === today) return null
  if (day < today) return day
  const message = `${day} is still to come: nobody knows yet what will be known then.`
  const hint = `Write a day up to ${today}.`
  throw new Problem('not_over', message, { details: [{ field: 'known_on', message, hint }] })
}

const usualDays = 28

/** A week is held against the four weeks before it, a month against the one before. */
async function readDrift(store: Store, card: Scorecard, now: number): Promise<Told<DriftReport>> {
  const { from, asOf: to, period, point } = card
  const days = period === 'week' ? usualDays : dayNumber(card.to) - dayNumber(from) + 1
  const before = { before_from: dayAt(from, -days), before_to: dayAt(from, -1) }
  const metric = (card.total.cost.value ?? 0) > 0 ? 'cpa' : 'cvr.session'
  const query = { metric, point: point.id, from, to, ...before, against: 'before' } as const
  try {
    return { found: await driftReport(store, query, now) }
  } catch (error) {
    if (error instanceof Problem && error.code === 'cannot_split') return { found: null, why: 'cannot_split' }
    throw error
  }
}

/** Reading an effect takes a second at worst. */
const mostActions = 8
/** Days after which what was done is no news. */
const newsDays = 90

/** Those that run first, then what was done of late, then what is planned. */
async function readActions(
  store: Store,
  asOf: string,
  now: number,
  asKnown: boolean,
): Promise<{ actions: ActionView[]; more: number }> {
  const all = (await listActions(store.control)).flatMap((action) => asItStood(action, now))
  const states = ['running', 'done', 'planned'] as const
  const isNews = ({ state, changedAt }: Action): boolean => state !== 'done' || changedAt > now - newsDays * dayMs
  const told = states.flatMap((state) => all.filter((action) => action.state === state && isNews(action)))
  const actions: ActionView[] = []
  for (const action of told.slice(0, mostActions)) {
    const overdue = action.due !== null && action.due < asOf && action.state !== 'done'
    // effects are measured on visits, which are not kept as they were known on a day
    const view = asKnown ? { effect: null, noEffect: null } : await actionView(store, action.id, now)
    actions.push({ ...action, overdue, effect: view.effect, noEffect: view.noEffect })
  }
  return { actions, more: Math.max(0, told.length - mostActions) }
}

/** Its state at an instant; nothing where it was not noted yet. What it says is kept in its last words only. */
function asItStood(action: Action, now: number): Action[] {
  const history = action.history.filter(({ at }) => at <= now)
  const last = history.at(-1)
  return last ? [{ ...action, state: last.state, changedAt: last.at, history }] : []
}

async function plansIn(
  store: Store,
  { from, asOf, timezone }: Pick<Scorecard, 'from' | 'asOf' | 'timezone'>,
  now: number,
): Promise<PlanVersion[]> {
  const timeline = (await agreedTimeline(store.control, now)).filter(({ agreedAt }) => agreedAt! <= now)
  const [begin, end] = [localMidnight(from, timezone), localMidnight(dayAt(asOf, 1), timezone)]
  const inForce = effectiveRanges(timeline).filter((range) => range.from < end && range.to > begin)
  return inForce.map(({ version }) => timeline.find((each) => each.version === version)!)
}
