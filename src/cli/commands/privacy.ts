// onecount privacy: what is held about a person, given out or erased; what was erased; how long data is kept.
import type { Command } from 'commander'
import { type Erasure, type FoundPerson, type HeldKind, type PersonQuery, heldKinds } from '#contract/privacy.ts'
import { Problem } from '#util/problem.ts'
import { localMinute } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { inOptions } from '../option-names.ts'
import { followProgress } from '../follow.ts'
import { planZone } from '../plan-zone.ts'
import { wrapBehind } from '../wrap.ts'
import { registerRetention } from './privacy-retention.ts'

const privacy = '/api/v1/privacy'

interface WhomOptions {
  email?: string
  phone?: string
  userId?: string
  visitor?: string
  json?: boolean
}

export function registerPrivacy(program: Command, cli: Cli): void {
  const group = program.command('privacy').description('persons: export, erase, erasures, retention')
  withWhom(group.command('export').description('print everything that is held about a person')).action(
    (options: WhomOptions) => exportPerson(cli, options),
  )
  withWhom(group.command('erase').description('erase a person for good; conversions stay, without the person'))
    .option('--dry-run', 'tell what would go; change nothing')
    .action((options: WhomOptions & { dryRun?: boolean }) => erase(cli, options))
  group
    .command('erasures')
    .description('what was erased, when and by whom')
    .action((options: { json?: boolean }) => list(cli, options))
  group
    .command('retry <erasure>')
    .description('try again now what waits or failed')
    .action((id: string, options: { json?: boolean }) => retry(cli, id, options))
  group
    .command('forget-key')
    .description('when the file erasure-key is lost for good: take data again')
    .action((options: { json?: boolean }) => forgetKey(cli, options))
  registerRetention(group, cli)
}

function withWhom(command: Command): Command {
  return command
    .option('--email <address>', 'e-mail address, or its SHA-256')
    .option('--phone <number>', 'phone number with its country code')
    .option('--user-id <id>', 'user id, as it was sent')
    .option('--visitor <id>', 'visitor id (a browser)')
}

function whom({ email, phone, userId, visitor }: WhomOptions): PersonQuery {
  const query = { email, phone, user_id: userId, visitor }
  if (Object.values(query).some((value) => value !== undefined)) return query
  throw new Problem('nobody_named', 'Name the person.', { hint: 'Add --email, --phone, --user-id or --visitor.' })
}

const optionOf = { email: '--email', phone: '--phone', user_id: '--user-id', visitor: '--visitor' }

async function post(cli: Cli, path: string, query: PersonQuery): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return inOptions(cli.api(privacy + path, { method: 'POST', headers, body: JSON.stringify(query) }), optionOf)
}

async function exportPerson(cli: Cli, options: WhomOptions): Promise<void> {
  const held = (await (await post(cli, '/export', whom(options))).json()) as object
  cli.print(JSON.stringify(held, null, options.json ? undefined : 2))
}

async function erase(cli: Cli, options: WhomOptions & { dryRun?: boolean }): Promise<void> {
  const query = whom(options)
  if (options.dryRun) {
    const person = (await (await post(cli, '/find', query)).json()) as FoundPerson
    if (options.json) return cli.print(JSON.stringify(person))
    describePerson(cli, person)
    return cli.remark('→ Nothing was changed. The same command without --dry-run erases it for good.')
  }
  const erasure = await followProgress<Erasure>(cli, 'Erasing', await post(cli, '/erase', query))
  if (options.json) return cli.print(JSON.stringify(erasure))
  describeErasure(cli, erasure)
}

async function retry(cli: Cli, id: string, { json }: { json?: boolean }): Promise<void> {
  const answer = await cli.api(`${privacy}/erasures/${encodeURIComponent(id)}/retry`, { method: 'POST' })
  const erasure = await followProgress<Erasure>(cli, 'Erasing', answer)
  if (json) return cli.print(JSON.stringify(erasure))
  describeErasure(cli, erasure)
}

async function forgetKey(cli: Cli, { json }: { json?: boolean }): Promise<void> {
  const answer = await cli.api(`${privacy}/forget-key`, { method: 'POST' })
  const { forgotten } = (await answer.json()) as { forgotten: number }
  if (json) return cli.print(JSON.stringify({ forgotten }))
  const text = `${forgotten.toLocaleString('en')} identifiers of erased persons are no longer recognised. Erase again whoever is sent again.`
  for (const line of wrapBehind('', text)) cli.print(line)
}

const names: Record<HeldKind, string> = {
  events: 'events',
  visits: 'visits',
  records: 'leads, deals and orders',
  conversions: 'conversions',
  sightings: 'sightings',
  links: 'links',
  journal: 'events in the journal',
  rejected_rows: 'rejected rows of files',
  rulings: 'merges and splits by hand',
}

function describePerson(cli: Cli, person: FoundPerson): void {
  cli.print('Held about this person:')
  for (const kind of heldKinds) if (person.held[kind] > 0) cli.print(counted(names[kind], person.held[kind]))
  if (heldKinds.every((kind) => person.held[kind] === 0)) cli.print('  nothing')
  cli.print('Known by:')
  for (const identifier of person.identifiers) cli.print(`  ${short(identifier)}`)
  if (person.shared.length > 0) cli.print('Shared with somebody else, so it is left alone unless you name it:')
  for (const identifier of person.shared) cli.print(`  ${short(identifier)}`)
  for (const line of afterwards(person)) cli.print(line)
}

function counted(name: string, count: number): string {
  return `  ${name.padEnd(28)}${count.toLocaleString('en').padStart(9)}`
}

/** Hashes are long and say nothing. */
function short(identifier: string): string {
  return identifier.replace(/^(\w+:[0-9a-f]{12})[0-9a-f]{52}$/, '$1…').slice(0, 76)
}

function afterwards({ stay, recounted }: Pick<FoundPerson, 'stay' | 'recounted'>): string[] {
  const lines: string[] = []
  if (stay > 0) {
    lines.push(
      ...wrapBehind('', `${conversions(stay)} in the ledger with time, value and channel, without the person.`),
    )
  }
  if (recounted > 0) lines.push(...wrapBehind('', `${recounted} are counted again from what others sent.`))
  return lines
}

const conversions = (count: number): string =>
  count === 1 ? '1 conversion stays' : `${count.toLocaleString('en')} conversions stay`

function describeErasure(cli: Cli, erasure: Erasure): void {
  if (erasure.state === 'waiting') {
    const text = `What was begun before reads on: ${erasure.waitsFor.join(', ')}. The person is refused from now on, and erased as soon as it has ended.`
    for (const line of wrapBehind('', text)) cli.print(line)
    return cli.remark('→ onecount privacy erasures')
  }
  const isNothing = heldKinds.every((kind) => erasure.held[kind] === 0)
  cli.print(isNothing ? 'Nothing was held about this person.' : 'Erased for good:')
  for (const kind of heldKinds) {
    if (kind !== 'conversions' && erasure.held[kind] > 0) cli.print(counted(names[kind], erasure.held[kind]))
  }
  for (const line of afterwards(erasure)) cli.print(line)
  cli.print('What carries one of these identifiers is refused from now on.')
  if (erasure.state === 'done') return
  const text = 'Old copies are still on the disk of ClickHouse, which removes them by itself within minutes.'
  for (const line of wrapBehind('', text)) cli.remark(line)
  cli.remark('→ onecount privacy erasures')
}

async function list(cli: Cli, { json }: { json?: boolean }): Promise<void> {
  const { erasures } = (await (await cli.api(`${privacy}/erasures`)).json()) as { erasures: Erasure[] }
  if (json) return cli.print(JSON.stringify({ erasures }))
  if (erasures.length === 0) return cli.remark('Nobody was erased yet.')
  const zone = await planZone(cli)
  cli.print('WHEN              STATE     EVENTS  VISITS  RECORDS  CVS THAT STAY  BY')
  for (const { id, at, state, held, stay, by, failure, waitsFor } of erasures) {
    const when = localMinute(at, zone)
    const counts = [held.events, held.visits, held.records, stay].map(String)
    const columns = [counts[0]!.padStart(6), counts[1]!.padStart(6), counts[2]!.padStart(7), counts[3]!.padStart(13)]
    cli.print([when, state.padEnd(8), ...columns, by.slice(0, 14)].join('  '))
    const why = failure || waitsFor.join(', ')
    if (why === '') continue
    const what = failure === '' ? 'Waits for the import of' : 'Failed and is tried again by itself:'
    for (const line of wrapBehind('  ', `${what} ${why}`)) cli.print(line)
    cli.remark(`→ onecount privacy retry ${id}`)
  }
  cli.remark(`Times in ${zone}.`)
}
