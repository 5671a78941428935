// What keeps an erasure from going on: an upload that stalls, a disk that fails. Counting never waits for it, and it is
// made as soon as it can be.
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { Erasure } from '#contract/privacy.ts'
import { createApi } from '#http/api.ts'
import type { Services } from '#http/services.ts'
import { continueErasures, erasePerson } from '#privacy/erase.ts'
import { listErasures } from '#store/erasures.ts'
import { event, storeBatch, storeRecords } from '../support/facts.ts'
import { openTestServices } from '../support/services.ts'

const overHttp = inject('clickhouseUrl') !== undefined
let services: Services
let close: () => Promise<void>
beforeAll(async () => {
  if (!overHttp) ({ services, close } = await openTestServices())
}, 60_000)
afterAll(() => close?.())

const address = 'http://127.0.0.1:4500/api/v1'

/** Starts to send a file and leaves it at that. */
function stalledUpload(app: ReturnType<typeof createApi>): { answer: Promise<Response>; end(): void } {
  let end = (): void => undefined
  // more than is read ahead to find out what the file is
  const rows = Array.from({ length: 20_000 }, (_, index) => `L${index},2026-05-01,u${index}`)
  const body = new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode(['id,time,user_id', 'L-ANN,2026-05-09,ann', ...rows, ''].join('\n')))
      end = () => stream.close()
    },
  })
  const headers = { authorization: `Bearer ${services.adminToken}` }
  const request = { method: 'POST', headers, body, duplex: 'half' as const }
  const answer = Promise.resolve(app.request(`${address}/imports?kind=leads&file=stalled.csv`, request))
  return { answer, end: () => end() }
}

const running = async (): Promise<boolean> =>
  (await services.store.control.selectFrom('imports').select('id').where('state', '=', 'running').execute()).length > 0

const latest = async (): Promise<Erasure> => (await listErasures(services.store.control))[0]!

const people = (): Promise<unknown[]> =>
  services.store.facts.query<{ user_id: string }>('SELECT DISTINCT user_id FROM events ORDER BY user_id')

test.skipIf(overHttp)(
  'an upload that stalls holds up neither counting nor whoever erases; what it brought is erased, too',
  async () => {
    const { store } = services
    await storeBatch(store, [event({ id: 'a', user_id: 'ann' }), event({ id: 'b', user_id: 'bob' })])
    const upload = stalledUpload(createApi(services))
    await expect.poll(running).toBe(true)

    await erasePerson(services, { query: { user_id: 'ann' }, by: 'eve' }, undefined, 0)

    expect(await latest()).toMatchObject({ state: 'waiting', waitsFor: ['stalled.csv'] })
    expect(await people()).toEqual([{ user_id: 'ann' }, { user_id: 'bob' }])
    // known within half a second
    await expect.poll(() => store.erased.has(['user:ann'])).toBe(true)
    await services.catchUp()
    await continueErasures(services, 'waiting')
    expect(await latest()).toMatchObject({ state: 'waiting' })

    upload.end()
    expect(await (await upload.answer).text()).toContain('"added":20001')
    await continueErasures(services, 'waiting')
    expect(await latest()).toMatchObject({ waitsFor: [], state: expect.stringMatching('clearing|done') })
    expect(await people()).toEqual([{ user_id: 'bob' }])
    expect(await store.facts.query(`SELECT id FROM records WHERE id = 'L-ANN'`)).toEqual([])
  },
  60_000,
)

test.skipIf(overHttp)('an upload from which nothing comes any more is given up', async () => {
  const app = createApi({ ...services, settings: { ...services.settings, importStallMs: 100 } })
  expect(await (await stalledUpload(app).answer).text()).toContain('The upload stopped: nothing came for 0.1 s.')
})

test.skipIf(overHttp)(
  'an erasure that fails says why, and is made when it is tried again',
  async () => {
    const { store } = services
    await storeBatch(store, [event({ id: 'c', user_id: 'carl' })])
    const real = store.facts.command
    store.facts.command = (sql, ...rest) =>
      sql.startsWith('ALTER TABLE links')
        ? Promise.reject(new Error('disk failure'))
        : real.call(store.facts, sql, ...rest)
    await expect(erasePerson(services, { query: { user_id: 'carl' }, by: 'eve' })).rejects.toThrow('disk failure')
    store.facts.command = real
    const { id, state, failure } = await latest()
    expect({ state, failure }).toEqual({ state: 'failed', failure: 'disk failure' })

    const headers = { authorization: `Bearer ${services.adminToken}` }
    const call = (path: string, method: string): Promise<Response> =>
      Promise.resolve(createApi(services).request(address + path, { method, headers }))
    const checkup = await (await call('/checkup', 'GET')).text()
    expect(checkup).toContain('an erasure failed: disk failure')
    expect(await (await call(`/privacy/erasures/${id}/retry`, 'POST')).text()).toContain('"type":"done"')
    expect(await latest()).toMatchObject({ id, failure: '', state: expect.stringMatching('clearing|done') })
    expect(await people()).toEqual([{ user_id: 'bob' }])
    expect(await (await call('/privacy/erasures/none/retry', 'POST')).text()).toContain('There is no erasure none.')
  },
  60_000,
)

test.skipIf(overHttp)(
  'what an undo of an import writes beside an erasure is erased, too',
  async () => {
    const { store } = services
    await storeRecords(store, [{ kind: 'lead', id: 'L-DAN', user_id: 'dan' }])
    const held = (): Promise<unknown[]> => store.facts.query(`SELECT id FROM records WHERE user_id = 'dan'`)
    let undoing: Promise<void> | undefined
    await erasePerson(services, { query: { user_id: 'dan' }, by: 'eve' }, ({ what }) => {
      if (what !== 'records') return
      // as an undo does: it reads rows and writes them anew, in a turn of the writes
      undoing = store.writes.run(async () => {
        const rows = await store.facts.query<Record<string, unknown>>(`SELECT * FROM records WHERE user_id = 'dan'`)
        for (let looks = 0; looks < 20 && (await held()).length > 0; looks += 1);
        await store.facts.insert(
          'records',
          rows.map((row) => ({ ...row, revision: Number(row['revision']) + 1 })),
        )
      })
    })
    await undoing
    expect(await held()).toEqual([])
  },
  60_000,
)
