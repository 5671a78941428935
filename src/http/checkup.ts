// What doctor asks the process that has the data folder open: engines, clock, keys, backlog.
import { statfs } from 'node:fs/promises'
import { Hono } from 'hono'
import { type Backlog, journalBacklog } from '#collect/backlog.ts'
import { uncountedBatches } from '#count/behind.ts'
import { countedAgain } from '#count/visit-rules.ts'
import type { Finding } from '#contract/checkup.ts'
import { controlDurability, factsDurability } from '#store/durability.ts'
import { listErasures } from '#store/erasures.ts'
import { readableHooks } from '#store/hooks.ts'
import { listKeys } from '#store/keys.ts'
import { migrationStates } from '#store/migrations.ts'
import { businessZone, planInForce } from '#store/plans.ts'
import { readableRecipients } from '#store/recipients.ts'
import type { Store } from '#store/store.ts'
import { erasureKeyRemedy } from '#store/tombstones.ts'
import { wallClock } from '#util/zone.ts'
import { minuteMs } from '#util/duration.ts'
import type { Services } from './services.ts'

type Found = Omit<Finding, 'what'>
type Check = (services: Services) => Promise<Found>

/** In the order in which they are told. */
const checks: Readonly<Record<string, Check>> = {
  'facts engine': checkFacts,
  'control store': checkControl,
  migrations: checkMigrations,
  disk: checkDisk,
  journal: checkJournal,
  clock: checkClock,
  keys: checkKeys,
  webhooks: checkHooks,
  recipients: checkRecipients,
  erasures: ({ store }) => checkErasures(store),
  plan: checkPlan,
  loading: async ({ background }) => checkWork(background.loading, 'loads what arrives'),
  counting: checkCounting,
}

/** `GET /api/v1/checkup` answers `{ findings }`; a check that itself breaks is a finding. */
export function checkupRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    const findings: Finding[] = []
    for (const [what, check] of Object.entries(checks)) findings.push({ what, ...(await attempt(check, services)) })
    return context.json({ findings })
  })
  return routes
}

async function attempt(check: Check, services: Services): Promise<Found> {
  try {
    return await check(services)
  } catch (error) {
    const found = `could not be checked: ${error instanceof Error ? error.message : String(error)}`
    return { state: 'wrong', found, todo: 'Start onecount again; if it stays, its log says more.' }
  }
}

async function checkFacts({ store, settings }: Services): Promise<Found> {
  const [engine] = await store.facts.query<{ version: string }>('SELECT version() AS version')
  const where = settings.clickhouseUrl ? `at ${new URL(settings.clickhouseUrl).host}` : 'in this process'
  const careless = (await factsDurability(store.facts)).filter((table) => !table.durable).map(({ table }) => table)
  const found = `ClickHouse ${engine!.version} ${where}`
  if (careless.length === 0) return { state: 'ok', found: `${found}; every table syncs to disk` }
  return {
    state: 'wrong',
    found: `${found}; not synced to disk: ${careless.join(', ')}`,
    todo: 'Power loss may lose rows of them. Run: ALTER TABLE … MODIFY SETTING fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1',
  }
}

async function checkControl({ store }: Services): Promise<Found> {
  const { journal_mode, synchronous } = await controlDurability(store.control)
  const found = `SQLite, journal_mode ${journal_mode}, synchronous ${synchronous === 2 ? 'FULL' : synchronous}`
  if (journal_mode === 'wal' && synchronous === 2) return { state: 'ok', found }
  return { state: 'wrong', found, todo: 'The file system refuses WAL; put the data folder on a local disk.' }
}

async function checkMigrations({ store }: Services): Promise<Found> {
  const states = await migrationStates(store)
  const found = states.map(({ engine, applied, shipped }) => `${engine} ${applied} of ${shipped}`).join(', ')
  if (states.some(({ applied, shipped }) => applied > shipped)) {
    return { state: 'wrong', found, todo: 'A newer version of onecount made this folder; install that version.' }
  }
  if (states.every(({ applied, shipped }) => applied === shipped)) return { state: 'ok', found }
  return { state: 'wrong', found, todo: 'Run: onecount migrate' }
}

const gigabyte = 1_073_741_824

async function checkDisk({ store }: Services): Promise<Found> {
  const { bavail, bsize } = await statfs(store.home.journal.replace(/[^/\\]+$/, ''))
  const free = (bavail * bsize) / gigabyte
  const backlog = (await journalBacklog(store)).bytes / gigabyte
  const found = `${free.toFixed(1)} GB free; ${backlog.toFixed(1)} GB wait in the journal`
  // loading writes what waits once more, in fewer bytes
  if (free > 2 + backlog) return { state: 'ok', found }
  return { state: free < 0.5 ? 'wrong' : 'warn', found, todo: 'Free some space: a full disk refuses events.' }
}

const longWaitMs = 300_000

async function checkJournal({ store, clock }: Services): Promise<Found> {
  const backlog: Backlog = await journalBacklog(store)
  if (backlog.oldestAt === null) return { state: 'ok', found: 'all events are loaded' }
  const waited = Math.max(0, clock() - backlog.oldestAt)
  const found = `${backlog.events.toLocaleString('en')} events wait, the oldest for ${Math.round(waited / 1000)} s`
  if (waited < longWaitMs) return { state: 'ok', found }
  return { state: 'warn', found, todo: 'Nothing is lost. The log of the server says why it does not load.' }
}

/** Clocks may differ by this much before it matters. */
const toleranceMs = minuteMs

async function checkClock({ store, clock }: Services): Promise<Found> {
  const [newest] = await store.facts.query<{ at: number | null }>(
    'SELECT toUnixTimestamp64Milli(maxOrNull(received_at)) AS at FROM events',
  )
  const now = clock()
  const ahead = (newest?.at ?? 0) - now
  // the steady clock counts from the start of this process and is never set
  const steps = now - (performance.timeOrigin + performance.now())
  const todo = 'Set the clock of this machine (NTP); times of arrival depend on it.'
  if (ahead > toleranceMs) {
    return { state: 'wrong', found: `behind the newest event by ${Math.round(ahead / 1000)} s`, todo }
  }
  if (Math.abs(steps) > toleranceMs) {
    return { state: 'warn', found: `was set by ${Math.round(steps / 1000)} s since this process started`, todo }
  }
  const timezone = await businessZone(store.control, now)
  const local = new Date(wallClock(now, timezone)).toISOString().slice(0, 16).replace('T', ' ')
  return { state: 'ok', found: `${local} (${timezone}), steady` }
}

async function checkKeys({ store }: Services): Promise<Found> {
  const keys = (await listKeys(store.control)).filter(({ kind }) => kind !== 'api')
  const revoked = keys.filter((key) => key.revokedAt !== null).length
  const found = `${keys.length - revoked} in force, ${revoked} revoked`
  if (keys.length > revoked) return { state: 'ok', found }
  return {
    state: 'warn',
    found: `none in force${revoked ? `, ${revoked} revoked` : ''}`,
    todo: 'To send events, make one: onecount key create shop',
  }
}

async function checkPlan({ store, clock }: Services): Promise<Found> {
  const current = await planInForce(store.control, clock())
  if (current) return { state: 'ok', found: `version ${current.version} is agreed` }
  const todo = 'Say what counts: onecount plan propose plan.yaml, then onecount plan agree'
  return { state: 'warn', found: 'none is agreed, so nothing is counted', todo }
}

async function checkCounting(services: Services): Promise<Found> {
  const failing = checkWork(services.background.counting, 'counts what is stored')
  if (failing.state !== 'ok') return failing
  const again = await countedAgain(services.store.control, services.clock())
  if (again !== null) {
    const found = `the rules for visits changed: ${Math.floor(again * 100)} % is counted again; questions are answered`
    return { state: 'ok', found }
  }
  const behind = await uncountedBatches(services.store.control)
  if (behind === 0) return failing
  return { state: 'ok', found: `${behind} batches are not counted yet; they are counted within seconds` }
}

function checkWork(failure: string | undefined, does: string): Found {
  if (failure === undefined) return { state: 'ok', found: does }
  return { state: 'wrong', found: failure, todo: 'It is tried again by itself; the log of the server says more.' }
}

async function checkErasures({ control, erased }: Store): Promise<Found> {
  if (!erased.isBlind) {
    const failed = (await listErasures(control)).filter(({ failure }) => failure !== '')
    if (failed.length > 0) {
      return { state: 'wrong', found: `an erasure failed: ${failed[0]!.failure}`, todo: 'onecount privacy erasures' }
    }
    return { state: 'ok', found: erased.isEmpty ? 'nobody was erased' : 'erased persons are not taken again' }
  }
  return {
    state: 'wrong',
    found: 'the key of erased persons is gone or another one; nothing is stored until it is back',
    todo: erasureKeyRemedy,
  }
}

async function checkHooks({ store }: Services): Promise<Found> {
  const { all, unreadable } = await readableHooks({ control: store.control, keyFile: store.home.hookKey })
  if (unreadable.length === 0) return { state: 'ok', found: all.length === 0 ? 'none are taken' : all.join(', ') }
  return {
    state: 'wrong',
    found: `secrets cannot be read: ${unreadable.join(', ')}; their deliveries are answered 503`,
    todo: 'Put the file hook-key back into the data folder, or set the secrets again: onecount source rotate NAME --secret-stdin',
  }
}

async function checkRecipients({ store }: Services): Promise<Found> {
  const { all, unreadable } = await readableRecipients({ control: store.control, keyFile: store.home.hookKey })
  if (unreadable.length === 0) {
    return { state: 'ok', found: all.length === 0 ? 'nobody is told of alerts and reports' : all.join(', ') }
  }
  return {
    state: 'wrong',
    found: `secrets cannot be read: ${unreadable.join(', ')}; what is for them waits two days, then is given up`,
    todo: 'Put the file hook-key back into the data folder, or add them again: onecount alert recipient remove NAME, then add',
  }
}
