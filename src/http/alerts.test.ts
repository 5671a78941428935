import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestServices } from '../../test/support/services.ts'
import { createApi } from './api.ts'

let close: () => Promise<void>
let add: (recipient: object) => Promise<{ status: number; body: unknown }>

beforeAll(async () => {
  const opened = await openTestServices()
  close = opened.close
  const services = { ...opened.services, settings: { ...opened.services.settings, privateHosts: ['chat'] } }
  const api = createApi(services)
  const headers = { authorization: `Bearer ${services.adminToken}` }
  add = async (recipient) => {
    const init = { method: 'POST', headers, body: JSON.stringify(recipient) }
    const answer = await api.fetch(new Request('http://127.0.0.1/api/v1/alerts/recipients', init))
    return { status: answer.status, body: await answer.json() }
  }
})
afterAll(() => close())

test('a recipient without https or a whole host is refused, one within is taken where the server may reach it', async () => {
  for (const kind of ['slack', 'webhook']) {
    expect(await add({ kind, name: kind, url: 'http://x' })).toMatchObject({
      status: 400,
      body: { error: { details: [{ field: 'url', message: 'has no whole host name' }] } },
    })
    expect(await add({ kind, name: kind, url: 'http://hooks.example.com/a' })).toMatchObject({
      status: 400,
      body: { error: { details: [{ field: 'url', message: 'must begin with https://' }] } },
    })
  }
  expect(await add({ kind: 'slack', name: 'outside', url: 'https://hooks.slack.com/services/T/B/x' })).toMatchObject({
    status: 201,
  })
  expect(await add({ kind: 'webhook', name: 'within', url: 'http://chat:8065/hooks/a' })).toMatchObject({ status: 201 })
})
