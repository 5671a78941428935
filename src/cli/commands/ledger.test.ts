import { expect, test } from 'vitest'
import { openTestCommandLine } from '../../../test/support/command-line.ts'
import { createProgram, run } from '../program.ts'

const time = Date.UTC(2026, 3, 1, 9)
const id = '0123456789abcdef0123456789abcdef'
const long = {
  point: 'whitepaper_downloaded',
  channel: '展示会とセミナーからのリード',
  source: 'shop_backend_of_japan',
}
const conversion = { ...long, id, time, sightings: 12, person: 'user:u', campaign: '', state: 'counted', value: null }
const ids = { orderId: '', dealId: '', leadId: '', refunded: 0, currency: '' }
const reason = 'the same person within thirty minutes of another sighting that was counted'
const sighting = { time, source: long.source, recordId: 'r'.repeat(40), outcome: 'duplicate', reason, isDouble: true }

const answers: Record<string, object> = {
  '/api/v1/ledger?': { conversions: [conversion], timezone: 'Asia/Tokyo', total: null },
  '/api/v1/ledger/junk': { sightings: [{ ...long, time, junk: 'bot', recordId: 'r'.repeat(60) }] },
  [`/api/v1/ledger/${id}`]: {
    conversion: { ...conversion, ...ids },
    points: [{ id: long.point, name: 'Whitepaper downloads', oncePer: 'once per person', versions: [1] }],
    sightings: [sighting],
    aliases: [{ id }],
    rulings: [],
    path: [{ start: time, channel: long.channel, landingPage: `/${'lp'.repeat(30)}`, credited: true }],
    timezone: 'Asia/Tokyo',
  },
}

test.each([['ledger'], ['ledger junk'], [`ledger ${id}`]])('onecount %s fits 80 columns', async (command) => {
  const settings = {} as Parameters<typeof openTestCommandLine>[1]['settings']
  const line = openTestCommandLine((path) => Response.json(answers[path] ?? { plan: { timezone: 'Asia/Tokyo' } }), {
    settings,
  })
  expect(await run(createProgram(line.cli, '0'), line.cli, command.split(' '))).toBe(0)
  expect(line.out.length).toBeGreaterThan(1)
  // ids are for copying, and whole
  if (command !== 'ledger junk') expect(line.out.join('\n')).toContain(id)
  const columns = line.out.map((text) => Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e7f' ? 2 : 1), 0))
  expect(Math.max(...columns)).toBeLessThanOrEqual(80)
})
