import { expect, test } from 'vitest'
import { type WatchedSeries, findGaps, isWatchable } from './find-gaps.ts'

const firstDay = '2026-01-01'
/** A little noise that is the same in every run. */
const noisy = (level: number, day: number): number => Math.round(level * (1 + 0.1 * Math.sin(day * 2.399)))

function volume(
  about: Pick<WatchedSeries, 'kind' | 'source' | 'point'>,
  level: number,
  factor: (day: number) => number = () => 1,
): WatchedSeries {
  const counts = Array.from({ length: 100 }, (_, day) => Math.round(noisy(level, day) * factor(day)))
  return { ...about, firstDay, counts, watch: ['fall', 'rise'] }
}

const broken = (day: number): number => (day >= 80 && day <= 85 ? 0 : 1)
const halved = (day: number): number => (day >= 80 && day <= 85 ? 0.3 : 1)

test('a silent source is named with its days, and what fell with it is told with it', async () => {
  const found = await findGaps(
    [
      volume({ kind: 'source', source: 'shop', point: '' }, 300, broken),
      volume({ kind: 'sightings', source: 'shop', point: 'order' }, 40, broken),
      volume({ kind: 'source', source: 'crm', point: '' }, 30),
    ],
    '2026-03-01',
  )
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ kind: 'silent', source: 'shop', from: '2026-03-22', to: '2026-03-27', observed: 0 })
  expect(found[0]!.also).toEqual(['order as shop sees it fell by 100 %'])
  expect(found[0]!.byChanceEveryMonths).toBeGreaterThan(1_000)
})

test('what two sources see alike has happened: the point is named, not the sources', async () => {
  const found = await findGaps(
    [
      volume({ kind: 'point', source: '', point: 'trial' }, 60, halved),
      volume({ kind: 'sightings', source: 'website', point: 'trial' }, 55, halved),
      volume({ kind: 'sightings', source: 'app', point: 'trial' }, 50, halved),
      volume({ kind: 'source', source: 'app', point: '' }, 50, halved),
    ],
    '2026-03-01',
  )
  expect(found.map(({ what }) => what)).toEqual(['conversions of trial fell by 70 %'])
  expect(found[0]!.also).toHaveLength(3)
})

test('what one source alone no longer sees is that source', async () => {
  const found = await findGaps(
    [
      volume({ kind: 'point', source: '', point: 'trial' }, 60),
      volume({ kind: 'sightings', source: 'website', point: 'trial' }, 55, halved),
      volume({ kind: 'sightings', source: 'app', point: 'trial' }, 50),
    ],
    '2026-03-01',
  )
  expect(found.map(({ what }) => what)).toEqual(['trial as website sees it fell by 70 %'])
})

test('a share is told with what was expected', async () => {
  const exposures = Array.from({ length: 100 }, (_, day) => noisy(400, day))
  const counts = exposures.map((each, day) => Math.round(each * (day >= 90 ? 0.6 : 0.2)))
  const about = { kind: 'click_ids', source: 'website', point: '', campaigns: 'google' } as const
  const [gap] = await findGaps([{ ...about, firstDay, counts, exposures, watch: ['rise'] }], '2026-03-01')
  expect(gap).toMatchObject({ kind: 'click_ids', from: '2026-04-01', to: null })
  expect(gap!.what).toBe('more ad visits from google lack a click id (60 %, 20 % expected)')
})

test('what is too small or too young is not watched', () => {
  expect(isWatchable({ counts: Array(60).fill(0.5), watch: ['fall'] })).toBe(false)
  expect(isWatchable({ counts: Array(20).fill(50), watch: ['fall'] })).toBe(false)
  expect(isWatchable({ counts: Array(60).fill(5), watch: ['fall'] })).toBe(true)
})
