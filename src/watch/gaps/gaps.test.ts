import { expect, test } from 'vitest'
import { hourMs as hour } from '#util/duration.ts'
import { risingRejects } from './rejects.ts'
import { silentHours } from './silence.ts'
import { type VersionDay, findVersionDrift } from './tag-versions.ts'
import { trueNumber } from './true-number.ts'

/** Midnight of a Monday in UTC; the last full hour ends at noon of it. */
const monday = Date.parse('2026-03-30T00:00:00Z')

/** Twenty an hour by day, one by night, for four weeks until noon, then nothing for `silent` hours. */
function hours(silent: number): number[] {
  const length = 28 * 24 + 12
  return Array.from({ length }, (_, index) => {
    const clock = new Date(monday + (12 - length + index) * hour).getUTCHours()
    const usual = clock >= 8 && clock < 20 ? 18 + (index % 5) : 1
    return index >= length - silent ? 0 : usual
  })
}

test('a source is silent when its usual hours pass without an event', () => {
  const silent = (count: number) => silentHours({ source: 'shop', counts: hours(count) }, monday + 11 * hour, 'UTC', 5)
  expect(silent(3)).toMatchObject({ hours: 3 })
  expect(silent(3)!.expected).toBeGreaterThan(40)
  expect(silent(0)).toBeNull()
})

test('a quiet night is no silence', () => {
  const night = hours(12).slice(0, -12)
  const counts = [...night.map((each) => Math.min(each, 20)), 0, 0, 0, 0]
  expect(silentHours({ source: 'shop', counts }, monday + 3 * hour, 'UTC', 5)).toBeNull()
})

test('pages with an older tag are told once the newer one has been there for days', () => {
  const days = (version: string, from: number, to: number, pages: number): VersionDay[] =>
    Array.from({ length: to - from + 1 }, (_, index) => {
      return { source: 'website', version, day: `2026-03-${String(from + index).padStart(2, '0')}`, pages }
    })
  const mixed = [...days('0.1.0', 1, 28, 100), ...days('0.2.0', 15, 28, 300)]
  const [drift] = findVersionDrift(mixed, '2026-03-28')
  expect(drift).toMatchObject({ kind: 'tag_version', from: '2026-03-15', to: null, observed: 700 })
  expect(drift!.what).toBe("25 % of website's page views come from an older tag (0.1.0; newest 0.2.0)")
  expect(findVersionDrift(mixed, '2026-03-16')).toEqual([])
  expect(findVersionDrift([...days('0.1.0', 1, 14, 100), ...days('0.2.0', 15, 28, 300)], '2026-03-28')).toEqual([])
  expect(findVersionDrift(days('0.1.0', 1, 28, 100), '2026-03-28')).toEqual([])
})

test('rejections are told when they are many and more than before', () => {
  const refused = (now: number, before: number, source = 'shop') =>
    risingRejects(
      [
        {
          source,
          lastDay: { accepted: 900, refused: now },
          weekBefore: { accepted: 6_000, refused: before },
          reason: 'value must be a number',
          since: monday,
        },
      ],
      'UTC',
    )
  expect(refused(100, 10)).toMatchObject([{ kind: 'rejects', from: '2026-03-30', observed: 100 }])
  expect(refused(100, 10)[0]!.what).toBe('10 % of what shop sent in 24 hours was refused')
  expect(refused(100, 10, '')[0]!.what).toBe('100 requests without a known key in 24 hours were refused')
  expect(refused(100, 700)).toEqual([])
  expect(refused(3, 0)).toEqual([])
})

const about = { point: 'trial', name: 'Trials', from: '2026-01-01', to: '2026-03-31', unlinkable: {} }

test('two lists always carry the warning and what dependence would make of it', () => {
  // oracle: Chapman, 10, 15 and 5 on both; the smallest that is answered is seven on both: 14, 19, 7 → 36.5
  const groups = [
    { sources: ['a'], count: 7 },
    { sources: ['b'], count: 12 },
    { sources: ['a', 'b'], count: 7 },
  ]
  const found = trueNumber({ ...about, groups })
  expect(found).toMatchObject({ method: 'Chapman', counted: 26 })
  expect(found.total).toBeCloseTo((15 * 20) / 8 - 1, 9)
  expect(found.sensitivity.map(({ oddsRatio }) => oddsRatio)).toEqual([1, 2, 4])
  expect(found.notes[0]).toContain('Two lists cannot tell')
})

test('three lists name the rule by which the model was chosen', () => {
  // oracle: three_source_darroch
  const sizes = { abc: 72, ab: 155, ac: 7, a: 71, bc: 13, b: 53, c: 43 }
  const groups = Object.entries(sizes).map(([sources, count]) => ({ sources: sources.split(''), count }))
  const found = trueNumber({ ...about, groups: [...groups, { sources: ['d', 'a'], count: 3 }] })
  expect(found.method).toBe('log-linear')
  expect(found.selection).toContain('lowest AIC')
  expect(found.notes).toContain('Left out, as the smaller lists: d.')
})

test('one list tells nothing of what it misses', () => {
  const found = trueNumber({ ...about, groups: [{ sources: ['a'], count: 70 }] })
  expect(found).toMatchObject({ total: null, method: null, counted: 70 })
  expect(found.notes[0]).toContain('Only a sees it')
})
