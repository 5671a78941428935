import { expect, test } from 'vitest'
import { noFlow } from '#stats/decompose.ts'
import { uncreditedRise } from './findings.ts'
import { type FlowDay, segmentOf, wholeFlow } from './flows.ts'
import { type Outage, reckonIn } from './measurement.ts'

const dayOf = (number: number): string => new Date(Date.UTC(2026, 4, number)).toISOString().slice(0, 10)
const paid = segmentOf('paid_search', 'spring', '')

/** Four weeks in which 100 clicks bring 80 visits and 8 CVs a day, and 100 come without; the share that was seen, by day. */
function weeks(seenOn: (number: number) => number): FlowDay[] {
  return Array.from({ length: 28 }, (_, index): FlowDay => {
    const seen = seenOn(index + 1)
    const flows = new Map([
      [paid, { ...noFlow, clicks: 100, visits: 80 * seen, cvs: 8 * seen }],
      [segmentOf('direct', '', ''), { ...noFlow, visits: 100 * seen, cvs: 10 * seen }],
    ])
    return { day: dayOf(index + 1), flows }
  })
}
const outage = (source: string, from: number, to: number, seen: number): Outage => ({
  source,
  from: dayOf(from),
  to: dayOf(to),
  seen,
})
const inside = (number: number, from: number, to: number): boolean => from <= number && number <= to

test('of two outages that overlap, what was lost is put in on each day as much as it was, from both sources', () => {
  // oracle by hand: half is seen from the 11th to the 15th, 0.6 from the 14th to the 18th, 0.3 on the days of both
  const days = weeks((number) => (inside(number, 11, 15) ? 0.5 : 1) * (inside(number, 14, 18) ? 0.6 : 1))
  const onlyBy = (source: string, day: string, segment: string): number =>
    segment === paid && day === dayOf(14) ? { app: 1, shop: 2 }[source]! : 0
  const { days: corrected, confirmed } = reckonIn(
    days,
    [outage('app', 11, 15, 0.4), outage('shop', 14, 18, 0.7)],
    onlyBy,
  )
  for (const day of corrected) {
    const { visits, lostVisits } = wholeFlow([day])
    expect(visits + lostVisits, day.day).toBeCloseTo(180, 6)
  }
  expect(corrected[13]!.flows.get(paid)!.lostCvs).toBeCloseTo(3 * (1 / 0.3 - 1), 6)
  expect(confirmed.map(({ source, from, to }) => [source, from.slice(8), to!.slice(8)])).toEqual([
    ['app', '11', '13'],
    ['app', '14', '15'],
    ['shop', '14', '15'],
    ['shop', '16', '18'],
  ])
})

test('two outages apart, on the same day, or beside a false one, leave nothing out', () => {
  const apart = weeks((number) => (inside(number, 3, 5) ? 0.3 : inside(number, 14, 27) ? 0.5 : 1))
  const found = [outage('app', 3, 5, 0.35), outage('shop', 13, 27, 0.5)]
  const same = weeks((number) => (number === 9 ? 0.2 : 1))
  const twice = [outage('app', 9, 9, 0.2), outage('shop', 9, 9, 0.3), outage('till', 20, 20, 0.5)]
  for (const [days, outages] of [
    [apart, found],
    [same, twice],
  ] as const) {
    const corrected = reckonIn(days, outages, () => 0)
    const { visits, lostVisits } = wholeFlow(corrected.days)
    expect((visits + lostVisits) / 28).toBeCloseTo(180, 6)
    expect(corrected.confirmed.some(({ source }) => source === 'till')).toBe(false)
  }
})

test('CVs that are credited to no channel are told of where they are more than chance makes', () => {
  // oracle by hand: 5 of 500 before, 50 of 500 after; 3.3 standard errors are 4.7 of 100
  const days = (lost: number): FlowDay[] => [
    {
      day: dayOf(1),
      flows: new Map([
        [paid, { ...noFlow, cvs: 500 - lost }],
        ['', { ...noFlow, cvs: lost }],
      ]),
    },
  ]
  const span = { from: dayOf(1), to: dayOf(1) }
  expect(uncreditedRise(days(5), days(50), span)).toMatchObject({
    kind: 'uncredited',
    what: expect.stringContaining('1 % to 10 %'),
  })
  expect(uncreditedRise(days(5), days(10), span)).toBeNull()
})
