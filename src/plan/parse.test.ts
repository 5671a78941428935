import { expect, test } from 'vitest'
import { parsePlan, planText } from './parse.ts'

const small = `
points:
  - { id: deal_won, name: Deal won, tier: macro, category: purchase, match: { deal: { stage: won } }, once_per: person }
  - { id: lead, name: Marketing qualified lead, tier: micro, category: lead, match: { lead: {} }, once_per: person }
note: one micro is all that this business measures
`

/** What is said about a plan: `line field: message → hint`. */
function said(text: string): string[] {
  const result = parsePlan(text)
  if (result.ok) return []
  return result.problems.map(({ line, field, message, hint }) => `${line ?? '-'} ${field}: ${message} → ${hint ?? ''}`)
}

/** A plan with one macro, the lines of its point given; a note keeps the micro rule quiet. */
const withPoint = (...lines: string[]): string =>
  ['note: x', 'points:', '  - id: a', '    name: A', '    tier: macro', ...lines.map((line) => `    ${line}`)].join(
    '\n',
  )

test('a small plan is read with its defaults filled in', () => {
  const result = parsePlan(small)
  expect(result).toMatchObject({
    ok: true,
    plan: { timezone: 'UTC', currency: 'USD', week_start: 'monday', departments: [] },
  })
  expect(result.ok && result.plan.points[0]).toMatchObject({ id: 'deal_won', once_per: 'person', merge_within: '30m' })
})

test('JSON is read too, tabs and all', () => {
  const json = JSON.stringify(
    { note: 'x', points: [{ id: 'a', name: 'A', tier: 'macro', match: { lead: {} } }] },
    null,
    '\t',
  )
  expect(parsePlan(json).ok).toBe(true)
})

test('what is written reads back as the same plan', () => {
  const first = parsePlan(small)
  if (!first.ok) throw new Error('refused')
  expect(parsePlan(planText(first.plan))).toEqual(first)
})

test('a word in every field of the design’s example is known', () => {
  const text = `
timezone: Asia/Tokyo
currency: JPY
week_start: monday
effective: 2026-04-01
departments: [marketing, sales]
note: why there is one micro only
points:
  - id: purchase
    name: Purchase completed
    tier: macro                      # exactly one macro
    category: purchase
    match: { event: order_completed, where: { status: paid } }
    once_per: order
    value: { from: value, currency: currency, tax: excluded }
    lookback: { click: 30d, view: 1d }
    platforms: { google_ads: { action: "1234567890", role: primary }, meta: { event: Purchase, role: primary } }
    owner: growth@example.com
    why: Revenue is booked here.
`
  expect(said(text)).toEqual([])
})

test('every problem is found at once, in the order of the file, each with its line and remedy', () => {
  const text = `timezone: asia/tokyo
curency: JPY
effective: 2026-02-30
points:
  - id: Deal won
    name: 2023
    tier: makro
    match: { evnt: x }
    once_per: persn
  - id: lead
    tier: micro
    match: { lead: { size: { equals: 5 } } }
    once_per: order
`
  expect(said(text)).toEqual([
    '1 timezone: "asia/tokyo" is not a time zone → Did you mean Asia/Tokyo?',
    '2 curency: is not a known field → Did you mean currency?',
    '3 effective: "2026-02-30" is not a day → Write a day of the calendar as year-month-day: 2026-04-01.',
    '5 points[0].id: "Deal won" must start with a letter and hold only a-z, 0-9 and _ → Give the point a short id such as deal_won.',
    '6 points[0].name: must be text, not 2023 → Put it in quotes: "2023".',
    '7 points[0].tier: cannot be "makro" → Did you mean macro? It is one of macro, micro.',
    '8 points[0].match: does not say what counts → Did you mean event?',
    '9 points[0].once_per: cannot be "persn" → Did you mean person? It is one of order, event, session, visitor, person.',
    '10 points[1].name: is missing → Give the point a name that people know it by.',
    '12 points[1].match.lead.size.equals: is not a comparison → Did you mean is?',
    '13 points[1].once_per: cannot be order: a lead has no order → Use person, visitor or event, or match an event, a deal or an order.',
  ])
})

test('there is exactly one macro', () => {
  expect(said('note: x\npoints:\n  - { id: a, name: A, tier: micro, match: { lead: {} } }')).toEqual([
    '2 points: hold no macro → Give the one final outcome tier: macro.',
  ])
  const two = `note: x
points:
  - { id: a, name: A, tier: macro, match: { lead: {} } }
  - { id: b, name: B, tier: macro, match: { deal: {} } }`
  expect(said(two)).toEqual([
    '4 points[1].tier: is a second macro; points[0] is the macro already → A plan has one macro: make the other ones micro.',
  ])
})

test('a plan with other than two to four micros says why', () => {
  const points = 'points:\n  - { id: a, name: A, tier: macro, match: { lead: {} } }'
  expect(said(points)).toEqual([
    '1 points: hold no micro; a plan has two to four → Change that, or say why in a note: line.',
  ])
  expect(said(`${points}\nnote: "  "`)).toHaveLength(1)
  expect(said(`${points}\nnote: young business`)).toEqual([])
})

test('two points share neither id nor definition', () => {
  const text = `note: x
points:
  - { id: a, name: A, tier: macro, match: { lead: {} } }
  - { id: a, name: B, tier: micro, match: { deal: {} } }`
  expect(said(text)).toEqual(['4 points[1].id: "a" is the id of points[0] too → Give each point an id of its own.'])
  expect(said(text.replace('id: a, name: B', 'id: b, name: B').replace('deal', 'lead'))).toEqual([
    '4 points[1]: counts exactly what points[0] (a) counts → Remove one, or give it a match or once_per of its own.',
  ])
})

test('a match names one kind of thing', () => {
  expect(said(withPoint('match: { event: x, page: y }'))[0]).toContain('names event and page')
  expect(said(withPoint('match: {}'))[0]).toContain('does not say what counts → Name one of event')
  expect(said(withPoint('match: lead'))[0]).toContain('match: cannot be "lead"')
  expect(said(withPoint('match: { lead: }'))[0]).toContain('match.lead: is empty → For every lead write lead: {}.')
  expect(said(withPoint('match: { deal: {}, where: { a: 1 } }'))[0]).toContain(
    'match.where: belongs to event and page only',
  )
  expect(said(withPoint('match: { event: { name: x } }'))[0]).toContain('match.event: cannot be a set of fields')
})

test('a visit needs a bound', () => {
  expect(said(withPoint('match: { session: {} }'))).toEqual([
    '6 points[0].match.session: has no bound, so every visit would count → Write session: { pages: 3 } or session: { seconds: 60 }.',
  ])
  expect(said(withPoint('match: { session: { pages: 3 } }'))).toEqual([])
})

test('comparisons are known ones over values of their kind', () => {
  expect(said(withPoint('match: { event: x, where: { n: { gt: "5" } } }'))[0]).toContain(
    'where.n.gt: must be a number, not "5" → Take the quotes away: 5.',
  )
  expect(said(withPoint('match: { event: x, where: { properties: { plan: pro } } }'))[0]).toContain(
    'is written properties.plan',
  )
  expect(said(withPoint('match: { event: x, where: { n: [[1]] } }'))[0]).toContain('where.n[0]: cannot be a list')
})

test('once per something needs that something', () => {
  expect(said(withPoint('match: { session: { pages: 2 } }', 'once_per: order'))[0]).toContain('a session has no order')
  expect(said(withPoint('match: { deal: {} }', 'once_per: { per: session, within: 1d }'))[0]).toContain(
    'points[0].once_per.per: cannot be session: deals come without visits',
  )
  expect(said(withPoint('match: { lead: {} }', 'once_per: { per: person }'))[0]).toContain(
    'once_per.within: is missing',
  )
})

test('a value has one origin, a duration its unit', () => {
  expect(said(withPoint('match: { lead: {} }', 'value: {}'))[0]).toContain('does not say where the amount comes from')
  expect(said(withPoint('match: { lead: {} }', 'value: { from: v, fixed: 1 }'))[0]).toContain('has both from and fixed')
  expect(said(withPoint('match: { lead: {} }', 'merge_within: soon'))[0]).toContain('"soon" is not a duration')
})

test('currencies and departments are real and distinct', () => {
  const head = (line: string): string[] => said(`${line}\n${withPoint('match: { lead: {} }')}`)
  expect(head('currency: jpy')[0]).toContain('Write the code of the currency in capitals')
  expect(head('currency: XYZ')[0]).toContain('"XYZ" is not a currency')
  expect(head('departments: [sales, sales]')).toEqual([
    '1 departments[1]: "sales" is named twice → Name each department once.',
  ])
})

test('what is no plan at all is said plainly', () => {
  expect(said('')[0]).toContain('The plan is empty')
  expect(said('hello')[0]).toContain('A plan is a set of fields, not "hello"')
  expect(said('points:\n - id: a: b')[0]).toContain('2 : This is not YAML')
  expect(said('points: 1\npoints: 2')[0]).toContain('2 : A field is written twice')
  expect(said('note: x\npoints: [5]')[0]).toContain('points[0]: must be a set of fields, not 5')
})

test('an alias bomb is refused', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x,x]',
    ...'bcdefg'.split('').map((name, i) => {
      const before = 'abcdef'[i]
      return `${name}: &${name} [${Array(10).fill(`*${before}`).join(',')}]`
    }),
  ].join('\n')
  expect(said(bomb)[0]).toContain('The plan cannot be read')
})

test('a fixed value is in the currency of the plan, unless it names its own', () => {
  const point = (value: string): string => `{ id: a, name: A, tier: macro, match: { event: a }, value: ${value} }`
  const currencyOf = (value: string): string | undefined => {
    const read = parsePlan(`currency: JPY\nnote: none\npoints:\n  - ${point(value)}`)
    return read.ok ? read.plan.points[0]!.value?.currency : 'not read'
  }
  expect(currencyOf('{ fixed: 100 }')).toBe('JPY')
  expect(currencyOf('{ fixed: 100, currency: EUR }')).toBe('EUR')
  expect(currencyOf('{ from: price }')).toBeUndefined()
})
