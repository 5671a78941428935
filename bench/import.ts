// How fast files are imported, against the engine's own INSERT … FORMAT JSONEachRow of the same rows in the same run.
// npx tsx bench/import.ts [rows]; each figure is rows per second, import once into an empty store and once again.
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImportOptions } from '#contract/import.ts'
import { prepareImport } from '#import/import.ts'
import { type Store, openStore } from '#store/store.ts'
import { systemClock } from '#util/clock.ts'
import { sha256 } from '#util/ids.ts'
import { hand } from './figures.ts'

const rows = Number(process.argv[2] ?? 300_000)
const insertRows = 50_000

interface Sample {
  options: ImportOptions
  header: string
  line(index: number): string
  /** The same row as the table holds it, for the engine's own insert. */
  table: 'records' | 'spend'
  row(index: number): object
}

const channels = ['organic_search', 'paid_search', 'social', 'email', 'referral', '']
const channel = (index: number): string => channels[index % channels.length]!
const day = (index: number): string => new Date(Date.UTC(2025, 0, 1 + (index % 365))).toISOString().slice(0, 10)
const cost = (index: number): string => ((index % 9_973) / 100).toFixed(2)
const id = (index: number): string => sha256(`lead ${index}`).slice(0, 32)
const shared = { known_from: 1_767_225_600, revision: 1, batch: 1, import_id: 'bench' }

const leads: Sample = {
  options: { kind: 'leads', fileName: 'leads.csv' },
  header: 'id,date,landing_page,channel,segment',
  line: (index) => `${id(index)},${day(index)},${id(index % 500)},${channel(index)},s${index % 7}`,
  table: 'records',
  row: (index) => ({
    ...shared, key: id(index), content: id(index), kind: 'lead', source: 'leads', id: id(index), time: `${day(index)} 00:00:00`,
    landing_page: id(index % 500), channel: channel(index), attributes: { segment: `s${index % 7}` },
  }), // prettier-ignore
}

const ads: Sample = {
  options: { kind: 'ads', fileName: 'ads.csv', platform: 'meta', currency: 'JPY' },
  header: 'date,campaign,ad,impressions,clicks,cost,conversions.purchase',
  line: (index) => `${day(index)},c${index % 40},ad${index},${index % 9_000},${index % 90},${cost(index)},${index % 5}`,
  table: 'spend',
  row: (index) => ({
    ...shared, key: id(index), content: id(index), source: 'ads', platform: 'meta', channel: 'paid_social',
    campaign: `c${index % 40}`, ad: `ad${index}`, period_start: day(index), period_end: day(index),
    impressions: index % 9_000, clicks: index % 90, cost: cost(index), currency: 'JPY',
  }), // prettier-ignore
}

/** The same as a known product writes it: titles above, thousands grouped, columns that nothing needs. */
const recognised: Sample = {
  ...ads,
  options: { kind: 'ads', fileName: 'export.csv', point: 'purchase' },
  header: [
    'Ad report',
    '"January 1, 2025 - December 31, 2025"',
    'Day,Campaign,Ad name,Campaign status,Impr.,Clicks,Currency code,Avg. CPC,Cost,Conversions',
  ].join('\n'),
  line: (index) =>
    `${day(index)},c${index % 40},ad${index},Enabled,"${(index % 9_000).toLocaleString('en')}",${index % 90},JPY, --,${cost(index)},${index % 5}`,
}

const folder = mkdtempSync(join(tmpdir(), 'onecount-bench-'))
const store = await openStore(join(folder, 'data'))
try {
  for (const [name, sample] of Object.entries({ leads, ads, 'recognised ads': recognised })) await measure(name, sample)
} finally {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(name: string, sample: Sample): Promise<void> {
  const path = join(folder, `${name}.csv`)
  await pipeline(Readable.from(linesOf(sample)), createWriteStream(path))
  const engine = await engineRate(store, sample)
  const first = await importRate(store, sample.options, path)
  const again = await importRate(store, sample.options, path)
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  const against = 'INSERT … FORMAT JSONEachRow of the same rows by hand'
  const size = `${rows} rows, ${(statSync(path).size / 1e6).toFixed(0)} MB`
  const figure = { unit: 'rows/s', reference: engine, against, repetitions: 1 }
  hand({ what: `${name} imported, ${size}`, ours: first, ...figure })
  hand({ what: `${name} imported again, ${size}`, ours: again, ...figure })
  console.log(`Memory of the importing process at its highest: ${peak} MB.`)
}

function* linesOf(sample: Sample): Generator<string> {
  yield `${sample.header}\n`
  for (let from = 0; from < rows; from += 1_000) {
    let text = ''
    for (let index = from; index < Math.min(rows, from + 1_000); index += 1) text += `${sample.line(index)}\n`
    yield text
  }
}

async function engineRate({ facts }: Store, sample: Sample): Promise<number> {
  await facts.command(`CREATE TABLE bench_${sample.table} AS ${sample.table}`)
  let ms = 0
  for (let from = 0; from < rows; from += insertRows) {
    const batch = Array.from({ length: Math.min(insertRows, rows - from) }, (_, index) => sample.row(from + index))
    const began = performance.now()
    await facts.insert(`bench_${sample.table}`, batch)
    ms += performance.now() - began
  }
  await facts.command(`DROP TABLE bench_${sample.table}`)
  return Math.round(rows / (ms / 1000))
}

async function importRate(into: Store, options: ImportOptions, path: string): Promise<number> {
  const began = performance.now()
  const workshop = { store: into, clock: systemClock }
  const prepared = await prepareImport(workshop, options, { bytes: createReadStream(path), totalBytes: null })
  const result = await prepared.run(() => undefined)
  if (result.rejected > 0) throw new Error(JSON.stringify(result.reasons))
  return Math.round(rows / ((performance.now() - began) / 1000))
}
