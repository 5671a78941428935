import { expect, test } from 'vitest'
import { hourMs as hour } from '#util/duration.ts'
import { type SourceState, healthOf } from './source-health.ts'

const now = Date.parse('2026-04-30T12:00:00Z')
const usual: SourceState = {
  holds: 'events',
  inFiles: false,
  inForce: true,
  total: 1_000,
  tests: 0,
  lastAt: now - hour,
  latest: { accepted: 100, refused: 0, reason: '' },
  silence: null,
}
const health = (differs: Partial<SourceState>) => healthOf({ ...usual, ...differs }, now)

test('a source that sends as usual is healthy, and there is nothing to do', () => {
  expect(health({})).toEqual({ health: 'healthy', why: 'It sends as it usually does.', todo: '' })
})

test('what was set up and never sent says so; what was only refused is rejecting', () => {
  expect(health({ lastAt: null, total: 0, latest: null }).health).toBe('never')
  const refused = health({ lastAt: null, total: 0, latest: { accepted: 0, refused: 40, reason: 'value is no number' } })
  expect(refused.health).toBe('rejecting')
  expect(refused.why).toBe('100 % of what it sent in 24 hours was refused. Mostly: value is no number')
})

test('one refusal among many is nobody’s alarm, one in ten is', () => {
  expect(health({ latest: { accepted: 999, refused: 1, reason: 'x' } }).health).toBe('healthy')
  expect(health({ latest: { accepted: 90, refused: 10, reason: 'x' } }).health).toBe('rejecting')
})

test('only test events are no traffic', () => {
  expect(health({ total: 2, tests: 2 }).health).toBe('test')
  expect(health({ total: 3, tests: 2 }).health).toBe('healthy')
})

test('silence is told by the hours of the week, else after a week, and names the key that is gone', () => {
  const silent = health({ silence: { hours: 7, expected: 41.4 } })
  expect(silent).toMatchObject({
    health: 'silent',
    why: 'Nothing for 7 hours, in which 41 events were to be expected.',
  })
  expect(health({ lastAt: now - 6 * 24 * hour }).health).toBe('healthy')
  expect(health({ lastAt: now - 8 * 24 * hour }).why).toBe('Nothing for 8 days.')
  expect(health({ lastAt: now - 8 * 24 * hour, inForce: false }).todo).toMatch(/^Its key is revoked/)
})

test('files may be weeks apart', () => {
  const file = { inFiles: true, inForce: null, latest: null } as const
  expect(health({ ...file, lastAt: now - 20 * 24 * hour })).toMatchObject({
    health: 'healthy',
    why: 'It comes in files; the newest entry is 20 days old.',
  })
  expect(health({ ...file, lastAt: now - 40 * 24 * hour }).health).toBe('silent')
})
