// Oracle throughout: scipy 1.17.1 (stats.gamma, beta, t, norm, binom; special.gammainc).
import { expect, test } from 'vitest'
import {
  betaCdf,
  betaQuantile,
  binomialCdf,
  gammaCdf,
  gammaQuantile,
  lnGamma,
  normalReach,
  studentReach,
} from './distributions.ts'

function near(actual: number, expected: number, relative = 1e-9): void {
  expect(Math.abs(actual / expected - 1), `${actual} is not near ${expected}`).toBeLessThan(relative)
}

test('ln Γ knows factorials and Γ(1/2)', () => {
  near(lnGamma(11), Math.log(3_628_800))
  near(lnGamma(0.5), Math.log(Math.PI) / 2)
  near(lnGamma(0.25), 1.2880225246980774)
})

test('the gamma cdf agrees with scipy on both of its branches', () => {
  near(gammaCdf(9, 10), 0.4125917556680583)
  near(gammaCdf(12, 10), 0.7576078383294875)
  near(gammaCdf(0.1, 0.5), 0.34527915398142317)
  near(gammaCdf(1e5, 1e5), 0.5004205221103651)
  expect(gammaCdf(0, 3)).toBe(0)
})

test('the gamma quantile agrees with scipy from tiny to huge shapes', () => {
  near(gammaQuantile(0.025, 10), 4.7953886961324335)
  near(gammaQuantile(0.975, 11), 18.39035604201778)
  near(gammaQuantile(0.025, 0.5), 0.0004910345585876278)
  near(gammaQuantile(0.975, 1e-3), 5.6792519968232876e-12)
  near(gammaQuantile(0.001, 2.5), 0.1051063013146096)
  near(gammaQuantile(0.025, 1e6), 998040.9833402939)
  near(gammaQuantile(0.5, 1e9), 999999999.6666666, 1e-6)
  near(gammaQuantile(0.975, 1e6), 1001960.9109654503)
})

test('the beta quantile agrees with scipy', () => {
  near(betaQuantile(0.025, 10, 91), 0.04900468922148595)
  near(betaQuantile(0.975, 11, 90), 0.17622259774002266)
  near(betaQuantile(0.5, 0.5, 0.5), 0.5)
  near(betaQuantile(0.025, 1e6, 3e6), 0.24957577383160803)
  near(betaQuantile(0.975, 2, 1e7), 5.571641560024854e-7, 1e-8)
  near(betaQuantile(0.01, 0.1, 5), 1.3321008721895307e-21)
})

test('the beta cdf is 0 and 1 at its ends', () => {
  expect(betaCdf(0, 2, 3)).toBe(0)
  expect(betaCdf(1, 2, 3)).toBe(1)
})

test('the binomial cdf agrees with scipy', () => {
  near(binomialCdf(2, 10, 0.5), 0.0546875)
  near(binomialCdf(37, 100, 0.4), 0.3068097622709849)
  near(binomialCdf(900, 1000, 0.9), 0.5154177095659198)
  expect(binomialCdf(-1, 10, 0.5)).toBe(0)
  expect(binomialCdf(10, 10, 0.5)).toBe(1)
})

test('the reach of the normal and of Student’s t agrees with scipy', () => {
  near(normalReach(0.95), 1.959963984540054)
  near(normalReach(0.99), 2.5758293035489004)
  const t = { 1: 12.706204736174694, 2: 4.302652729749462, 5: 2.5705818356363146, 30: 2.0422724563012378 }
  for (const [df, expected] of Object.entries(t)) near(studentReach(0.95, Number(df)), expected)
  near(studentReach(0.95, 1e8), 1.9599640082627663, 1e-7)
})
