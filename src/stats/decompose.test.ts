// Oracles: Ang (2005) worked by hand for a chain of four rates; campaigns 936 and 1178 of a public file of Facebook ads,
// worked with an independent script; adding up to the change, for any segments; simulation, for the noise.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Flow, type Flows, decompose, driftCauses, driftMetrics, noFlow, uncredited } from './decompose.ts'
import { decomposeDays } from './decompose-days.ts'
import { poissonExact } from './intervals.ts'
import { logMean, productEffects } from './lmdi.ts'
import { draws } from './test-draws.ts'

const flow = (given: Partial<Flow>): Flow => ({ ...noFlow, ...given })

test('the logarithmic mean lies between, also where both are nearly the same', () => {
  expect(logMean(6018.5185, 4166.6667)).toBeCloseTo(5035.97, 2)
  expect(logMean(2, 2)).toBe(2)
  expect(logMean(1 + 1e-10, 1)).toBeCloseTo(1, 9)
  expect(logMean(0, 5)).toBe(0)
})

test('CPM 1000 to 1300, CTR 1 to .9 %, landing 80 to 75 %, CVR 3 to 3.2 %', () => {
  const effects = decompose(
    'cpa',
    new Map([['a', flow({ cost: 1_000_000, impressions: 1e6, clicks: 10_000, visits: 8_000, cvs: 240 })]]),
    new Map([['a', flow({ cost: 1_300_000, impressions: 1e6, clicks: 9_000, visits: 6_750, cvs: 216 })]]),
  )!
  expect(effects.before).toBeCloseTo(4166.67, 2)
  expect(effects.after).toBeCloseTo(6018.52, 2)
  expect(effects.effects.bidding).toBeCloseTo(1321.26, 2)
  expect(effects.effects.creative).toBeCloseTo(530.593, 3)
  expect(effects.effects.landing).toBeCloseTo(325.014, 3)
  expect(effects.effects.page).toBeCloseTo(-325.014, 3)
  expect(effects.effects.mix).toBe(0)
})

/** Impressions, clicks, spend, enquiries and approved purchases of two campaigns of `kag_conversion_data`. */
const facebook = {
  916: { impressions: 482_925, clicks: 113, spend: 149.71, enquiries: 58, purchases: 24 },
  936: { impressions: 8_128_187, clicks: 1_984, spend: 2_893.369999, enquiries: 537, purchases: 183 },
  1178: { impressions: 204_823_716, clicks: 36_068, spend: 55_662.149959, enquiries: 2_669, purchases: 872 },
}

test('Facebook ads, campaign 936 against 1178', () => {
  const chain = ({ impressions, clicks, spend, enquiries, purchases }: (typeof facebook)[936]) => [
    spend / impressions,
    impressions / clicks,
    clicks / enquiries,
    enquiries / purchases,
  ]
  const effects = productEffects(chain(facebook[936]), chain(facebook[1178]))
  const expected = [-9.28845, 11.2356, 44.6241, 1.45066]
  for (const [k, value] of expected.entries()) expect(effects[k]! / value).toBeCloseTo(1, 5)
  expect(effects.reduce((sum, each) => sum + each, 0) / 48.022).toBeCloseTo(1, 5)
})

test.each([
  [916, 6.23792, 4.19, 9.74],
  [936, 15.8108, 13.68, 18.38],
  [1178, 63.8327, 59.73, 68.29],
] as const)('the CPA of campaign %i has its exact Poisson interval', (campaign, cpa, low, high) => {
  const { spend, purchases } = facebook[campaign]
  const interval = poissonExact(purchases)
  expect(spend / purchases / cpa).toBeCloseTo(1, 5)
  expect(spend / interval.high).toBeCloseTo(low, 2)
  expect(spend / interval.low).toBeCloseTo(high, 2)
})

const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500 }))
const anyFlow = fc.record({
  cost: count,
  impressions: count,
  clicks: count,
  visits: count,
  cvs: count,
  lostVisits: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 })),
  lostCvs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 })),
  lateCvs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 })),
})
const anyFlows = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', uncredited), { maxLength: 5 })
  .chain((keys) =>
    fc.tuple(...keys.map(() => anyFlow)).map((flows): Flows => new Map(keys.map((key, i) => [key, flows[i]!]))),
  )

test('whatever the segments, zeros and newcomers among them, the parts add up to the change', () => {
  let told = 0
  fc.assert(
    fc.property(fc.constantFrom(...driftMetrics), anyFlows, anyFlows, (metric, before, after) => {
      const result = decompose(metric, before, after)
      if (!result) return
      told += 1
      const sum = driftCauses.reduce((all, cause) => all + result.effects[cause], 0)
      const size = Math.max(result.before, result.after)
      expect(Math.abs(sum - (result.after - result.before)) / size).toBeLessThan(1e-8)
    }),
    { numRuns: 300, seed: 1 },
  )
  expect(told).toBeGreaterThan(50)
})

test('shares that move between segments are mix alone, and what moves within them is none of it', () => {
  const of = (visits: number, cvr: number, price: number): Flow =>
    flow({ visits, clicks: visits, impressions: 50 * visits, cost: price * visits, cvs: cvr * visits })
  const base = new Map([
    ['search', of(1_000, 0.05, 300)],
    ['social', of(1_000, 0.02, 150)],
  ])
  const moved = new Map([
    ['search', of(500, 0.05, 300)],
    ['social', of(1_500, 0.02, 150)],
  ])
  const byMix = decompose('cpa', base, moved)!
  expect(byMix.effects.mix).toBeCloseTo(byMix.after - byMix.before, 9)
  const broken = decompose('cpa', base, new Map([...base, ['search', of(1_000, 0.02, 300)]]))!
  expect(broken.effects.page).toBeCloseTo(broken.after - broken.before, 9)
  expect(broken.segments.get('social')!.page).toBe(0)
})

test('a segment of one period alone is mix, unless its clicks went on without arriving', () => {
  const old = flow({ visits: 100, clicks: 110, impressions: 5_000, cost: 9_000, cvs: 5 })
  const rest: [string, Flow] = ['rest', flow({ visits: 400, cost: 0, cvs: 20 })]
  const ended = decompose('cpa', new Map([rest, ['old', old]]), new Map([rest, ['next', old]]))!
  expect(ended.effects.mix).toBeCloseTo(0, 9)
  expect(ended.segments.get('next')!.mix).not.toBe(0)
  const nowhere = decompose('cpa', new Map([rest, ['old', old]]), new Map([rest, ['old', { ...old, visits: 0 }]]))!
  expect(nowhere.segments.get('old')!.landing).not.toBe(0)
})

test('visits and CVs that were not seen are measurement, those to come are arrival', () => {
  const full = flow({ visits: 1_000, clicks: 1_000, impressions: 9_000, cost: 50_000, cvs: 50 })
  const half = { ...full, visits: 500, cvs: 25, lostVisits: 500, lostCvs: 25 }
  const unseen = decompose('cpa', new Map([['a', full]]), new Map([['a', half]]))!
  expect(unseen.effects.measurement).toBeCloseTo(1_000, 9)
  const seen = decompose('cvr.session', new Map([['a', full]]), new Map([['a', half]]))!
  expect(seen.effects.measurement).toBeCloseTo(0, 12)
  const young = { ...full, cvs: 40, lateCvs: 10 }
  expect(decompose('cpa', new Map([['a', full]]), new Map([['a', young]]))!.effects.arrival).toBeCloseTo(250, 9)
})

test('nothing is said where a CPA cannot be', () => {
  const without = new Map([['a', flow({ cost: 10, visits: 10 })]])
  expect(decompose('cpa', without, without)).toBeNull()
  expect(decomposeDays('cpa', [], [])).toBeNull()
})

test('where nothing changed but by chance, 95 % intervals of the parts hold 0 in 95 of 100', () => {
  const random = draws(11)
  const companies = 200
  const inside: Record<string, number> = {}
  for (let company = 0; company < companies; company++) {
    const period = (): Flows[] =>
      Array.from({ length: 14 }, () => new Map(['a', 'b', 'c'].map((key, k) => [key, day(random, k)])))
    const result = decomposeDays('cpa', period(), period())!
    for (const cause of ['bidding', 'creative', 'page', 'mix'] as const) {
      const { value, reach } = result.causes[cause]
      inside[cause] = (inside[cause] ?? 0) + (Math.abs(value) <= reach ? 1 : 0)
    }
  }
  // 3 standard errors of a share of 200
  for (const [cause, times] of Object.entries(inside)) {
    expect(times / companies, cause).toBeGreaterThan(0.95 - 0.046)
    expect(times / companies, cause).toBeLessThan(0.95 + 0.046)
  }
})

/** A day of a segment with prices, click rates and CVRs that waver by 10 to 20 %. */
function day(random: ReturnType<typeof draws>, k: number): Flow {
  const impressions = Math.round(20_000 * random.lognormal(0.2))
  const clicks = random.poisson(impressions * 0.01 * random.lognormal(0.1))
  const visits = random.poisson(clicks * 0.9)
  const cvs = random.poisson(visits * 0.02 * (k + 1) * random.lognormal(0.15))
  return flow({ cost: impressions * (3 - k) * random.lognormal(0.15), impressions, clicks, visits, cvs })
}
