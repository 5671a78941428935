// onecount import list, onecount import undo: what was imported, and taking it back.
import type { Command } from 'commander'
import type { ImportEntry, ImportUndo } from '#contract/import.ts'
import { localMinute } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { wrapBehind } from '../wrap.ts'

const imports = '/api/v1/imports'

interface Options {
  json?: boolean
  preview?: boolean
}

/** Options that `onecount import` has too count before the subcommand and behind it. */
export function registerImportHistory(command: Command, cli: Cli): void {
  command
    .command('list')
    .description('the latest imports, with their ids')
    .action((_options: Options, itself: Command) => list(cli, itself.optsWithGlobals()))
  command
    .command('undo')
    .argument('<id>', 'id of the import, or the beginning of one that is unique')
    .option('--preview', 'show what it would do; change nothing')
    .description('take back what an import added and changed')
    .action((id: string, _options: Options, itself: Command) => undoImport(cli, id, itself.optsWithGlobals()))
}

async function readList(cli: Cli): Promise<ImportEntry[]> {
  return ((await (await cli.api(imports)).json()) as { imports: ImportEntry[] }).imports
}

async function list(cli: Cli, { json }: Options): Promise<void> {
  const entries = await readList(cli)
  if (json) return cli.print(JSON.stringify({ imports: entries }))
  if (entries.length === 0) return cli.remark('Nothing has been imported yet.')
  const zone = await planZone(cli)
  cli.print('ID             WHEN              KIND     STATE         FILE')
  for (const { id, startedAt, kind, state, fileName } of entries) {
    cli.print([shortId(id), localMinute(startedAt, zone), kind.padEnd(7), state.padEnd(12), fileName].join('  '))
  }
  cli.remark(`Times in ${zone}.`)
}

/** As far as it is the time of its making, to the millisecond. */
function shortId(id: string): string {
  return id.slice(0, 13)
}

async function undoImport(cli: Cli, given: string, { json, preview }: Options): Promise<void> {
  const id = await wholeId(cli, given)
  const path = `${imports}/${encodeURIComponent(id)}/undo`
  if (preview) {
    const plan = (await (await cli.api(path)).json()) as ImportUndo
    if (json) return cli.print(JSON.stringify(plan))
    describe(cli, plan)
    return cli.remark('→ Undo it with the same command without --preview.')
  }
  const entry = (await (await cli.api(path, { method: 'POST' })).json()) as ImportEntry
  if (json) return cli.print(JSON.stringify(entry))
  cli.print(`${entry.fileName}: the import is undone.`)
  describe(cli, entry.undo!)
}

/** The id that begins so, if only one does; else as given, and the API says what is wrong with it. */
async function wholeId(cli: Cli, given: string): Promise<string> {
  const matches = (await readList(cli)).filter(({ id }) => id.startsWith(given))
  return matches.length === 1 ? matches[0]!.id : given
}

function describe(cli: Cli, undo: ImportUndo): void {
  const counts = {
    'rows that go': undo.removed,
    'rows as they were before': undo.restored,
    'rows that stay': undo.kept,
  }
  for (const [name, count] of Object.entries(counts)) {
    if (count > 0) cli.print(`  ${name.padEnd(26)}${count.toLocaleString('en').padStart(8)}`)
  }
  if (undo.removed + undo.restored === 0) cli.print('  There is nothing left of it to take back.')
  if (undo.kept > 0) cli.print('  Those that stay were changed by a later import:')
  for (const { what, changedBy } of undo.keptRows) cli.print(`    ${what} (${changedBy})`.slice(0, 80))
  if (undo.kept > undo.keptRows.length) cli.print(`    and ${rows(undo.kept - undo.keptRows.length)} more`)
  for (const { fileName, rows: count } of undo.again) {
    const text = `${fileName} came later and had ${rows(count)} that were in already: import it again.`
    for (const line of wrapBehind('→ ', text)) cli.remark(line)
  }
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count.toLocaleString('en')} rows`
}
