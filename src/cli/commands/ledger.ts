// onecount ledger: the conversions behind the figures, and how one of them was counted.
import type { Command } from 'commander'
import { isErased } from '#contract/erased.ts'
import type { ConversionState, LedgerEntry, LedgerPage, LedgerSighting } from '#contract/ledger.ts'
import { localMinute } from '#util/zone.ts'
import { cell } from '../cell.ts'
import type { Cli } from '../context.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'
import { registerJunk } from './ledger-junk.ts'
import { registerRulings, rulingLines } from './ledger-rulings.ts'

/** What `withFilters` reads. */
export interface LedgerFilters {
  point?: string[]
  channel?: string[]
  source?: string[]
  from?: string
  to?: string
  plan?: string
}

interface LedgerOptions extends LedgerFilters {
  search?: string
  after?: string
  limit?: string
  json?: boolean
}

const gather = (text: string, before: string[] = []): string[] => [...before, text]

export function registerLedger(program: Command, cli: Cli): void {
  const command = program.command('ledger')
  command
    .description('the conversions themselves, newest first; with an id, how it was counted')
    .argument('[id]', 'id of a conversion, or one that it once had')
    .option('--search <id>', 'id of an order, payment, deal, lead, person or visitor')
  withFilters(command)
    .option('--after <cursor>', 'the page behind this cursor')
    .option('--limit <number>', 'conversions on a page, at most 200 (default: 50)')
    .action((id: string | undefined, options: LedgerOptions) => (id ? showOne(cli, id, options) : list(cli, options)))
  registerRulings(command, cli)
  registerJunk(command, cli)
}

/** Which conversions: options that the API takes by the same names. */
export function withFilters(command: Command): Command {
  return command
    .option('--point <id>', 'only this point; can be given again', gather)
    .option('--channel <channel>', 'only this channel; can be given again', gather)
    .option('--source <source>', 'only what this source saw; can be given again', gather)
    .option('--from <day>', 'first day, 2026-04-01')
    .option('--to <day>', 'last day, inclusive')
    .option('--plan <version>', 'count all history by this version of the plan')
}

const optionOf = Object.fromEntries(
  ['search', 'point', 'channel', 'source', 'from', 'to', 'plan', 'after', 'limit'].map((name) => [name, `--${name}`]),
)

async function list(cli: Cli, { json, ...options }: LedgerOptions): Promise<void> {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(options)) for (const each of [value].flat()) params.append(name, each)
  const asked = inOptions(cli.api(`/api/v1/ledger?${params.toString()}`), optionOf)
  const page = (await (await asked).json()) as LedgerPage
  if (json) return cli.print(JSON.stringify(page))
  if (page.conversions.length === 0) return cli.remark('There is no such conversion.')
  cli.print('WHEN             POINT        CHANNEL      SEEN CONVERSION')
  for (const each of page.conversions) {
    // an id has 32 characters, and is needed whole
    const cells = [cell(each.point, 12), cell(each.channel || '–', 12), String(each.sightings).padStart(4)]
    cli.print([localMinute(each.time, page.timezone), ...cells, each.id].join(' '))
  }
  if (page.total) {
    const { conversions, sightings } = page.total
    cli.remark(`${conversions.toLocaleString('en')} conversions, seen ${sightings.toLocaleString('en')} times.`)
  }
  cli.remark(`Times in ${page.timezone}.`)
  if (page.next) cli.remark(`→ more: --after ${page.next}`)
}

async function showOne(cli: Cli, id: string, { json }: LedgerOptions): Promise<void> {
  const entry = (await (await cli.api(`/api/v1/ledger/${encodeURIComponent(id)}`)).json()) as LedgerEntry
  if (json) return cli.print(JSON.stringify(entry))
  for (const line of entryLines(entry)) cli.print(line)
}

const stateNames: Record<ConversionState, string> = {
  counted: 'counted',
  partly_refunded: 'partly refunded; counted with what is left',
  refunded: 'refunded; still counted, with a value of 0',
  cancelled: 'cancelled; still counted, with a value of 0',
}

/** One conversion as text of 80 columns. */
export function entryLines(entry: LedgerEntry): string[] {
  const { conversion, points, sightings, aliases, rulings, path, timezone } = entry
  const name = points.map((point) => `${point.name} (${point.oncePer})`).join(', ')
  const seen = sightings.filter(({ outcome }) => outcome !== 'reversal').length
  const count = `Counted once, seen ${seen} ${seen === 1 ? 'time' : 'times'}`
  return [
    ...wrapBehind(
      '',
      `${name || 'A definition that no plan has'}: ${localMinute(conversion.time, timezone)} ${timezone}`,
    ),
    entry.withdrawn ? 'Withdrawn: it was counted once, and no longer is.' : `${count}:`,
    ...sightings.flatMap((sighting) => sightingLines(sighting, timezone)),
    '',
    ...facts(entry),
    ...(rulings.length > 0 ? ['', 'By hand:', ...rulings.flatMap((ruling) => rulingLines(ruling, timezone))] : []),
    ...(aliases.length > 0 ? ['', 'Ids it had before:', ...aliases.map((alias) => `  ${alias.id}`)] : []),
    ...(path.length > 0 ? ['', 'Visits before it:'] : []),
    ...path.map(
      (visit) =>
        `  ${localMinute(visit.start, timezone)}  ${cell(visit.channel, 16)}${cell(visit.landingPage, 20)}${visit.credited ? ' ← credited' : ''}`,
    ),
  ]
}

function sightingLines(
  { time, source, recordId, outcome, reason, isDouble }: LedgerSighting,
  timezone: string,
): string[] {
  const what = { counted: 'counted', duplicate: 'duplicate', not_counted: 'not counted', reversal: 'taken back' }[
    outcome
  ]
  const why = reason ? `${what}: ${reason}` : what
  const doubt = isDouble ? ' (suspected double)' : ''
  const opening = `  ${localMinute(time, timezone)}  ${cell(source, 10)} ${cell(recordId, 20)} `
  return wrapBehind(opening, `${why}${doubt}`)
}

function facts({ conversion }: LedgerEntry): string[] {
  const { person, channel, campaign, state, value, refunded, currency, orderId, dealId, leadId, id } = conversion
  const money = (amount: number): string => `${amount.toLocaleString('en')} ${currency}`.trimEnd()
  const worth = value === null ? '' : money(value) + (refunded === 0 ? '' : ` (was ${money(value + refunded)})`)
  const became = state === 'counted' ? '' : stateNames[state]
  const who = isErased(person) ? 'erased' : person
  const pairs = { Conversion: id, Person: who, Channel: channel, Campaign: campaign, Value: worth, State: became }
  const ids = { Order: orderId, Deal: dealId, Lead: leadId }
  return Object.entries({ ...pairs, ...ids }).flatMap(([label, text]) =>
    text === '' ? [] : wrapBehind(label.padEnd(12), text),
  )
}
