// Where a period will end, with the range that nine of ten such periods end in: the method that was best at this stage of
// earlier periods, and a spread taken from what it was off by.
import { normalReach, studentReach } from './distributions.ts'
import {
  type DailyCounts,
  type DaySpan,
  History,
  type PacingMethod,
  type Projection,
  pacingMethods,
  project,
  projectionError,
} from './pacing.ts'
import { countCdf } from './seasonal.ts'

export interface Outlook {
  method: PacingMethod
  /** Counts at the end of the period, and where nine of ten end. */
  end: number
  low: number
  high: number
  errors: { method: PacingMethod; error: number | null }[]
  /** Variance ÷ what chance alone would give: of what is to come, in earlier stretches of this length. */
  dispersion: number
}

export interface Course {
  /** Days after `now` are not looked at. Counts as they will be once all have arrived. */
  history: DailyCounts
  period: DaySpan
  now: number
  /** Whole periods before this one, whose ends are known. */
  earlier: readonly DaySpan[]
  /** Of the counts up to now, how many are reckoned and not there yet. */
  arriving?: number
}

const level = 0.9
/** Days of a month on which methods are held against each other. */
const testDays = [10, 15, 20]
const fewestTrials = 3
const fewestStretches = 4
const mostStretches = 52

/** Null where there is nothing to go by. */
export function outlook({ history: daily, period, now, earlier, arriving = 0 }: Course): Outlook | null {
  const history = new History({ first: daily.first, counts: daily.counts.slice(0, now - daily.first + 1) })
  const stage = stageOf(period, now)
  const trials = earlier
    .map((span) => ({ period: span, now: span.from + stage - 1 }))
    .filter((trial) => trial.now < trial.period.to && trial.period.to <= now)
  const errors = pacingMethods.map((method) => {
    const error = trials.length < fewestTrials ? null : projectionError(history, method, trials)
    return { method, error }
  })
  const method = best(errors, history, period, now)
  const projected = method && project(history, method, period, now)
  if (!projected) return null
  const { rest, share } = projected
  const soFar = history.sum({ from: period.from, to: now })
  const { dispersion, freedom } = spreadOf(history, method, period, now)
  // what has not arrived is known to be about so many; that it is so is as sure as a Poisson count
  const widened = (studentReach(level, freedom) / normalReach(level)) ** 2
  const variance = widened * dispersion * chanceOf(projected) + arriving
  const there = soFar - arriving
  // of nothing seen it does not follow that nothing comes (half a count: Jeffreys)
  const mean = rest + 0.5 * share + arriving
  return {
    method,
    end: soFar + rest,
    low: there + countQuantile((1 - level) / 2, mean, variance),
    high: there + countQuantile((1 + level) / 2, mean, variance),
    errors,
    dispersion,
  }
}

/** Day of the period to try methods at: of a month, the test day that is nearest; of a week, the day itself. */
function stageOf({ from, to }: DaySpan, now: number): number {
  const day = now - from + 1
  if (to - from < 27) return day
  return testDays.reduce((near, each) => (Math.abs(each - day) < Math.abs(near - day) ? each : near))
}

function best(errors: Outlook['errors'], history: History, period: DaySpan, now: number): PacingMethod | null {
  const able = errors.filter(({ method }) => project(history, method, period, now) !== null)
  const tried = able.filter(({ error }) => error !== null).toSorted((a, b) => a.error! - b.error!)
  if (tried[0]) return tried[0].method
  // a level of less than a week says little
  const usual: readonly PacingMethod[] =
    now - period.from >= 6 ? ['weekday', 'recent', 'run_rate'] : ['recent', 'weekday', 'run_rate']
  return usual.find((method) => able.some((each) => each.method === method)) ?? null
}

/** How far off the method was in stretches of the same length a week apart, in multiples of chance. */
function spreadOf(
  history: History,
  method: PacingMethod,
  period: DaySpan,
  now: number,
): { dispersion: number; freedom: number } {
  const length = period.to - period.from
  const squares: number[] = []
  for (let back = 1; squares.length < mostStretches; back++) {
    const to = now - 7 * (back - 1)
    const then = to - (period.to - now)
    const stretch = { from: to - length, to }
    if (stretch.from < history.first) break
    const projected = project(history, method, stretch, then)
    if (projected === null) break
    squares.push((history.sum({ from: then + 1, to }) - projected.rest) ** 2 / chanceOf(projected))
  }
  if (squares.length < fewestStretches) return { dispersion: 1.5, freedom: 6 }
  const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length
  // stretches overlap: only so many of them are apart
  const apart = (squares.length * 7) / Math.max(7, period.to - now)
  return { dispersion: Math.max(1, mean), freedom: Math.max(3, apart) }
}

/** What chance alone makes of the days to come: their own scatter, and that of the counts that their level is from. */
function chanceOf({ basis, share }: Projection): number {
  return Math.max(1e-9, (basis + 0.5) * (share + share ** 2))
}

/** The least count whose chance to be reached is at least p: negative binomial of that mean and variance. */
function countQuantile(p: number, mean: number, variance: number): number {
  let [low, high] = [-1, Math.ceil(mean + 10 * Math.sqrt(variance) + 10)]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (countCdf(middle, mean, variance) >= p) high = middle
    else low = middle
  }
  return high
}
