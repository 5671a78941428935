// Rows of the scorecard: figures, pacing and target of all, of each channel and of each initiative.
import type { Figure } from '#contract/ask.ts'
import type { DualOutcome } from '#contract/saved-target.ts'
import type { LearningState, Pacing, ScorecardRow } from '#contract/scorecard.ts'
import { poissonExact } from '#stats/intervals.ts'
import { outlook } from '#stats/pacing-outlook.ts'
import { type DaySpan, History } from '#stats/pacing.ts'
import { scatterOf } from '#stats/shortfall.ts'
import { dayName } from '#util/days.ts'
import type { Due } from './due.ts'
import type { Case, Window } from './judge.ts'
import type { CampaignDays } from './learning.ts'

/** What all rows share. */
export interface Ground {
  period: DaySpan
  /** Last day that is counted. */
  now: number
  before: DaySpan
  earlier: readonly DaySpan[]
  arrivedOn: (day: number) => number
  /** Last day of which enough has arrived to reckon the rest: rows are judged and paced up to there. */
  arrivedTo: number
  /** First day with a CV of anything: before it nothing was measured. */
  began: number
  /** Why no money can be told; absent where it can. */
  moneyRefused: string | undefined
}

/** A row's days, by number; all of its campaigns together. */
export interface Course {
  first: number
  cv: number[]
  cost: number[]
}

export function together(campaigns: readonly CampaignDays[], first: number, days: number): Course {
  const course: Course = { first, cv: Array<number>(days).fill(0), cost: Array<number>(days).fill(0) }
  for (const { cv, cost } of campaigns) {
    for (let at = 0; at < days; at++) {
      course.cv[at]! += cv[at]!
      course.cost[at]! += cost[at]!
    }
  }
  return course
}

export interface Drawn {
  row: Omit<ScorecardRow, 'cvr' | 'verdict' | 'reasons'>
  evidence: Case
}

const fortnight = 14

/** What is paid for begins with its first cost; a while without CVs of what is not may be chance. */
function beganOn({ first, cv, cost }: Course, { began, now }: Ground): number {
  const own = cost.findIndex((money, at) => money > 0 || cv[at]! > 0)
  return own >= 0 && cost[own]! > 0 ? Math.min(Math.max(first + own, began), now) : began
}

/** A row of the card, and what its verdict is given by. */
export function drawRow(
  ground: Ground,
  course: Course,
  place: { channel: string; initiative: string },
  due: Due | null,
  learning: readonly LearningState[],
  hold: Case['hold'],
): Drawn {
  const { period, now, before, arrivedOn, arrivedTo, moneyRefused } = ground
  const elapsed = { from: period.from, to: now }
  const told = { from: period.from, to: arrivedTo }
  const counted = new History({ first: course.first, counts: course.cv })
  const spent = new History({ first: course.first, counts: course.cost })
  const cost = (span: DaySpan): number | null => (moneyRefused === undefined ? spent.sum(span) : null)
  const cv = counted.sum(elapsed)
  const arrived = course.cv.slice(0, arrivedTo - course.first + 1).map((n, at) => n / arrivedOn(course.first + at))
  const whole = new History({ first: course.first, counts: arrived })
  const arriving = Math.max(0, whole.sum(told) - counted.sum(told))
  const began = beganOn(course, ground)
  const pacing = pacingOf(ground, { first: began, counts: arrived.slice(began - course.first) }, arriving)
  const sameDays = { from: before.from, to: Math.min(before.to, before.from + now - period.from) }
  const target = due && targetOf(due, period, elapsed)
  const money = cost(elapsed)
  const paid = cost(told)
  const cpa = paid !== null && paid > 0 && whole.sum(told) > 0 ? paid / whole.sum(told) : null
  const windowOf = (span: DaySpan): Window => ({
    from: dayName(span.from),
    to: dayName(span.to),
    counted: whole.sum(span),
    reckoned: reckonedIn(span, arrivedOn),
    due: due?.cv(span) ?? 0,
    cost: cost(span) || null,
  })
  return {
    row: {
      ...place,
      cv: { value: cv, ...poissonExact(cv) },
      cost: money === null ? { value: null, refused: moneyRefused! } : { value: money },
      cpa: cpaFigure(money, cv, moneyRefused),
      before: beforeOf(counted.sum(sameDays), cost(sameDays)),
      target,
      pacing,
      outcome: target && outcomeOf(pacing?.end ?? cv, target.cv, cpa, target.cpa),
      learning: [...learning],
    },
    evidence: {
      level: place.initiative === '' ? 'channel' : 'initiative',
      target: target && { cv: target.cv, cpa: target.cpa },
      hold,
      windows: judgedSpans(ground).map(windowOf),
      scatter: scatterOf({ first: course.first, counts: course.cv }, arrivedTo),
      end: pacing?.end ?? null,
      over: now >= period.to,
      spend: target?.budgetDue != null && money !== null ? { spent: money, due: target.budgetDue } : null,
    },
  }
}

/** What a verdict looks at: the period as far as it has arrived, and its last fortnight where that is another. */
function judgedSpans({ period, now, arrivedTo }: Ground): DaySpan[] {
  const days = arrivedTo - period.from + 1
  // a period that is over has come out as it has, however it ended
  const isWhole = days === fortnight || (now >= period.to && days > fortnight)
  const told = { from: period.from, to: arrivedTo }
  const lastWeeks = { from: arrivedTo - fortnight + 1, to: arrivedTo }
  return (isWhole ? [told] : [told, lastWeeks]).filter(({ from, to }) => from <= to)
}

/** Each day alike: of a share p a count ÷ p has the variance 1/p − 1 on top of its own. */
function reckonedIn({ from, to }: DaySpan, arrivedOn: Ground['arrivedOn']): number {
  let sum = 0
  for (let day = from; day <= to; day++) sum += 1 / arrivedOn(day) - 1
  return sum / (to - from + 1)
}

function targetOf(due: Due, period: DaySpan, elapsed: DaySpan): NonNullable<ScorecardRow['target']> {
  return {
    cv: due.cv(period),
    due: due.cv(elapsed),
    cpa: due.cpa(period),
    budget: due.budget(period),
    budgetDue: due.budget(elapsed),
  }
}

function pacingOf(
  { period, arrivedTo, earlier }: Ground,
  history: { first: number; counts: number[] },
  arriving: number,
): Pacing | null {
  if (arrivedTo < period.from) return null
  const told = outlook({ history, period, now: arrivedTo, earlier, arriving })
  if (!told) return null
  const { method, end, low, high, errors } = told
  return { method, end, low, high, arriving, errors }
}

function cpaFigure(cost: number | null, cv: number, refused: string | undefined): Figure {
  if (cost === null) return { value: null, refused: refused! }
  if (cost === 0) return { value: null, refused: 'no cost is known here' }
  if (cv === 0) return { value: null, refused: 'cost but no CV yet' }
  const { low, high } = poissonExact(cv)
  return { value: cost / cv, low: cost / high, high: cost / low, numerator: cost, denominator: cv }
}

function beforeOf(cv: number, cost: number | null): ScorecardRow['before'] {
  return { cv, cost, cpa: cost !== null && cost > 0 && cv > 0 ? cost / cv : null }
}

/** A side that cannot be told, as the CPA of what costs nothing, is not held against it. */
function outcomeOf(end: number, wanted: number, cpa: number | null, targetCpa: number | null): DualOutcome {
  const enough = Math.round(end) >= wanted
  const cheap = cpa === null || targetCpa === null || cpa <= targetCpa
  if (enough) return cheap ? 'reached' : 'too_dear'
  return cheap ? 'too_few' : 'missed'
}
