// Poisson regression with a log link, by Fisher scoring: what seasonal baselines and capture–recapture are fitted with.
import { lnGamma } from './distributions.ts'
import { dot, invert } from './matrices.ts'

export interface PoissonData {
  /** Observed counts; need not be whole. */
  y: readonly number[]
  /** One row of predictors a cell. */
  x: readonly (readonly number[])[]
  /** Exposure of each cell: its mean is exposure · e^(xβ). 1 by default. */
  exposure?: readonly number[]
  /** Precision (1/variance) of a normal prior with mean 0, one a coefficient; 0, the default, leaves it free. */
  prior?: readonly number[]
  /** Coefficients to begin with, of a fit to nearly the same counts. */
  start?: readonly number[]
  /**
   * Where what is observed are sums of cells: a row an observed count, its share of each cell (a composite link:
   * Thompson and Baker 1981). By default each cell is observed itself.
   */
  composed?: readonly (readonly number[])[]
}

export interface PoissonFit {
  coefficients: number[]
  /** Inverse of the Fisher information; times the dispersion where there is more spread than Poisson's. */
  covariance: number[][]
  /** Mean of each cell. */
  cells: number[]
  /** Mean of each observed count. */
  means: number[]
  logLikelihood: number
  /** Twice the log-likelihood that a model with a parameter a count has more. */
  deviance: number
}

const maxRounds = 100

/** Null where the information is singular: fewer counts than coefficients, or a predictor that says nothing. */
export function fitPoisson(data: PoissonData): PoissonFit | null {
  const { y, x, prior } = data
  const size = x[0]!.length
  const exposed = data.exposure?.reduce((sum, each) => sum + each, 0) ?? x.length
  const total = y.reduce((sum, each) => sum + each, 0)
  let beta =
    data.start ?? Array.from({ length: size }, (_, k) => (k === 0 ? Math.log(Math.max(total, 0.5) / exposed) : 0))
  for (let round = 0; round < maxRounds; round++) {
    const { information, score } = scoring(data, beta)
    const inverse = invert(information)
    if (!inverse) return null
    // a step that long comes of a mean near nothing; e³ a round is enough to get there
    const step = inverse.map((row) => dot(row, score))
    const longest = Math.max(...step.map(Math.abs))
    const scale = longest > 3 ? 3 / longest : 1
    beta = beta.map((value, k) => value + scale * step[k]!)
    if (longest < 1e-7) break
  }
  const { information, cells, means } = scoring(data, beta)
  const covariance = invert(information)
  if (!covariance || beta.some((value, k) => !Number.isFinite(value) || (!prior && Math.abs(value) > 50 && k > 0)))
    return null
  return { coefficients: [...beta], covariance, cells, means, ...fitOf(y, means) }
}

function scoring({ y, x, exposure, prior, composed }: PoissonData, beta: readonly number[]) {
  const size = beta.length
  const cells = x.map((row, i) => (exposure?.[i] ?? 1) * Math.exp(Math.min(40, dot(row, beta))))
  const means = composed ? composed.map((shares) => dot(shares, cells)) : cells
  // ∂ ln mean / ∂ β: the predictors themselves, where each count is a cell
  const gradients = composed ? composed.map((shares, i) => mixed(shares, cells, x, means[i]!)) : x
  const information = beta.map((_, k) => beta.map((__, l) => (k === l ? (prior?.[k] ?? 0) : 0)))
  const score = beta.map((value, k) => -(prior?.[k] ?? 0) * value)
  for (let i = 0; i < y.length; i++) {
    const gradient = gradients[i]!
    const mean = Math.max(means[i]!, 1e-10)
    const residual = y[i]! - mean
    for (let k = 0; k < size; k++) {
      const weighted = gradient[k]! * mean
      const row = information[k]!
      score[k]! += gradient[k]! * residual
      for (let l = 0; l <= k; l++) row[l]! += weighted * gradient[l]!
    }
  }
  for (let k = 0; k < size; k++) for (let l = 0; l < k; l++) information[l]![k] = information[k]![l]!
  return { information, score, cells, means }
}

/** The predictors of a sum of cells: theirs, by how much each is of the sum. */
function mixed(shares: readonly number[], cells: readonly number[], x: PoissonData['x'], mean: number): number[] {
  const parts = shares.map((share, i) => (share * cells[i]!) / Math.max(mean, 1e-10))
  return x[0]!.map((_, k) => parts.reduce((sum, part, i) => sum + part * x[i]![k]!, 0))
}

function fitOf(y: readonly number[], means: readonly number[]): Pick<PoissonFit, 'logLikelihood' | 'deviance'> {
  let [logLikelihood, deviance] = [0, 0]
  for (const [i, count] of y.entries()) {
    const mean = Math.max(means[i]!, 1e-10)
    logLikelihood += count * Math.log(mean) - mean - lnGamma(count + 1)
    deviance += 2 * ((count > 0 ? count * Math.log(count / mean) : 0) - (count - mean))
  }
  return { logLikelihood, deviance }
}
