// A process that owns the data folder: it prepares persons, erases one, or says what is left; for tests that kill it.
import { openServices } from '#cli/services.ts'
import { prepareImport } from '#import/import.ts'
import { planSchema } from '#contract/plan.ts'
import { definitionsOf } from '#plan/definition.ts'
import { erasePerson } from '#privacy/erase.ts'
import { ensureDefinitions } from '#store/plans.ts'
import { readSettings } from '#util/settings.ts'

const [folder, work, argument] = process.argv.slice(2) as [string, 'prepare' | 'erase' | 'look', string]
const services = await openServices({ ...readSettings({}), dataFolder: folder })
const { store } = services
const say = (line: object): void => console.log(JSON.stringify(line))

const points = [
  { id: 'bought', name: 'Bought', tier: 'macro', once_per: 'order', match: { event: 'bought' } },
  { id: 'deep', name: 'Deep', tier: 'micro', match: { session: { pages: 2 } } },
]

if (work === 'prepare') {
  await ensureDefinitions(store.control, definitionsOf(planSchema.parse({ points })))
  const bytes = (async function* () {
    yield Buffer.from(argument)
  })()
  const prepared = await prepareImport(
    services,
    { kind: 'events', fileName: 'events.csv' },
    { bytes, totalBytes: null },
  )
  await prepared.run(() => undefined)
  await services.catchUp()
}
if (work === 'erase') {
  const query = { user_id: argument }
  await erasePerson(services, { query, by: 'eve' }, (step) => say({ step: step.what }))
}
if (work !== 'erase') {
  const sql = `SELECT definition, count() AS cvs, sum(value) AS value FROM ledger FINAL
    WHERE known_to > now() + INTERVAL 1 YEAR GROUP BY definition ORDER BY definition`
  const erasures = await store.control.selectFrom('erasures').select(['state', 'work']).execute()
  const differing = (await services.recount(false)).map((each) => each.opened + each.closed + each.sightings)
  const users = await store.facts.query('SELECT DISTINCT user_id FROM events ORDER BY user_id')
  say({ totals: await store.facts.query(sql), erasures, differing, users })
}
await store.close()
