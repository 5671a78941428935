// CV, CVR and CPA by channel and week through the HTTP API, against hand-written SQL on the same tables.
// npx tsx bench/ask.ts [events]; events are made inside the engine and counted first.
import { createAdaptorServer } from '@hono/node-server'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Answer, Figure } from '#contract/ask.ts'
import { createApi } from '#http/api.ts'
import { openTestServices } from '../test/support/services.ts'
import { makeEvents, makeSpend } from './events.ts'
import { hand, inTurns, timed } from './figures.ts'

const events = Number(process.argv[2] ?? 1_000_000)
const repetitions = 7
const allowedMs = 300
const allowedRatio = 1.3
const allowedExtraMs = 50

/** The shortest statement that gives the same rows, without intervals, totals, definitions and caveats. */
const byHand = `
SELECT channel, week, sum(counted) AS cv, sum(credited) / sum(visits) AS cvr, sum(spent) / sum(counted) AS cpa FROM (
  SELECT channel, toMonday(time) AS week, count() AS counted, 0 AS credited, 0 AS visits, 0. AS spent
  FROM ledger FINAL
  WHERE definition = {definition:String} AND known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')
  GROUP BY channel, week
  UNION ALL
  SELECT channel, toMonday(start) AS week, 0, sum(cvs), count(), 0. FROM sessions FINAL
  LEFT JOIN (
    SELECT session_id, count() AS cvs FROM ledger FINAL
    WHERE definition = {definition:String} AND known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')
    GROUP BY session_id
  ) AS credited ON sessions.id = credited.session_id
  GROUP BY channel, week
  UNION ALL
  SELECT channel, toMonday(period_start) AS week, 0, 0, 0, toFloat64(sum(cost)) FROM spend FINAL
  WHERE known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC') GROUP BY channel, week
)
GROUP BY channel, week ORDER BY channel, week
SETTINGS do_not_merge_across_partitions_select_final = 1`

const { services, close } = await openTestServices()
const server = createAdaptorServer({ fetch: createApi(services).fetch })
try {
  const { store } = services
  const definition = await makeEvents(store, events)
  const counting = await timed(() => services.catchUp())
  await makeSpend(store)
  console.error(`${events} events counted in ${(counting / 1000).toFixed(1)} s`)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/ask`
  const ask = async (): Promise<Answer> => {
    const body = JSON.stringify({ metrics: ['cv', 'cvr.session', 'cpa'], by: ['channel', 'week'] })
    const headers = { authorization: `Bearer ${services.adminToken}` }
    const answer = await fetch(url, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as Answer
  }
  const query = (): Promise<{ cv: number }[]> => store.facts.query<{ cv: number }>(byHand, { definition })

  const [answer, rows] = [await ask(), await query()]
  const cvByHand = rows.reduce((sum, { cv }) => sum + cv, 0)
  if (answer.rows.length !== rows.length || (answer.total['cv'] as Figure).value !== cvByHand)
    throw new Error(`${answer.rows.length} rows are not the ${rows.length} written by hand.`)

  const { ours, reference } = await inTurns(
    repetitions,
    () => timed(ask),
    () => timed(query),
  )
  hand({
    what: `CV, CVR, CPA by channel and week, ${events / 1e6} M events, ${rows.length} rows`,
    unit: 'ms',
    ours,
    reference,
    against: 'hand-written SQL',
    repetitions,
    target: `≤ ${allowedRatio} × + ${allowedExtraMs} ms and < ${allowedMs} ms`,
    met: ours <= reference * allowedRatio + allowedExtraMs && ours < allowedMs,
  })
} finally {
  server.close()
  await close()
}
