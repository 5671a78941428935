// What would have been without an action: level, trend and weekdays of the days before it, and what untouched segments did
// meanwhile, carried on; and how far what came differs from it.
import { studentReach } from './distributions.ts'
import { dot } from './matrices.ts'
import { type PoissonFit, fitPoisson } from './poisson-regression.ts'

/** A day of what is looked at: CVs of visits, clicks of impressions, CVs for money. */
export interface OutcomeDay {
  /** Number of the day; consecutive days differ by 1. */
  at: number
  count: number
  exposure: number
  /** The same of segments that the action did not touch. */
  control?: { count: number; exposure: number }
}

export interface ActionEffect {
  observed: number
  /** Without the action, with the 95 % interval of what could have come. */
  expected: number
  /** Observed ÷ expected, with its interval. */
  ratio: number
  low: number
  high: number
  /** Whether untouched segments took part. */
  controlled: boolean
}

const week = 7
/** Weeks of history that the spread from week to week is learnt from. */
export const leastWeeks = 5
/** Priors (standard deviations of ln): trend over the whole history, weekday, and how much of a control's moves are shared. */
const priors = { trend: 0.3, weekday: 0.7, control: 1 } as const

/**
 * Null where history is too short, or nothing was counted in it.
 * @param before,after days in order of time; those of `after` follow the action.
 */
export function actionEffect(
  before: readonly OutcomeDay[],
  after: readonly OutcomeDay[],
  level = 0.95,
): ActionEffect | null {
  const history = before.filter(({ exposure }) => exposure > 0)
  const days = after.filter(({ exposure }) => exposure > 0)
  const known = history.reduce((sum, { count }) => sum + count, 0)
  if (history.length < leastWeeks * week || days.length === 0 || known === 0) return null
  const frame = frameOf([...before, ...after], history)
  const x = history.map((day) => frame.predictors(day))
  const y = history.map(({ count }) => count)
  const exposure = history.map((day) => day.exposure)
  const fit = fitPoisson({ y, x, exposure, prior: frame.prior })
  if (!fit) return null
  const { spread, freedom } = spreadOf(y, fit, x[0]!.length)
  const [expected, variance] = carriedOn(days, fit, frame)
  const observed = days.reduce((sum, { count }) => sum + count, 0)
  const ratio = observed / expected
  // of ln observed − ln expected: chance in what came, and what is not known of what would have come
  const error = Math.sqrt((spread * (expected + variance)) / expected ** 2)
  const reach = Math.exp(studentReach(level, freedom) * error)
  return { observed, expected, ratio, low: ratio / reach, high: ratio * reach, controlled: frame.controlled }
}

interface Frame {
  predictors(day: OutcomeDay): number[]
  prior: number[]
  controlled: boolean
}

function frameOf(days: readonly OutcomeDay[], history: readonly OutcomeDay[]): Frame {
  const [first, last] = [history[0]!.at, history.at(-1)!.at]
  const span = Math.max(1, last - first)
  const control = controlOf(days, history)
  return {
    predictors({ at }) {
      const phase = ((at % week) + week) % week
      const weekdays = Array.from({ length: week }, (_, each) => (each === phase ? 1 : 0) - 1 / week)
      // the trend is not carried on further than it was seen: it flattens after the history
      const through = (Math.min(at, last) - first) / span - 0.5
      return [1, through, ...weekdays, ...(control ? [control(at)] : [])]
    },
    prior: [
      0,
      priors.trend ** -2,
      ...Array<number>(week).fill(priors.weekday ** -2),
      ...(control ? [priors.control ** -2] : []),
    ],
    controlled: control !== null,
  }
}

/** Day → ln of how the untouched stood to their own mean, over the week around it; null where too little is known of them. */
function controlOf(days: readonly OutcomeDay[], history: readonly OutcomeDay[]): ((at: number) => number) | null {
  const sum = (some: readonly OutcomeDay[]): { count: number; exposure: number } => ({
    count: some.reduce((all, { control }) => all + (control?.count ?? 0), 0),
    exposure: some.reduce((all, { control }) => all + (control?.exposure ?? 0), 0),
  })
  const usual = sum(history)
  // fewer than ten a week would add more noise than they take away
  if (usual.count < (10 * history.length) / week || usual.exposure === 0) return null
  const near = new Map(
    days.map(({ at }) => {
      const around = sum(days.filter((day) => Math.abs(day.at - at) <= 3))
      const usually = (usual.count / usual.exposure) * around.exposure
      return [at, Math.log((around.count + 1) / (usually + 1))]
    }),
  )
  return (at) => near.get(at) ?? 0
}

/** Variance ÷ mean: of days or of weeks, whichever is more, since good and bad weeks come in rows. */
function spreadOf(y: readonly number[], fit: PoissonFit, parameters: number): { spread: number; freedom: number } {
  const daily = pearson(y, fit.means) / Math.max(1, y.length - parameters)
  const weeks = Math.floor(y.length / week)
  const start = y.length - weeks * week
  const weekly = (values: readonly number[]): number[] =>
    Array.from({ length: weeks }, (_, w) =>
      values.slice(start + w * week, start + (w + 1) * week).reduce((sum, each) => sum + each, 0),
    )
  // level and trend are fitted to the weeks, weekdays are not
  const freedom = Math.max(2, weeks - 2)
  const ofWeeks = pearson(weekly(y), weekly(fit.means)) / freedom
  return ofWeeks > daily ? { spread: ofWeeks, freedom } : { spread: daily, freedom: Math.max(2, y.length - parameters) }
}

function pearson(counts: readonly number[], means: readonly number[]): number {
  return counts.reduce((sum, count, i) => sum + (count - means[i]!) ** 2 / Math.max(means[i]!, 1e-9), 0)
}

/** Their mean together, and its variance in units of the spread. */
function carriedOn(days: readonly OutcomeDay[], fit: PoissonFit, frame: Frame): [mean: number, variance: number] {
  let mean = 0
  const gradient = fit.coefficients.map(() => 0)
  for (const day of days) {
    const x = frame.predictors(day)
    const each = day.exposure * Math.exp(dot(x, fit.coefficients))
    mean += each
    for (const [k, value] of x.entries()) gradient[k]! += each * value
  }
  return [mean, gradient.reduce((sum, value, k) => sum + value * dot(fit.covariance[k]!, gradient), 0)]
}
