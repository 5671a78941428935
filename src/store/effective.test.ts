import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PlanVersion, planSchema } from '#contract/plan.ts'
import { earliestTime, effectiveRanges, latestTime, versionAt } from './effective.ts'

function agreed(version: number, effective: string, timezone = 'UTC'): PlanVersion {
  const plan = planSchema.parse({ timezone, points: [{ id: 'a', name: 'A', tier: 'macro', match: { lead: {} } }] })
  return { version, state: 'agreed', plan, effective, proposedAt: 0, proposedBy: '', agreedAt: 0, agreements: [] }
}

test('the only version covers all time', () => {
  expect(effectiveRanges([agreed(1, '2026-04-01')])).toEqual([{ version: 1, from: earliestTime, to: latestTime }])
  expect(effectiveRanges([])).toEqual([])
})

test('a later version takes over at midnight of its business day', () => {
  const change = Date.parse('2026-06-30T15:00:00Z')
  const timeline = [agreed(1, '2026-04-01', 'Asia/Tokyo'), agreed(2, '2026-07-01', 'Asia/Tokyo')]
  expect(effectiveRanges(timeline)).toEqual([
    { version: 1, from: earliestTime, to: change },
    { version: 2, from: change, to: latestTime },
  ])
  expect(versionAt(timeline, change - 1)?.version).toBe(1)
  expect(versionAt(timeline, change)?.version).toBe(2)
})

test('a version displaced before it came into force has no range', () => {
  const ranges = effectiveRanges([agreed(1, '2026-01-01'), agreed(2, '2026-06-01'), agreed(3, '2026-05-01')])
  expect(ranges.map(({ version }) => version)).toEqual([1, 3])
})

test('at every instant exactly one version is in force, whatever was agreed', () => {
  const zone = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Havana', 'Pacific/Kiritimati')
  const day = fc.integer({ min: 0, max: 60 }).map((i) => new Date(Date.UTC(2026, 2, 1 + i)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(fc.array(fc.tuple(day, zone), { minLength: 1, maxLength: 6 }), (versions) => {
      const ranges = effectiveRanges(versions.map(([effective, timezone], i) => agreed(i + 1, effective, timezone)))
      expect(ranges[0]!.from).toBe(earliestTime)
      expect(ranges.at(-1)!.to).toBe(latestTime)
      ranges.forEach((range, i) => {
        expect(range.from).toBeLessThan(range.to)
        if (i > 0) expect(range.from).toBe(ranges[i - 1]!.to)
      })
    }),
    { numRuns: 50 },
  )
})
