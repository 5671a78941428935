// How many there really are, when three lists each hold some of them: log-linear models (Fienberg 1972), which can tell
// that two lists hold the same things more often than chance would have it.
import { normalReach } from './distributions.ts'
import type { Interval } from './intervals.ts'
import { dot } from './matrices.ts'
import { type PoissonFit, fitPoisson } from './poisson-regression.ts'

/** Which lists hold a thing, first list first: `110` is on the first two and not on the third. */
export const patterns = ['111', '110', '101', '100', '011', '010', '001'] as const
export type Pattern = (typeof patterns)[number]
export type PatternCounts = Readonly<Record<Pattern, number>>

/** Pairs of lists (from 0) that a model lets depend on each other. */
export type Pair = readonly [number, number]

const pairs: readonly Pair[] = [
  [0, 1],
  [0, 2],
  [1, 2],
]

export interface ThreeListFit {
  dependent: readonly Pair[]
  total: number
  standardError: number
  deviance: number
  /** Akaike's criterion, −2 ln L + 2 × parameters. */
  aic: number
}

/** All eight models: which pairs depend on each other, from none to all (saturated). */
const models: readonly (readonly Pair[])[] = [0, 1, 2, 3, 4, 5, 6, 7].map((bits) =>
  pairs.filter((_, index) => bits & (1 << index)),
)

/**
 * One model. Null where the counts do not determine it (a pair that never meets), and where more are unseen than
 * a thousand times what is seen, which is the same.
 * @param missedLinks of each list, the share of its entries that could not be linked to the others and stand alone.
 */
export function fitThreeLists(
  counts: PatternCounts,
  dependent: readonly Pair[],
  missedLinks: readonly number[] = [0, 0, 0],
): ThreeListFit | null {
  const y = patterns.map((pattern) => counts[pattern])
  const seen = y.reduce((sum, count) => sum + count, 0)
  const x = patterns.map((pattern) => {
    const on = pattern.split('').map(Number)
    return [1, ...on, ...dependent.map(([a, b]) => on[a]! * on[b]!)]
  })
  const linked = missedLinks.every((share) => share === 0)
  const links = afterMissedLinks(missedLinks)
  const fit = fitPoisson({ y, x, ...(!linked && { composed: composedOf(links) }) })
  if (!fit) return null
  const unseen = Math.exp(fit.coefficients[0]!)
  if (!(unseen < 1000 * seen)) return null
  const things = linked ? seen : fit.cells.reduce((sum, cell) => sum + cell, 0)
  const variance = linked ? unseen + unseen ** 2 * fit.covariance[0]![0]! : varianceOfTotal(fit, x, links)
  return {
    dependent,
    total: things + unseen,
    standardError: Math.sqrt(variance),
    deviance: fit.deviance,
    aic: -2 * fit.logLikelihood + 2 * x[0]!.length,
  }
}

/** How a thing of the cell `of` is seen: as one or several groups (cells by number), with which chance. */
interface Outcome {
  of: number
  groups: number[]
  chance: number
}

/** What becomes of a thing whose entries are not all linked: those that are not stand alone. */
function afterMissedLinks(missed: readonly number[]): Outcome[] {
  const cellOf = (lists: readonly number[]): number =>
    patterns.indexOf([0, 1, 2].map((list) => (lists.includes(list) ? '1' : '0')).join('') as Pattern)
  return patterns.flatMap((pattern, of) => {
    const on = [0, 1, 2].filter((list) => pattern[list] === '1')
    return Array.from({ length: 1 << on.length }, (_, bits): Outcome => {
      const lost = on.filter((__, index) => bits & (1 << index))
      const left = on.filter((list) => !lost.includes(list))
      const chance = on.reduce((all, list) => all * (lost.includes(list) ? missed[list]! : 1 - missed[list]!), 1)
      return { of, groups: [...lost.map((list) => cellOf([list])), ...(left.length > 0 ? [cellOf(left)] : [])], chance }
    })
  })
}

/** Row = group observed, column = cell of the thing: how many of the one a thing of the other makes. */
function composedOf(outcomes: readonly Outcome[]): number[][] {
  const shares = patterns.map(() => patterns.map(() => 0))
  for (const { of, groups, chance } of outcomes) for (const group of groups) shares[group]![of]! += chance
  return shares
}

/**
 * Variance of the estimated less the true number. A thing that is split raises several counts at once, so the
 * counts' own covariance stands between two inverse informations (sandwich), and the true number varies with them.
 */
function varianceOfTotal(
  { cells, means, coefficients, covariance }: PoissonFit,
  x: number[][],
  outcomes: Outcome[],
): number {
  const spread = patterns.map(() => patterns.map(() => 0))
  for (const { of, groups, chance } of outcomes) {
    for (const a of groups) for (const b of groups) spread[a]![b]! += chance * cells[of]!
  }
  const unseen = Math.exp(coefficients[0]!)
  const gradient = coefficients.map((_, k) =>
    cells.reduce((sum, cell, i) => sum + cell * x[i]![k]!, k === 0 ? unseen : 0),
  )
  const towards = covariance.map((row) => dot(row, gradient))
  // by how much the estimate moves with each count
  const influence = composedOf(outcomes).map((shares, row) => {
    const slope = shares.reduce((sum, share, i) => sum + share * cells[i]! * dot(x[i]!, towards), 0)
    return slope / Math.max(means[row]!, 1e-10)
  })
  const own = influence.reduce((sum, each, row) => sum + each * dot(spread[row]!, influence), 0)
  const total = cells.reduce((sum, cell) => sum + cell, unseen)
  return Math.max(unseen, own - 2 * dot(influence, means) + total)
}

export interface ThreeListEstimate {
  total: number
  interval: Interval
  /** The model that was chosen. */
  chosen: ThreeListFit
  /** Every model that the counts determine, the best first, with its weight e^(−ΔAIC/2). */
  models: readonly (ThreeListFit & { weight: number })[]
}

export const selectionRule = 'lowest AIC; the interval adds the spread between models (Buckland et al. 1997)'

/**
 * The model with the lowest AIC. Its error adds how far the other models lie from it, by their weights, since the choice
 * itself is uncertain (Buckland, Burnham and Augustin 1997); the interval is log-normal in the number unseen (Chao 1987).
 * Null where no model can be fitted.
 */
export function threeLists(
  counts: PatternCounts,
  missedLinks: readonly number[] = [0, 0, 0],
  level = 0.95,
): ThreeListEstimate | null {
  const raw = fitAll(counts, missedLinks)
  const fits = raw.length > 0 ? raw : fitWithMore(counts, missedLinks)
  const chosen = fits[0]
  if (!chosen) return null
  const weights = fits.map(({ aic }) => Math.exp((chosen.aic - aic) / 2))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const error = fits.reduce((sum, fit, i) => {
    return sum + (weights[i]! / all) * Math.hypot(fit.standardError, fit.total - chosen.total)
  }, 0)
  return {
    total: chosen.total,
    interval: ofUnseen(counts, missedLinks, chosen.total, error, level),
    chosen,
    models: fits.map((fit, i) => ({ ...fit, weight: weights[i]! / all })),
  }
}

function fitAll(counts: PatternCounts, missedLinks: readonly number[]): ThreeListFit[] {
  return models
    .map((dependent) => fitThreeLists(counts, dependent, missedLinks))
    .filter((fit) => fit !== null)
    .toSorted((a, b) => a.aic - b.aic)
}

/** A list that misses nothing leaves empty cells, and nothing to fit: a quarter more in each (Evans and Bonett 1994). */
function fitWithMore(counts: PatternCounts, missedLinks: readonly number[]): ThreeListFit[] {
  const meet = patterns.some((pattern) => pattern.replaceAll('0', '').length > 1 && counts[pattern] > 0)
  if (!meet) return []
  const more = Object.fromEntries(patterns.map((pattern) => [pattern, counts[pattern] + 0.25])) as PatternCounts
  return fitAll(more, missedLinks).map((fit) => ({ ...fit, total: fit.total - 0.25 * patterns.length }))
}

function ofUnseen(
  counts: PatternCounts,
  missedLinks: readonly number[],
  total: number,
  error: number,
  level: number,
): Interval {
  const groups = patterns.reduce((sum, pattern) => sum + counts[pattern], 0)
  // where links are missing, groups are more than things: at least as many things as the longest list holds
  const longest = Math.max(...[0, 1, 2].map((list) => onList(counts, list)))
  const sure = missedLinks.every((share) => share === 0) ? groups : Math.min(longest, total)
  const unseen = total - sure
  if (unseen <= 0) return { low: sure, high: sure + normalReach(level) * error }
  const reach = Math.exp(normalReach(level) * Math.sqrt(Math.log1p((error / unseen) ** 2)))
  return { low: sure + unseen / reach, high: sure + unseen * reach }
}

/** How many things a list holds. */
export function onList(counts: PatternCounts, list: number): number {
  return patterns.reduce((sum, pattern) => sum + (pattern[list] === '1' ? counts[pattern] : 0), 0)
}
