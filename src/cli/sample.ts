// Loads the sample company the way a customer's data comes: history and files through the import, the newest events
// through the collector, then the plan. Ids are stable and imports keyed, so that loading again after a crash finishes what is missing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Answer } from '#contract/ask.ts'
import type { CollectAnswer, WireEvent } from '#contract/event.ts'
import type { ImportEntry, ImportProgress, ImportResult } from '#contract/import.ts'
import type { PlanView } from '#contract/plan.ts'
import { Problem } from '#util/problem.ts'
import { dayMs } from '#util/duration.ts'
import type { Books } from '#world/books.ts'
import { sources as eventSources } from '#world/sources/seen.ts'
import { type Part, type World, createWorld } from '#world/world.ts'
import type { Cli } from './context.ts'
import { endOf, followProgress } from './follow.ts'
import { saveSampleTarget } from './sample-target.ts'
import { sendJson } from './send-json.ts'

const markerSchema = z.object({
  seed: z.int(),
  visitors: z.int(),
  months: z.int().default(13),
  until: z.string(),
  language: z.enum(['en', 'ja']).optional(),
  /** All of it has been loaded and counted. */
  loaded: z.boolean(),
})
/** Says which sample company a data folder holds. */
export type SampleMarker = z.infer<typeof markerSchema>

const sampleName = 'demo'
/** Events of the last days come in through the collector, those before as files. */
const liveDays = 2
const batchSize = 500
const sendersAtOnce = 4
const lookAgainMs = 250
const serverSources = eventSources.filter((source) => source !== 'website')

function markerPath(dataFolder: string): string {
  return join(dataFolder, 'demo.json')
}

/** Undefined where no sample company was ever begun. */
export function readMarker(dataFolder: string): SampleMarker | undefined {
  const path = markerPath(dataFolder)
  return existsSync(path) ? markerSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined
}

function writeMarker(dataFolder: string, marker: SampleMarker): void {
  writeFileSync(markerPath(dataFolder), JSON.stringify(marker))
}

/**
 * Loads what is missing of the sample company into the running Onecount.
 * @throws Problem `holds_data` when the folder holds anybody else's data; the signal's reason when it is aborted.
 */
export async function loadSample(
  cli: Cli,
  marker: SampleMarker,
  collectUrl: string,
  signal: AbortSignal,
): Promise<void> {
  const { dataFolder } = cli.settings
  await refuseOthersData(cli, readMarker(dataFolder) !== undefined)
  writeMarker(dataFolder, marker)
  const world = createWorld(marker)
  const books = world.openBooks()
  const { live, servers, expected } = await importHistory(cli, world, books, signal)
  const take = async (kind: string, text: string, options?: Record<string, string>): Promise<void> => {
    signal.throwIfAborted()
    await importFile(cli, kind, text, options)
  }
  for (const [source, events] of servers) {
    await take('events', events.map((event) => `${JSON.stringify(event)}\n`).join(''), { source, file: fileOf(source) })
  }
  await sendEvents(cli, live, collectUrl, signal)
  const files = books.files()
  await take('leads', files.leads, { source: 'crm' })
  await take('deals', files.deals, { source: 'crm' })
  await take('deals', files.contracts, { source: 'finance', file: `${sampleName}-contracts.csv` })
  for (const [platform, text] of Object.entries(files.ads)) {
    await take('ads', text, { platform, file: `${sampleName}-ads-${platform}.csv` })
  }
  await take('costs', files.costs)
  await untilLoaded(cli, expected, signal)
  signal.throwIfAborted()
  await agreePlan(cli, files.plan)
  signal.throwIfAborted()
  await saveSampleTarget(cli, marker.until, sampleName)
  writeMarker(dataFolder, { ...marker, loaded: true })
}

function fileOf(source: string): string {
  return `${sampleName}-${source}.jsonl`
}

/** What the history leaves over: the website's newest events, the servers' events, and how many there are in all. */
interface Rest {
  live: WireEvent[]
  servers: Map<string, WireEvent[]>
  expected: number
}

/** The website's events as one file that is made while it is read. */
async function importHistory(cli: Cli, world: World, books: Books, signal: AbortSignal): Promise<Rest> {
  const { options, span } = world.setting
  const liveFrom = span.end - liveDays * dayMs
  const rest: Rest = { live: [], servers: new Map(serverSources.map((source) => [source, []])), expected: 0 }
  cli.remark(
    `Importing ${options.months} months of a sample company: ${options.visitors.toLocaleString('en')} visitors …`,
  )
  const bar = cli.progress('Importing visitors')
  let visitors = 0
  function* parts(): Generator<Part> {
    for (const part of world.parts()) {
      books.add(part)
      visitors += part.visitors.length
      yield part
    }
  }
  function* history(): Generator<WireEvent> {
    for (const { source, event, repeat } of world.send(parts())) {
      if (!repeat) rest.expected += 1
      if (source !== 'website') rest.servers.get(source)!.push(event)
      else if (Number(event.time) >= liveFrom) rest.live.push(event)
      else yield event
    }
  }
  const body = ReadableStream.from(piecesOf(history(), signal, () => bar.update(visitors, options.visitors)))
  try {
    await importFile(cli, 'events', body, { source: 'website', file: fileOf('website') })
  } finally {
    bar.stop()
  }
  // those of the history would be counted: what a file says is not judged
  const machines = [...world.machines()].filter(({ events }) => Number(events[0]!.time) >= liveFrom)
  for (const { events } of machines) rest.live.push(...events)
  rest.expected += machines.reduce((sum, { events }) => sum + events.length, 0)
  return rest
}

/** JSON lines in pieces of a few hundred kilobytes. */
async function* piecesOf(
  events: Iterable<WireEvent>,
  signal: AbortSignal,
  progress: () => void,
): AsyncGenerator<Uint8Array> {
  let piece = ''
  for (const event of events) {
    piece += `${JSON.stringify(event)}\n`
    if (piece.length < 262_144) continue
    signal.throwIfAborted()
    progress()
    yield Buffer.from(piece)
    piece = ''
  }
  if (piece !== '') yield Buffer.from(piece)
}

/** A folder that a sample company was begun in may hold its key, files, events and plan; any other none at all. */
async function refuseOthersData(cli: Cli, begun: boolean): Promise<void> {
  const { keys } = await read<{ keys: { name: string }[] }>(cli, '/api/v1/keys')
  const { imports } = await read<{ imports: ImportEntry[] }>(cli, '/api/v1/imports')
  const { versions } = await read<{ versions: PlanView[] }>(cli, '/api/v1/plans')
  const sources = (await ask(cli, { metrics: ['events'], by: ['source'] })).rows.map((row) => row['source'] as string)
  const ours = (name: string): boolean =>
    begun &&
    (name === sampleName || name.startsWith(`${sampleName}-`) || eventSources.some((source) => source === name))
  const found = [
    ...keys.filter(({ name }) => !ours(name)).map(({ name }) => `the key ${name}`),
    ...imports.filter(({ fileName }) => !ours(fileName)).map(({ fileName }) => `the import ${fileName}`),
    ...sources.filter((source) => !ours(source)).map((source) => `events of ${source}`),
    ...(begun ? [] : versions).map(({ version }) => `version ${version} of a plan`),
  ]
  if (found.length === 0) return
  const list = found.slice(0, 3).join(', ') + (found.length > 3 ? ` and ${found.length - 3} more` : '')
  throw new Problem('holds_data', `The data folder ${cli.settings.dataFolder} holds data of yours: ${list}.`, {
    hint: 'Nothing was changed. Give the demo a folder of its own: ONECOUNT_DATA=./onecount-demo onecount demo',
  })
}

/** The newest days the way a page sends them. */
async function sendEvents(cli: Cli, events: readonly WireEvent[], url: string, signal: AbortSignal): Promise<void> {
  cli.remark(`Sending the last ${liveDays} days, ${events.length.toLocaleString('en')} events, to the collector …`)
  const bar = cli.progress('Sending events')
  const key = await makeKey(cli)
  const batches = batchesOf(events)
  let sent = 0
  const sender = async (): Promise<void> => {
    for (const batch of batches) {
      await send(url, key, batch, signal)
      bar.update((sent += batch.length), events.length)
    }
  }
  try {
    await Promise.all(Array.from({ length: sendersAtOnce }, sender))
  } finally {
    bar.stop()
    await cli.api(`/api/v1/keys/${sampleName}`, { method: 'DELETE' })
  }
}

function* batchesOf(events: Iterable<WireEvent>): Generator<WireEvent[]> {
  let batch: WireEvent[] = []
  for (const event of events) {
    batch.push(event)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** A key is shown once: the one of a loading that broke off is replaced. */
async function makeKey(cli: Cli): Promise<string> {
  const { keys } = await read<{ keys: { name: string; revokedAt: number | null }[] }>(cli, '/api/v1/keys')
  if (keys.some(({ name, revokedAt }) => name === sampleName && revokedAt === null)) {
    await cli.api(`/api/v1/keys/${sampleName}`, { method: 'DELETE' })
  }
  const page = { name: sampleName, source: 'website', kind: 'browser', origins: ['*'] }
  return (await sendJson<{ key: string }>(cli, '/api/v1/keys', page)).key
}

/** Until the collector has them on disk: a new key is known within a second, a full journal empties. */
async function send(url: string, key: string, batch: readonly WireEvent[], signal: AbortSignal): Promise<void> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(`${url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(batch), signal })
    if (response.ok) {
      const { rejected } = (await response.json()) as CollectAnswer
      const [first] = rejected
      if (first) throw new Error(`The collector refused a sample event: ${first.field} ${first.reason}`)
      return
    }
    const text = await response.text()
    const passing = response.status === 503 || (response.status === 401 && attempt < 20)
    if (!passing) throw new Error(`The collector answered ${response.status}: ${text.slice(0, 200)}`)
    await pause(lookAgainMs, signal)
  }
}

async function importFile(
  cli: Cli,
  kind: string,
  body: string | ReadableStream,
  options: Record<string, string> = {},
): Promise<void> {
  const query = new URLSearchParams({ kind, file: `${sampleName}-${kind}.csv`, ...options })
  if (typeof body === 'string') cli.remark(`Importing ${query.get('file')} …`)
  const response = await cli.api(`/api/v1/imports?${query.toString()}`, { method: 'POST', body })
  const end = await endOf<ImportProgress, ImportResult>(response, () => undefined)
  if (end?.type === 'done' && end.result.rejected === 0) return
  const reason = end?.type === 'failed' ? end.message : JSON.stringify(end)
  throw new Error(`The sample file ${query.get('file')} could not be imported: ${reason}`)
}

/** The collector has the events on disk; the server takes them over. */
async function untilLoaded(cli: Cli, expected: number, signal: AbortSignal): Promise<void> {
  const bar = cli.progress('Loading events')
  try {
    for (;;) {
      const { value } = (await ask(cli, { metrics: ['events'] })).total['events'] as { value: number | null }
      if ((value ?? 0) >= expected) return
      bar.update(value ?? 0, expected)
      await pause(lookAgainMs, signal)
    }
  } finally {
    bar.stop()
  }
}

async function agreePlan(cli: Cli, plan: string): Promise<void> {
  cli.remark('Agreeing on what counts, and counting …')
  const { versions } = await read<{ versions: PlanView[] }>(cli, '/api/v1/plans')
  if (versions.length === 0) await cli.api(`/api/v1/plans?by=${sampleName}`, { method: 'POST', body: plan })
  if (versions.some(({ agreedAt }) => agreedAt !== null)) return void (await ask(cli, { metrics: ['cv'] }))
  const body = JSON.stringify({ by: sampleName })
  await followProgress(cli, 'Counting', await cli.api('/api/v1/plans/newest/agree?count=1', { method: 'POST', body }))
}

async function read<T>(cli: Cli, path: string): Promise<T> {
  return (await (await cli.api(path)).json()) as T
}

function ask(cli: Cli, question: { metrics: string[]; by?: string[] }): Promise<Answer> {
  return sendJson<Answer>(cli, '/api/v1/ask', question)
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  return new Promise((resolve) => setTimeout(resolve, ms))
}
