// onecount export: all conversions with what saw them, as a file.
import type { Command } from 'commander'
import { ledgerFormats } from '#contract/export.ts'
import type { Cli } from '../context.ts'
import { formatOf, saveBody } from '../save-file.ts'
import { type LedgerFilters, withFilters } from './ledger.ts'

interface ExportOptions extends LedgerFilters {
  format?: string
  out?: string
  json?: boolean
}

export function registerExport(program: Command, cli: Cli): void {
  const command = program
    .command('export')
    .description('the conversions and their sightings as a file: JSON lines, CSV or Parquet')
    .option('--out <file>', 'write it there; default: stdout')
    .option('--format <format>', 'jsonl (every sighting in full), csv or parquet; default: by the name, else jsonl')
  withFilters(command).action((options: ExportOptions) => saveLedger(cli, options))
}

async function saveLedger(cli: Cli, { out, format, json: _, ...filters }: ExportOptions): Promise<void> {
  const named = { ...(out !== undefined && { out }), ...(format !== undefined && { format }) }
  const chosen = out === undefined && format === undefined ? 'jsonl' : formatOf(ledgerFormats, named)
  const params = new URLSearchParams({ format: chosen })
  for (const [name, value] of Object.entries(filters))
    for (const each of [value].flat()) params.append(name, String(each))
  await saveBody(cli, await cli.api(`/api/v1/ledger/export?${params.toString()}`), out)
}
