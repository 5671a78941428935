// What corrections for late conversions are worth on companies whose future is known.
import { expect, test } from 'vitest'
import { type Cohort, arrivalCurve, arrivedShare, conversionCurve, impute, leastShare } from '#stats/arrival.ts'
import { dayMs } from '#util/duration.ts'
import { countWorld } from '#world/counts.ts'

/** Who acted on each day, and how long after it the contracts that this led to were signed. */
function actors(seed: number): Cohort[] {
  const rows = countWorld({ seed, visitors: 60_000, months: 8, until: '2026-06-28' })
  const first = Date.parse(rows[0]!.day) / dayMs
  return rows.flatMap(({ day, reached: { whitepaper, webinar, trial, pilot }, contractsAfter }) => {
    const at = Date.parse(day) / dayMs - first
    const open = Math.max(0, whitepaper + webinar + trial + pilot - contractsAfter.length)
    return [...contractsAfter.map((lag) => ({ day: at, lag, count: 1 })), { day: at, lag: null, count: open }]
  })
}

test('on fifty sample companies the corrected rate is off by less than half of what the naive one is', () => {
  // oracle: the simulator goes on for two more months, so that what was still to come is known
  const [asOf, horizon] = [150, 60]
  const off = { naive: 0, imputed: 0, divided: 0 }
  for (let seed = 1; seed <= 50; seed++) {
    const known = actors(seed).filter(({ day }) => day <= asOf)
    const young = known.filter(({ day }) => asOf - day < horizon)
    const { arrived, corrected } = impute(young, conversionCurve(known, asOf, horizon), asOf)
    const truth = young.reduce((sum, { lag, count }) => sum + (lag !== null && lag <= horizon ? count : 0), 0)
    const share = arrivedShare(arrivalCurve(known, asOf, horizon)!, asOf - horizon + 1, asOf, asOf)!
    expect(share).toBeGreaterThan(leastShare)
    off.naive += Math.abs(arrived - truth)
    off.imputed += Math.abs(corrected - truth)
    off.divided += Math.abs(arrived / share - truth)
  }
  expect(off.imputed).toBeLessThan(off.naive / 2)
  expect(off.divided).toBeLessThan(off.naive / 2)
})
