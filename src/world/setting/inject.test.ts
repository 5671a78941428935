// Injections as they are written on the command line, and what they do to what is seen.
import { expect, test } from 'vitest'
import { Problem } from '#util/problem.ts'
import { type Sent, type World, booksOf, createWorld } from '../world.ts'
import { readInjection } from './inject.ts'

test('an injection names cause, size and days, and a channel where it is for one alone', () => {
  expect(readInjection('cvr:0.7:2026-05-01..2026-05-14')).toEqual({
    cause: 'cvr',
    channel: null,
    size: 0.7,
    from: '2026-05-01',
    to: '2026-05-14',
  })
  expect(readInjection('cpc@paid_search:2:2026-05-01..2026-05-01')).toMatchObject({ channel: 'paid_search', size: 2 })
})

test.each([
  ['cvr', 'is no injection', 'cause:size:from..to'],
  ['cvt:1:2026-05-01..2026-05-02', 'no cause "cvt"', 'Did you mean'],
  ['cvr@tv:1:2026-05-01..2026-05-02', 'no channel "tv"', 'paid_search'],
  ['cvr:1:2026-05-03..2026-05-02', 'is after', 'earlier day first'],
  ['tag_outage:80:2026-05-01..2026-05-02', 'from 0 to 1', '0.8'],
])('%s is refused with a hint', (text, message, hint) => {
  try {
    readInjection(text)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(Problem)
    expect((error as Problem).message).toContain(message)
    expect((error as Problem).details[0]?.hint).toContain(hint)
  }
})

function companyWith(injection?: string): World {
  const injections = injection ? [readInjection(`${injection}:2026-05-01..2026-05-31`)] : []
  return createWorld({ seed: 3, visitors: 4_000, months: 3, until: '2026-06-28', injections })
}

/** What the website's tag sends between two days of a small company. */
function tagEvents(injection?: string): Sent[] {
  const world = companyWith(injection)
  const [from, to] = [Date.parse('2026-05-01T00:00:00+09:00'), Date.parse('2026-06-01T00:00:00+09:00')]
  return [...world.send(world.parts())].filter(
    ({ source, event }) => source === 'website' && Number(event.time) >= from && Number(event.time) < to,
  )
}

test('what is injected into the measuring changes what is seen, and nothing that happens', () => {
  const plain = tagEvents()
  const lost = tagEvents('tag_outage:0.6').length / plain.length
  expect(lost).toBeGreaterThan(0.35)
  expect(lost).toBeLessThan(0.45)
  expect(tagEvents('match:0').filter(({ event }) => event.email).length).toBe(0)
  for (const cause of ['tag_outage:0.6', 'match:0', 'consent:3']) {
    expect(booksOf(companyWith(cause)).real).toEqual(booksOf(companyWith()).real)
  }
  const anonymous = (events: readonly Sent[]): number => events.filter(({ event }) => event.consent).length
  expect(anonymous(tagEvents('consent:3')) / anonymous(plain)).toBeGreaterThan(2)
})
