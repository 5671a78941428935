// When a daily figure changed: a CUSUM chart that learns level and spread as it goes, with so few false alarms as is said.
import { betaCdf, gammaCdf, normalReach } from './distributions.ts'
import { invert } from './matrices.ts'

/** Half the shift that it is to find soonest, and the height at which it alarms; in standard deviations. */
export interface CusumDesign {
  k: number
  h: number
}

/** One false alarm in 465 days of a figure that does not change. */
export const usualDesign: CusumDesign = { k: 0.5, h: 5 }

const nodes = 40

/**
 * Days until a two-sided chart alarms where nothing changed, on average (ARL0). Page's integral equation by Gauss and
 * Legendre's points (Crowder 1987), both sides combined as van Dobben de Bruyn (1968) does.
 */
export function falseAlarmEvery({ k, h }: CusumDesign): number {
  const points = legendre(nodes).map(({ at, weight }) => ({ at: ((at + 1) * h) / 2, weight: (weight * h) / 2 }))
  const places = [0, ...points.map(({ at }) => at)]
  // L(s) = 1 + L(0) Φ(k − s) + ∫ L(x) φ(x + k − s) dx, at 0 and at the points
  const equations = places.map((s, row) =>
    places.map((x, column) => {
      const reached = column === 0 ? normalCdf(k - s) : points[column - 1]!.weight * normalDensity(x + k - s)
      return (row === column ? 1 : 0) - reached
    }),
  )
  const oneSided = invert(equations)![0]!.reduce((sum, each) => sum + each, 0)
  return oneSided / 2
}

/** Points and weights on −1 … 1, by Newton's method on the polynomial. */
function legendre(n: number): { at: number; weight: number }[] {
  return Array.from({ length: n }, (_, i) => {
    let at = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 1
    for (let round = 0; round < 50; round++) {
      let [before, now] = [1, at]
      for (let degree = 2; degree <= n; degree++) {
        ;[before, now] = [now, ((2 * degree - 1) * at * now - (degree - 1) * before) / degree]
      }
      slope = (n * (at * now - before)) / (at * at - 1)
      const step = now / slope
      at -= step
      if (Math.abs(step) < 1e-15) break
    }
    return { at, weight: 2 / ((1 - at * at) * slope * slope) }
  })
}

const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)

function normalCdf(z: number): number {
  const tail = 0.5 * (1 - gammaCdf((z * z) / 2, 0.5))
  return z > 0 ? 1 - tail : tail
}

/** Places in the series. */
export interface Change {
  direction: 'rise' | 'fall'
  /** First day of the new level. */
  from: number
  /** Day on which it was certain enough. */
  alarm: number
}

/** Days that level and spread are first learnt from. */
const leastHistory = 3

/**
 * Changes of level. Each value is compared with all before it since the last change (self-starting: Hawkins 1987), which
 * makes values of normal distribution standard ones whatever their level and spread, so that false alarms come as seldom
 * as the design says. A value that is not a number is skipped.
 */
export function findChanges(values: readonly number[], { k, h }: CusumDesign = usualDesign): Change[] {
  const changes: Change[] = []
  let history = new History()
  let [up, down, upSince, downSince] = [0, 0, 0, 0]
  /** First day of the level that days are compared with. */
  let begun = 0
  for (let day = 0; day < values.length; day++) {
    const value = values[day]!
    if (!Number.isFinite(value)) continue
    const z = history.standardise(value)
    history.add(value)
    if (up === 0) upSince = day
    if (down === 0) downSince = day
    up = Math.max(0, up + z - k)
    down = Math.max(0, down - z - k)
    if (up <= h && down <= h) continue
    const from = likeliestStart(values, begun, up > h ? upSince : downSince, day)
    begun = from
    changes.push({ direction: up > h ? 'rise' : 'fall', from, alarm: day })
    history = new History()
    for (const known of values.slice(from, day + 1)) if (Number.isFinite(known)) history.add(known)
    ;[up, down] = [0, 0]
  }
  return changes
}

/** Days after an alarm that help to date the change. */
const daysAfter = 7

/** Of the days that the sum has risen over, the one that parts the two levels best (Hinkley 1970). */
function likeliestStart(values: readonly number[], begun: number, since: number, alarm: number): number {
  const known = (from: number, to: number): number[] => values.slice(from, to).filter((value) => Number.isFinite(value))
  let [best, most] = [since, -1]
  for (let day = Math.max(since, begun + 1); day <= alarm; day++) {
    const [before, after] = [known(begun, day), known(day, alarm + 1 + daysAfter)]
    if (before.length === 0 || after.length === 0) continue
    const weight = (before.length * after.length) / (before.length + after.length)
    const parted = weight * (average(before) - average(after)) ** 2
    if (parted > most) [best, most] = [day, parted]
  }
  return best
}

function average(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}

/** Mean and spread of what came before, updated value by value (Welford 1962). */
class History {
  private n = 0
  private mean = 0
  private squares = 0

  add(value: number): void {
    this.n += 1
    const off = value - this.mean
    this.mean += off / this.n
    this.squares += off * (value - this.mean)
  }

  /** Standard normal where nothing changed: through Student's t on what the spread was learnt from. */
  standardise(value: number): number {
    if (this.n < leastHistory || this.squares <= 0) return 0
    const freedom = this.n - 1
    const t = (value - this.mean) / Math.sqrt((this.squares / freedom) * (1 + 1 / this.n))
    const outside = betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5)
    return Math.sign(t) * normalReach(1 - Math.max(outside, 1e-12))
  }
}
