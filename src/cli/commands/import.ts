// onecount import: files into facts, with what became of every row.
import { createReadStream, statSync } from 'node:fs'
import { basename, relative, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { type Command, Option } from 'commander'
import {
  type ImportPreview,
  type ImportProgress,
  type ImportResult,
  type RecognisedExport,
  importKinds,
} from '#contract/import.ts'
import { Problem } from '#util/problem.ts'
import type { Cli } from '../context.ts'
import { listOption } from '../list-option.ts'
import { endOf } from '../follow.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'
import { exportSentence } from './export-sentence.ts'
import { registerImportHistory } from './import-history.ts'
import { registerImportRates } from './import-rates.ts'

const imports = '/api/v1/imports'

interface Options {
  map?: string[]
  key?: string[]
  format?: string
  export?: string
  point?: string
  source?: string
  platform?: string
  account?: string
  channel?: string
  currency?: string
  stage?: string
  period?: string
  timezone?: string
  dateFormat?: string
  force?: boolean
  preview?: boolean
  json?: boolean
}

export function registerImport(program: Command, cli: Cli): void {
  const command = program
    .command('import')
    .argument('<kind>', `what the file holds: ${importKinds.join(', ')}`)
    .argument('<file>', 'CSV, Excel (.xlsx), JSON lines or Parquet')
    .description('take in leads, deals, ad reports, costs, figures, orders or events')
    .option('--map <field=column,…>', 'which column fills which field; repeatable', joinPairs)
    .option('--key <column,…>', 'columns that tell rows of one date and ad apart', listOption)
    .option('--source <name>', 'where the records come from; with their id it is their identity')
    .option('--platform <name>', 'whose ad report it is: meta, google_ads, tiktok, line…')
    .option('--account <name>', 'ad account of all rows')
    .option('--channel <name>', 'channel of rows without one')
    .option('--currency <code>', 'currency of rows without one, such as JPY')
    .option('--stage <name>', 'stage of deals (status of orders) without one')
    .option('--period <first..last>', 'days of rows without a date: 2026-04-01..2026-04-30')
    .option('--timezone <zone>', "of times that name none; default: the plan's, else UTC")
    .addOption(new Option('--date-format <order>', 'of dates such as 03/04/2026').choices(['dmy', 'mdy']))
    .addOption(
      new Option('--format <name>', 'when it is not told by itself').choices(['csv', 'jsonl', 'parquet', 'xlsx']),
    )
    .option('--export <name>', 'whose export it is, when not told by itself; none: any table')
    .option('--point <id>', "conversion point that a platform's conversions count")
    .option('--force', 'import also when many rows would be lost because they share an id')
    .option('--preview', 'show how the file would be read; store nothing')
    .action((kind: string, file: string, options: Options) =>
      options.preview ? preview(cli, kind, file, options) : take(cli, kind, file, options),
    )
  registerImportHistory(command, cli)
  registerImportRates(command, cli)
}

/** `a=b,c=d`; a piece without `=` belongs to the column before it, whose name has a comma. */
function joinPairs(text: string, before: string[] = []): string[] {
  const pairs = [...before]
  for (const [index, piece] of text.split(',').entries()) {
    if (piece.includes('=') || index === 0) pairs.push(piece)
    else pairs.push(`${pairs.pop()!},${piece}`)
  }
  return pairs
}

function query(kind: string, file: string, bytes: number, options: Options): string {
  const params = new URLSearchParams({ kind, file: basename(file), bytes: String(bytes) })
  const { map = [], key = [], preview: _preview, json: _json, force, dateFormat, ...texts } = options
  for (const pair of map) params.append('map', pair)
  for (const column of key) params.append('key', column)
  if (force) params.set('force', 'true')
  if (dateFormat !== undefined) params.set('date_format', dateFormat)
  for (const [name, text] of Object.entries(texts)) params.set(name, text)
  return params.toString()
}

/** The file's size in bytes. Throws Problem when it cannot be read. */
function sizeOf(path: string, file: string): number {
  try {
    const found = statSync(path)
    if (found.isFile()) return found.size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw noFile(`${file} cannot be read: ${(error as Error).message}`)
    }
    throw noFile(`There is no file ${file}.`)
  }
  throw noFile(`${file} is not a file.`)
}

function noFile(message: string): Problem {
  return new Problem('no_file', message, { hint: 'Name a CSV, Excel (.xlsx), JSON lines or Parquet file.' })
}

/** Field of an import's options → the option that fills it. */
const optionOf = {
  map: '--map',
  key: '--key',
  format: '--format',
  export: '--export',
  point: '--point',
  period: '--period',
  timezone: '--timezone',
  'date-format': '--date-format',
}

async function take(cli: Cli, kind: string, file: string, options: Options): Promise<void> {
  const path = resolve(cli.cwd, file)
  const size = sizeOf(path, file)
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream
  const headers = { 'content-type': 'application/octet-stream' }
  const answer = cli.api(`${imports}?${query(kind, file, size, options)}`, { method: 'POST', headers, body })
  const response = await inOptions(answer, optionOf)
  const result = await follow(cli, response, basename(file))
  if (options.json) cli.print(JSON.stringify(result))
  else summarise(cli, result, file)
  if (result.rows > 0 && result.rejected === result.rows) process.exitCode = 1
}

/** Draws the progress of an import until it is done. Throws Problem when it failed. */
async function follow(cli: Cli, response: Response, name: string): Promise<ImportResult> {
  const bar = cli.progress(name)
  try {
    const end = await endOf<ImportProgress, ImportResult>(response, ({ stage, bytes, totalBytes, rows, stored }) => {
      if (stage === 'reading') bar.update(bytes, totalBytes, `${number(rows)} rows read`)
      else bar.update(stored, rows, `${number(stored)} rows stored`)
    })
    if (end?.type === 'done') return end.result
    if (end) throw new Problem('import_failed', end.message, end.hint === undefined ? {} : { hint: end.hint })
    throw new Problem('import_failed', 'The server went away before the import ended.', {
      hint: 'Import the file again: what was stored stays, and only the rest is added.',
    })
  } finally {
    bar.stop()
  }
}

const reasonsShown = 5

function summarise(cli: Cli, result: ImportResult, file: string): void {
  const { rows, added, changed, unchanged, rejected, reasons, notes, rejectsFile } = result
  const encoding = result.format === 'csv' && result.encoding !== 'utf-8' ? `, ${result.encoding}` : ''
  cli.print(`${file}: ${number(rows)} rows of ${result.kind} (${result.format}${encoding})`)
  if (result.recognised) tellExport(cli, result.recognised)
  const counts = { added, changed, unchanged, rejected }
  for (const [name, count] of Object.entries(counts)) cli.print(`  ${name.padEnd(10)}${number(count).padStart(12)}`)
  for (const { field, reason, count, firstRow } of reasons.slice(0, reasonsShown)) {
    const text = `${number(count)} × ${[field, reason].filter(Boolean).join(' ')} (first: row ${number(firstRow)})`
    for (const line of wrapBehind('    ', text)) cli.print(line)
  }
  if (reasons.length > reasonsShown) cli.print(`    and ${number(reasons.length - reasonsShown)} more reasons`)
  for (const note of notes) for (const line of wrapBehind('  · ', note)) cli.print(line)
  if (rejectsFile) {
    cli.print('  The rejected rows, as they were, with the reasons:')
    cli.print(`    ${nearer(cli, rejectsFile)}`)
  }
  for (const line of wrapBehind('→ ', nextStep(result))) cli.remark(line)
}

function tellExport(cli: Cli, recognised: RecognisedExport, kind: string = recognised.kind): void {
  for (const line of wrapBehind('  ', exportSentence(recognised, kind))) cli.print(line)
}

function nearer(cli: Cli, path: string): string {
  const near = relative(cli.cwd, path)
  return near.length < path.length ? near : path
}

function nextStep({ kind, rows, rejected, reasons }: ImportResult): string {
  if (rows === 0) return 'The file has a header and no rows.'
  if (reasons[0]?.field === 'key') return 'Import the file again with --key and the columns that tell its rows apart.'
  if (rejected > 0) return 'Correct the rows and import the file again: rows that are in already change nothing.'
  if (kind === 'ads' || kind === 'costs') return 'onecount ask --metric cost --by channel'
  if (kind === 'figures') return 'onecount ask --metric figure.cv --by platform,channel'
  if (kind === 'changes') return 'onecount scorecard changes'
  return 'onecount ask --metric cv --by channel (what counts is said by: onecount plan)'
}

async function preview(cli: Cli, kind: string, file: string, options: Options): Promise<void> {
  const path = resolve(cli.cwd, file)
  const size = sizeOf(path, file)
  // Parquet keeps its directory at the end; of text the beginning is enough.
  const beginning = /\.(parquet|pq)$/i.test(file) || options.format === 'parquet' ? {} : { end: 262_143 }
  const body = Readable.toWeb(createReadStream(path, beginning)) as ReadableStream
  const answer = cli.api(`${imports}/preview?${query(kind, file, size, options)}`, { method: 'POST', body })
  const response = await inOptions(answer, optionOf)
  const shown = (await response.json()) as ImportPreview
  if (options.json) return cli.print(JSON.stringify(shown))
  describePreview(cli, shown, file, kind)
}

function describePreview(cli: Cli, shown: ImportPreview, file: string, kind: string): void {
  cli.print(`${file} (${shown.format}, ${shown.encoding}) would be read like this:`)
  if (shown.recognised) tellExport(cli, shown.recognised, kind)
  for (const [field, column] of Object.entries(shown.mapping)) {
    const example = shown.rows[0]?.[column] ?? ''
    cli.print(clip(`  ${field.padEnd(20)} ← ${column.padEnd(24)} ${example}`))
  }
  const list = (title: string, columns: readonly string[]): void => {
    if (columns.length === 0) return
    for (const line of wrapBehind(`  ${title}: `, columns.join(', '))) cli.print(line)
  }
  list('kept as attributes', shown.attributes)
  list('left out, personal', shown.leftOut)
  list('not needed', shown.unused)
  for (const note of shown.notes) for (const line of wrapBehind('  · ', note)) cli.print(line)
  const { refusal } = shown.recognised ?? {}
  const stops = refusal ? [refusal.message.en, refusal.hint.en] : shown.doubt && Object.values(shown.doubt)
  if (stops) {
    for (const text of stops) for (const line of wrapBehind('→ ', text)) cli.remark(line)
    return
  }
  if (shown.missing.length === 0) return cli.remark('→ Import it with the same command without --preview.')
  for (const { field, hint } of shown.missing) for (const line of wrapBehind(`→ ${field}: `, hint)) cli.remark(line)
}

function number(count: number): string {
  return count.toLocaleString('en')
}

function clip(line: string): string {
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`
}
