// HubSpot's webhooks. Oracle of the signatures: one that HubSpot's own library (@hubspot/api-client 13.5, 47 MB) made.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestCollector, openTestCollector } from '../../support/collector.ts'
import { deliver } from '../../support/deliver.ts'

const clientSecret = 'hubspot-client-secret'
let collector: TestCollector
let address: string

beforeAll(async () => {
  collector = await openTestCollector()
  address = await collector.addHook({ provider: 'hubspot', secret: clientSecret })
})
beforeEach(() => void collector.events(true))
afterAll(() => collector.close())

function signatureOf({ url, body, timestamp }: { url: string; body: string; timestamp: number }): string {
  return createHmac('sha256', clientSecret).update(`POST${url}${body}${timestamp}`).digest('base64')
}

test('the signatures sent here are those of HubSpot’s library', () => {
  const message = {
    url: 'https://shop.example/v1/hooks/hubspot/crm?a=%26b',
    body: '[{"eventId":100}]',
    timestamp: 1_790_812_800_000,
  }
  expect(signatureOf(message)).toBe('S64N5lvDzVnL39JPJbGuUnJrXcROZ5jH9vgj85JrqIU=')
})

interface How {
  url?: string
  timestamp?: number
  headers?: Record<string, string>
}

function send(value: unknown, { url = address, timestamp = Date.now(), headers = {} }: How = {}) {
  const body = JSON.stringify(value)
  return deliver(address, body, {
    'x-hubspot-signature-v3': signatureOf({ url, body, timestamp }),
    'x-hubspot-request-timestamp': String(timestamp),
    ...headers,
  })
}

const occurredAt = Date.UTC(2026, 9, 1)
const change = (more: object) => ({
  eventId: 100,
  subscriptionId: 25,
  portalId: 33,
  objectId: 1148,
  occurredAt,
  subscriptionType: 'deal.propertyChange',
  ...more,
})

test('stages and amounts of a deal are events of that deal', async () => {
  const changes = [
    change({ propertyName: 'dealstage', propertyValue: 'closedwon' }),
    change({ eventId: 101, propertyName: 'dealstage', propertyValue: 'contractsent' }),
    change({ eventId: 102, propertyName: 'amount', propertyValue: '120000' }),
    change({ eventId: 103, subscriptionType: 'object.creation', objectTypeId: '0-3' }),
    change({ eventId: 104, subscriptionType: 'contact.creation', objectId: 5 }),
    change({ eventId: 105, propertyName: 'hs_note', propertyValue: 'x' }),
  ]
  expect((await send(changes)).answer).toMatchObject({ accepted: 5 })
  expect(collector.events()).toMatchObject([
    { id: '100:25:1148:1790812800000', name: 'deal_won', deal_id: '1148', time: occurredAt },
    { name: 'deal_stage_changed', properties: expect.stringContaining('"stage":"contractsent"') },
    { name: 'deal_amount_changed', deal_id: '1148', value: 120_000 },
    { name: 'deal_created', deal_id: '1148' },
    { name: 'contact_created', deal_id: '' },
  ])
})

test('the address counts as HubSpot knows it, behind a proxy too', async () => {
  const url = 'https://events.example.com/v1/hooks/hubspot/hubspot'
  const headers = { 'x-forwarded-host': 'events.example.com' }
  expect((await send([], { url, headers })).status).toBe(200)
  expect((await send([], { url })).status).toBe(401)
})

test('a signature of more than five minutes ago is refused, and so is one with another time', async () => {
  expect((await send([change({})], { timestamp: Date.now() - 301_000 })).answer.error.code).toBe('stale')
  const headers = { 'x-hubspot-request-timestamp': String(Date.now() + 1_000) }
  expect((await send([change({})], { headers })).answer.error.code).toBe('wrong_signature')
  expect(collector.events()).toEqual([])
})

test('of the contact that a workflow sends, only who it is stays, hashed', async () => {
  const contact = {
    vid: 5,
    'portal-id': 33,
    properties: { email: { value: 'a@b.jp' }, firstname: { value: 'Aya' }, city: { value: 'Kobe' } },
  }
  await send(contact)
  const [event] = collector.events()
  expect(event).toMatchObject({ name: 'form_submitted', match_keys: { email: expect.any(String) } })
  expect(JSON.parse(event!.properties)).toEqual({ contact: 5, portal: 33 })
})
