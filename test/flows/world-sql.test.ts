// The sample company made inside the engine agrees with the one that is sent event by event. Oracle: counts a and b of the
// same expectation differ by z = (a − b)/√(a + b), about standard normal.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#store/store.ts'
import type { WorldOptions } from '#world/setting/setting.ts'
import { engineInsert, engineMachines } from '#world/sql.ts'
import { createWorld } from '#world/world.ts'
import { openTestStore } from '../support/store.ts'

const options: WorldOptions = { seed: 4, visitors: 20_000, months: 4, until: '2026-06-28' }
let store: Store
/** `name campaign-or-referrer` → count; a visit is its first page. */
const sent = new Map<string, number>()

beforeAll(async () => {
  store = await openTestStore('embedded')
  const { sql, params } = engineInsert(options)
  await store.facts.command(sql, { ...params, batch: 1 }, { lane: 'load', seconds: 120 })
  const world = createWorld(options)
  const add = (key: string): void => void sent.set(key, (sent.get(key) ?? 0) + 1)
  for (const { source, event, repeat } of world.send(world.parts())) {
    if (source !== 'website' || repeat || event.name.startsWith('cta')) continue
    add(event.name)
    const landed = event.name === 'page_view' && event.id!.endsWith('-0') ? new URL(event.url!) : undefined
    if (landed) add(`visit ${landed.searchParams.get('utm_campaign') ?? landed.pathname}`)
    if (event.name !== 'page_view' && event.id!.endsWith('-r1')) add('opened again')
    if (event.name === 'page_view' && !event.visitor_id) add('nobody')
  }
}, 120_000)
afterAll(() => store.close())

async function made(): Promise<Map<string, number>> {
  const rows = await store.facts.query<{ what: string; count: number }>(`
    SELECT name AS what, toUInt32(count()) AS count FROM events FINAL GROUP BY name
    UNION ALL SELECT concat('visit ', if(utm_campaign != '', utm_campaign, path(url))), toUInt32(count())
      FROM events FINAL WHERE name = 'page_view' AND endsWith(id, '-0') GROUP BY 1
    UNION ALL SELECT 'opened again', toUInt32(count()) FROM events FINAL WHERE match(id, '-2..$') AND name != 'page_view'
    UNION ALL SELECT 'nobody', toUInt32(count()) FROM events FINAL WHERE visitor_id = '' AND name = 'page_view'`)
  return new Map(rows.map(({ what, count }) => [what, count]))
}

test('visits by campaign, pages, actions, repeats and refusals agree', async () => {
  const found = await made()
  for (const [what, count] of sent) {
    // thank-you pages are pages there and not here; trade shows and webinars are compared by the rest
    const expected = what === 'page_view' ? count - thanksPages() : count
    const other = found.get(what) ?? 0
    expect(Math.abs(expected - other) / Math.sqrt(expected + other), `${what}: ${expected} and ${other}`).toBeLessThan(
      4,
    )
  }
  expect([...found.keys()].toSorted()).toEqual([...sent.keys()].toSorted())
})

function thanksPages(): number {
  return [...sent]
    .filter(([what]) => /_(downloaded|registered|started|requested|completed)$/.test(what))
    .reduce((sum, [, count]) => sum + count, 0)
}

test('events that were sent twice lie there twice until the engine has put them together', async () => {
  const sql = "SELECT count() AS rows, uniqExact(source, id) AS events FROM events WHERE name != 'page_view'"
  const [row] = await store.facts.query<{ rows: number; events: number }>(sql)
  expect(Number(row!.rows)).toBeGreaterThanOrEqual(Number(row!.events))
})

test('machines are as many, of the same kinds, and send the same', async () => {
  const { sql, params } = engineMachines(options)
  await store.facts.command(sql, { ...params, batch: 2 }, { lane: 'load', seconds: 120 })
  const rows = await store.facts.query<{ what: string; count: number }>(
    `SELECT concat(name, ' ', user_agent, ' ', path(url), if(visitor_id = '', '', ' remembered')) AS what,
       toUInt32(count()) AS count
     FROM events FINAL WHERE sent_from = 'page' GROUP BY what`,
  )
  const expected = new Map<string, number>()
  for (const { kind, events } of createWorld(options).machines()) {
    for (const { name, url } of events) {
      const what = `${name} ${kind.agent} ${new URL(url!).pathname}${kind.remembered ? ' remembered' : ''}`
      expected.set(what, (expected.get(what) ?? 0) + 1)
    }
  }
  expect(new Map(rows.map(({ what, count }) => [what, count]))).toEqual(expected)
})
