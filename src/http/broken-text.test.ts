// Bodies whose bytes are no UTF-8: kept, and told.
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { CollectAnswer } from '#contract/event.ts'
import { unwatched } from '../../test/support/receiver.ts'
import { createCollectServer } from './collect.ts'

const key = { id: 'k', kind: 'write', source: 'shop', origins: [] } as const
const body = Buffer.from('{"id":"e","name":"order_completed","title":"Gr??e"}')

async function send(bytes: Buffer): Promise<{ answer: CollectAnswer; stored: string }> {
  let stored = ''
  const server = createCollectServer({
    journal: { append: async ({ body: lines }) => ((stored += lines), 'written') },
    keys: { find: () => key },
    hooks: { find: () => undefined },
    clock: Date.now,
    junk: { mark: () => undefined },
    ...unwatched,
    notReady: () => undefined,
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/events`
  const response = await fetch(url, { method: 'POST', body: bytes, headers: { authorization: 'Bearer k' } })
  expect(response.status).toBe(200)
  return { answer: (await response.json()) as CollectAnswer, stored }
}

/** The body with bytes in place of its two question marks. */
function with2(...bytes: [number, number]): Buffer {
  const at = body.indexOf('??')
  return Buffer.concat([body.subarray(0, at), Buffer.from(bytes), body.subarray(at + 2)])
}

test('text that is no UTF-8 is kept as far as it can be read, and the sender is told', async () => {
  const { answer, stored } = await send(with2(0xf6, 0xdf)) // öß of Windows-1252
  expect(answer).toMatchObject({ accepted: 1, rejected: [] })
  expect(answer.notes).toEqual(['The body is not UTF-8: what could not be read is kept as \uFFFD; send UTF-8'])
  expect(stored).toContain('"title":"Gr\uFFFD\uFFFDe"')
})

test('other letters are none, nor the sign itself where it was sent', async () => {
  expect((await send(with2(0xc3, 0xb6))).answer.notes).toBeUndefined()
  expect((await send(Buffer.from(body.toString().replace('??', '\uFFFD')))).answer.notes).toBeUndefined()
})
