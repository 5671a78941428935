// Budgets split by what weeks of the sample company tell, judged by the true response that the weeks were drawn from.
import { expect, test } from 'vitest'
import { type Taker, allocate } from '#plan/allocate.ts'
import { drawsOf } from '#stats/draws.ts'
import { type SpendWeek, fitResponse, responseAt } from '#stats/response.ts'
import { countWorld } from '#world/counts.ts'
import { type TrueResponse, drawSpendWeeks, trueResponses } from '#world/truth/response.ts'

const seeds = 60

function trueYield({ scale, elasticity }: TrueResponse, spend: number): number {
  return scale * spend ** elasticity
}

/** Of the newest ten weeks less and less is there, down to half of the last one. */
function young(seed: number, weeks: readonly SpendWeek[]): SpendWeek[] {
  const draw = drawsOf(seed)
  return weeks.map(({ spend, cv }, index) => {
    const arrived = Math.min(1, 0.5 + 0.05 * (weeks.length - 1 - index))
    return { spend, cv: draw.binomial(cv, arrived), arrived }
  })
}

// Oracle: the true response at usual spend. Without their share the weeks would tell a tenth less.
test('weeks whose CVs have not all come tell the same level once their share is known', () => {
  const truths = trueResponses(400)
  const ratios = Array.from({ length: seeds }, (_, seed) => seed).flatMap((seed) =>
    truths.map((truth) => {
      const { curve } = fitResponse(young(seed, drawSpendWeeks(seed, truth, 26)))!
      return responseAt(curve, truth.usual) / trueYield(truth, truth.usual)
    }),
  )
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
  expect(Math.abs(mean - 1)).toBeLessThan(0.02)
})

// Oracle: the true curves. The optimum is taken within the same bounds, for nobody may go beyond what was observed.
test('half a year of weeks, the newest half arrived, is enough to reach 95 % of the conversions that are possible', () => {
  const truths = trueResponses(400)
  const reached = Array.from({ length: seeds }, (_, seed) => {
    const fits = truths.map((truth) => fitResponse(young(seed, drawSpendWeeks(seed, truth, 26)))!)
    const bounds = fits.map(({ observed }) => ({ min: 0, max: observed.high }))
    const budget = 0.8 * truths.reduce((sum, { usual }) => sum + usual, 0)
    const by = (yields: readonly Taker['yield'][]): number => {
      const { spends } = allocate(
        bounds.map((bound, index) => ({ ...bound, yield: yields[index]! })),
        budget,
      )
      return truths.reduce((sum, truth, index) => sum + trueYield(truth, spends[index]!), 0)
    }
    const found = by(
      fits.map(
        ({ curve }) =>
          (spend) =>
            responseAt(curve, spend),
      ),
    )
    return found / by(truths.map((truth) => (spend) => trueYield(truth, spend)))
  })
  expect(Math.min(...reached)).toBeGreaterThan(0.95)
})

// Oracle: the drawn elasticity. Intervals of 95 % are tried on the mean at twice the middle of what was spent.
test('the interval of a curve holds the true mean about as often as it says', () => {
  const truths = trueResponses(400)
  const held = Array.from({ length: seeds }, (_, seed) => seed).flatMap((seed) =>
    truths.map((truth) => {
      const fit = fitResponse(drawSpendWeeks(seed, truth, 26))!
      const spend = truth.usual * 1.5
      const error = Math.log(responseAt(fit.curve, spend) / trueYield(truth, spend))
      return Math.abs(error) <= 1.96 * Math.sqrt(fit.varianceAt(spend))
    }),
  )
  const share = held.filter(Boolean).length / held.length
  expect(share).toBeGreaterThan(0.9)
})

// Oracle: in the counted company money buys visits at a price, so true conversions are proportional to spend.
test('in the counted company, where spend follows demand, the split comes within 95 % of the best', () => {
  const reached = Array.from({ length: 3 }, (_, seed) => {
    const rows = countWorld({ seed: seed + 1, visitors: 160_000, months: 13, until: '2026-06-28' }).slice(-15 * 182)
    const takers = ['paid_search', 'paid_social', 'line'].map((channel) => {
      const weeks = Array.from({ length: 26 }, () => ({ spend: 0, cv: 0 }))
      rows.forEach((row, index) => {
        if (row.channel !== channel || row.cost === 0) return
        const week = weeks[Math.floor(index / 15 / 7)]!
        week.spend += row.cost
        week.cv += row.reached.trial
      })
      const high = Math.max(...weeks.map(({ spend }) => spend))
      const truth = weeks.reduce((sum, { cv }) => sum + cv, 0) / weeks.reduce((sum, { spend }) => sum + spend, 0)
      return { fit: fitResponse(weeks)!, max: high, truth }
    })
    const budget = 0.7 * takers.reduce((sum, { max }) => sum + max, 0)
    const by = (yieldOf: (taker: (typeof takers)[number]) => Taker['yield']): number => {
      const { spends } = allocate(
        takers.map((taker) => ({ yield: yieldOf(taker), min: 0, max: taker.max })),
        budget,
      )
      return takers.reduce((sum, { truth }, index) => sum + truth * spends[index]!, 0)
    }
    return (
      by(
        ({ fit }) =>
          (spend) =>
            responseAt(fit.curve, spend),
      ) /
      by(
        ({ truth }) =>
          (spend) =>
            truth * spend,
      )
    )
  })
  expect(Math.min(...reached)).toBeGreaterThan(0.9)
  expect(reached.reduce((sum, share) => sum + share, 0) / reached.length).toBeGreaterThan(0.95)
})
