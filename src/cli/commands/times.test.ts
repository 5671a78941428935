// In which time zone commands tell when something was: the plan's, as the pages do.
import { expect, test } from 'vitest'
import { openTestCommandLine } from '../../../test/support/command-line.ts'
import { createProgram, run } from '../program.ts'

/** 01:30 of 2 April in Tokyo, still 1 April in UTC. */
const night = Date.UTC(2026, 3, 1, 16, 30)
const held = { events: 1, visits: 1, records: 1 }
const recipient = { name: 'ops', kind: 'slack' }
const attempts = [{ at: night, outcome: 'delivered', detail: '' }]
const share = { id: 's', title: 'x', opened: 0, revokedAt: night, expiresAt: night }
const kinds = ['events', 'visits', 'record_persons', 'rejected_events', 'import_files']

const answers: Record<string, object> = {
  '/api/v1/imports': { imports: [{ id: '0', startedAt: night, kind: 'leads', state: 'done', fileName: 'a.csv' }] },
  '/api/v1/ledger/junk': { sightings: [{ time: night, point: 'buy', junk: 'bot', source: 'web', recordId: 'r' }] },
  '/api/v1/privacy/erasures': {
    erasures: [{ id: 'e', at: night, state: 'done', held, stay: 0, by: 'Mai', failure: '', waitsFor: [] }],
  },
  '/api/v1/privacy/retention': { retention: kinds.map((kind) => ({ kind, days: 9, appliedAt: night, removed: 1 })) },
  '/api/v1/persons?visitor=v': {
    asked: 'v',
    person: 'v',
    identifiers: [{ id: 'lead:1', seenWith: 'visitor:v', firstSeen: night }],
    shared: [],
  },
  '/api/v1/alerts/recipients/ops/test': { recipient, state: 'delivered', attempts, nextAt: null },
  '/api/v1/ledger/rulings': { rulings: [{ id: 'r', kind: 'merge', by: 'Mai', at: night, why: 'x', undoneAt: null }] },
  '/api/v1/keys': { keys: [{ name: 'shop', kind: 'server', source: 'shop', revokedAt: night }] },
  '/api/v1/users': { users: [{ name: 'Mai', role: 'admin', signedInAt: night, departments: [] }] },
  '/api/v1/shares': { shares: [share] },
  '/api/v1/plans/drafts': { drafts: [{ id: 'd', revision: 1, changedBy: 'Mai', changedAt: night }] },
  '/api/v1/reports': {
    reports: [
      { id: 'r', headline: 'x', from: '2026-03-23', to: '2026-03-29', knownOn: null, at: night, by: 'Mai', sent: [] },
    ],
  },
  '/api/v1/hooks': {
    hooks: [{ name: 'pay', provider: 'stripe', source: 'pay', secretsSetAt: [night], removedAt: null }],
  },
}

/** What a command printed. @param zone of the plan; null: there is none */
async function told(zone: string | null, ...args: string[]): Promise<string> {
  const settings = {} as Parameters<typeof openTestCommandLine>[1]['settings']
  const none = { error: { code: 'no_plan', message: 'No plan is agreed yet.', details: [] } }
  const line = openTestCommandLine(
    (path) => {
      if (path === '/api/v1/plans/current')
        return zone === null ? Response.json(none, { status: 404 }) : Response.json({ plan: { timezone: zone } })
      return Response.json(answers[path])
    },
    { settings },
  )
  expect(await run(createProgram(line.cli, '0'), line.cli, args)).toBe(0)
  expect(line.tooLong()).toEqual([])
  return [...line.out, ...line.remarks].join('\n')
}

const withTimes = ['import list', 'ledger junk', 'privacy erasures', 'privacy retention', 'person --visitor v']

test.each(withTimes)('onecount %s tells times in the plan’s zone, and which it is', async (command) => {
  const inTokyo = await told('Asia/Tokyo', ...command.split(' '))
  expect(inTokyo).toContain('2026-04-02 01:30')
  expect(inTokyo).toContain('Asia/Tokyo')
  const withoutPlan = await told(null, ...command.split(' '))
  expect(withoutPlan).toContain('2026-04-01 16:30')
  expect(withoutPlan).toContain('UTC')
})

test.each([
  ['alert test ops', '2026-04-02 01:30 delivered'],
  ['ledger rulings', 'by Mai, 2026-04-02'],
  ['key list', 'revoked 2026-04-02'],
  ['user list', '2026-04-02'],
  ['share list', 'revoked 2026-04-02'],
  ['plan drafts', 'Mai, 2026-04-02'],
  ['report list', 'made 2026-04-02 by Mai'],
  ['source list', '2026-04-02'],
])('onecount %s tells the day that the plan’s zone had', async (command, day) => {
  expect(await told('Asia/Tokyo', ...command.split(' '))).toContain(day)
})
