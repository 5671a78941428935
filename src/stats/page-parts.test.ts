// Oracles: by hand; adding up to the change.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Flow, noFlow } from './decompose.ts'
import { decomposeDays } from './decompose-days.ts'
import { type PageCount, pageParts, sumPages } from './page-parts.ts'

test('a page whose CVR fell has all of the change, one that gets more visits at a lower CVR as much as that costs', () => {
  const pages = (a: PageCount, b: PageCount) =>
    new Map([
      ['/a', a],
      ['/b', b],
    ])
  const base = pages({ visits: 500, cvs: 50 }, { visits: 500, cvs: 50 })
  const broken = pageParts(base, pages({ visits: 500, cvs: 50 }, { visits: 500, cvs: 10 }), 0.1, 0.06)
  // /b: (10 − 0.08 × 500 − 50 + 0.08 × 500) ÷ 1,000
  expect([broken.get('/a'), broken.get('/b')]).toEqual([expect.closeTo(0, 12), expect.closeTo(-0.04, 12)])
  const uneven = pages({ visits: 500, cvs: 50 }, { visits: 500, cvs: 10 })
  const moved = pageParts(uneven, pages({ visits: 250, cvs: 25 }, { visits: 750, cvs: 15 }), 0.06, 0.04)
  // at the segment's 5 %: /a brings 25 and then 12.5 more than that of 1,000 visits, /b 15 and then 22.5 fewer
  expect([moved.get('/a'), moved.get('/b')]).toEqual([expect.closeTo(-0.0125, 12), expect.closeTo(-0.0075, 12)])
})

test('parts add up to the change, with pages that come and go, and with CVs that were not seen', () => {
  const count = fc.record({ visits: fc.integer({ min: 0, max: 300 }), cvs: fc.integer({ min: 0, max: 30 }) })
  const pages = fc.dictionary(fc.constantFrom('/a', '/b', '/c', ''), count).map((each) => new Map(Object.entries(each)))
  const cvr = fc.double({ min: 0.001, max: 0.2, noNaN: true })
  let told = 0
  fc.assert(
    fc.property(pages, pages, cvr, cvr, (before, after, was, is) => {
      const parts = [...pageParts(before, after, was, is).values()]
      if (parts.length === 0) return
      told += 1
      expect(parts.reduce((sum, each) => sum + each, 0)).toBeCloseTo(is - was, 12)
    }),
    { numRuns: 200, seed: 2 },
  )
  expect(told).toBeGreaterThan(50)
})

test('of days, the parts of pages add up to the cause, and a day left out leaves out its pages', () => {
  const flow = (visits: number, cvs: number): Flow => ({ ...noFlow, cost: 900, clicks: 100, visits, cvs })
  const days = (fall: number) =>
    [10, 12, 8, 11, 9].map((cvs) => ({
      flows: new Map([['ad', flow(90, cvs - fall)]]),
      pages: new Map([
        [
          'ad',
          new Map([
            ['/a', { visits: 45, cvs: cvs / 2 }],
            ['/b', { visits: 45, cvs: cvs / 2 - fall }],
          ]),
        ],
      ]),
    }))
  const [before, after] = [days(0), days(4)]
  const pages = {
    before: before.map((day) => day.pages),
    after: after.map((day) => day.pages),
    groupsOf: (_: string, page: string) => [page],
  }
  const found = decomposeDays(
    'cpa',
    before.map(({ flows }) => flows),
    after.map(({ flows }) => flows),
    () => [],
    pages,
  )!
  const [a, b] = ['/a', '/b'].map((page) => found.pages.get(page)!)
  expect(a!.value + b!.value).toBeCloseTo(found.causes.page.value, 9)
  expect(Math.abs(a!.value)).toBeLessThan(1e-9)
  expect(b!.reach).toBeGreaterThan(0)
  expect(sumPages(pages.before).get('ad')!.get('/a')).toEqual({ visits: 225, cvs: 25 })
})
