// For those who watch the server: is it alive, can it answer, and its numbers in Prometheus' text format.
import { Hono } from 'hono'
import { journalBacklog } from '#collect/backlog.ts'
import { uncountedBatches } from '#count/behind.ts'
import { countedAgain } from '#count/visit-rules.ts'
import { loadedEvents } from '#store/batches.ts'
import type { Services } from './services.ts'

/** What this process has answered since it started. */
export interface Tally {
  /** Answers by class of status, e.g. `2xx`. */
  answers: Map<string, number>
  /** Questions that the engine refused or broke off, by its error code. */
  queryErrors: Map<string, number>
}

export function addOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

/** `/healthz` says that the process lives; `/readyz` that both engines answer, else 503 with the reasons. */
export function healthRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.get('/healthz', (context) => context.json({ status: 'ok', instance: services.instance }))
  routes.get('/readyz', async (context) => {
    const reasons = await whyNotReady(services)
    return reasons.length === 0
      ? context.json({ status: 'ready' })
      : context.json({ status: 'not ready', reasons }, 503)
  })
  return routes
}

async function whyNotReady({ store, background }: Services): Promise<string[]> {
  const asked = await Promise.allSettled([
    store.control.selectFrom('settings').select('name').limit(1).execute(),
    store.facts.query('SELECT 1', {}, { seconds: 5 }),
  ])
  const [control, facts] = asked.map((result) => (result.status === 'rejected' ? String(result.reason) : undefined))
  return [
    control && `The control store does not answer: ${control}`,
    facts && `The facts engine does not answer: ${facts}`,
    background.loading && `Loading fails and is tried again: ${background.loading}`,
    background.counting && `Counting fails and is tried again: ${background.counting}`,
  ].filter((reason) => reason !== undefined)
}

/** `/metrics` */
export function metricsRoutes(services: Services, tally: Tally): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    context.header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
    return context.body((await readMetrics(services, tally)).map(prometheusText).join(''))
  })
  return routes
}

interface Metric {
  name: string
  kind: 'counter' | 'gauge'
  help: string
  values: { labels?: string; value: number }[]
}

async function readMetrics({ store, background, clock }: Services, tally: Tally): Promise<Metric[]> {
  const loaded = await loadedEvents(store.control)
  const backlog = await journalBacklog(store)
  const waited = backlog.oldestAt === null ? 0 : Math.max(0, clock() - backlog.oldestAt) / 1000
  const counter = (name: string, help: string, value: number): Metric => single(name, 'counter', help, value)
  const gauge = (name: string, help: string, value: number): Metric => single(name, 'gauge', help, value)
  const accepted = loaded.events + loaded.repeats + backlog.events
  return [
    counter('onecount_events_accepted_total', 'Events acknowledged by the collector.', accepted),
    counter('onecount_events_loaded_total', 'Events moved from the journal into the facts engine.', loaded.events),
    counter('onecount_events_repeated_total', 'Events seen before, stored once.', loaded.repeats),
    gauge('onecount_journal_backlog_events', 'Events in the journal that are not loaded yet.', backlog.events),
    gauge('onecount_journal_backlog_bytes', 'Their bytes.', backlog.bytes),
    gauge('onecount_journal_backlog_seconds', 'How long the oldest of them has waited.', waited),
    gauge(
      'onecount_batches_uncounted',
      'Stored batches that some agreed definition has not counted.',
      await uncountedBatches(store.control),
    ),
    gauge(
      'onecount_counted_again_ratio',
      'How much is counted again since rules for visits changed; 1 when all is.',
      (await countedAgain(store.control, clock())) ?? 1,
    ),
    gauge('onecount_loading_failing', '1 while loading fails and is tried again.', background.loading ? 1 : 0),
    gauge('onecount_counting_failing', '1 while counting fails and is tried again.', background.counting ? 1 : 0),
    labelled('onecount_http_answers_total', 'Answers by class of status.', 'status', tally.answers),
    labelled('onecount_query_errors_total', 'Queries that the engine refused or broke off.', 'code', tally.queryErrors),
  ]
}

function single(name: string, kind: Metric['kind'], help: string, value: number): Metric {
  return { name, kind, help, values: [{ value }] }
}

function labelled(name: string, help: string, label: string, counts: ReadonlyMap<string, number>): Metric {
  const values = [...counts].map(([text, value]) => ({ labels: `{${label}="${text}"}`, value }))
  return { name, kind: 'counter', help, values }
}

/** Prometheus' exposition format 0.0.4; label values here are codes and need no escapes. */
function prometheusText({ name, kind, help, values }: Metric): string {
  const lines = values.map(({ labels = '', value }) => `${name}${labels} ${value}\n`)
  return `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${lines.join('')}`
}
