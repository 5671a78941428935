// What is answered to whoever sends events of erased persons.
import { expect, test } from 'vitest'
import type { LiveKey } from '#store/keys.ts'
import { erasedReason } from '#store/tombstones.ts'
import { unwatched } from '../../test/support/receiver.ts'
import { native } from './dialects/native.ts'
import { receive } from './receive.ts'

async function send(key: LiveKey): Promise<{ answer: unknown; written: string[]; noted: string[] }> {
  const written: string[] = []
  const noted: string[] = []
  const events = [
    { id: 'e1', name: 'x', visitor_id: 'v-ann' },
    { id: 'e2', name: 'x', visitor_id: 'v-bob' },
  ]
  const answer = await receive(
    {
      method: 'POST',
      path: '/v1/events',
      query: new URLSearchParams(),
      headers: {},
      pathKey: undefined,
      ip: '',
      receivedAt: 0,
      body: JSON.stringify({ key: 'k', events }),
    },
    native,
    {
      journal: {
        append: async ({ body }) => {
          written.push(body)
          return 'written'
        },
      },
      keys: { find: () => key },
      clock: () => 0,
      junk: { mark: () => undefined },
      ...unwatched,
      erased: { isEmpty: false, has: (identifiers) => identifiers.includes('visitor:v-ann') },
      rejections: { note: ({ reason }) => noted.push(reason) },
    },
  )
  return { answer, written, noted }
}

test('with the key that stands in a page nobody can try out whose data was erased', async () => {
  const { answer, written, noted } = await send({ id: 'k', kind: 'browser', source: 'shop', origins: ['*'] })
  expect(answer).toEqual({ accepted: 2, rejected: [] })
  expect(written.join()).toContain('v-bob')
  expect(written.join()).not.toContain('v-ann')
  expect(noted).toEqual([erasedReason])
})
