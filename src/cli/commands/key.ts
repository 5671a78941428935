// onecount key: which programs may send events, or read.
import type { Command } from 'commander'
import type { KeyEntry, KeyRequest } from '#contract/key.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'
import { sendJson } from '../send-json.ts'

const keys = '/api/v1/keys'

interface Output {
  json?: boolean
}

interface CreateOptions extends Output {
  kind?: string
  source?: string
  origin?: string[]
}

export function registerKey(program: Command, cli: Cli): void {
  const key = program.command('key').description('keys of programs that send events or read: create, list, revoke')
  key
    .command('create')
    .argument('<name>', 'what the key is for, e.g. shop')
    .option('--kind <kind>', 'write (servers), browser (pages), api (scripts that only read)', 'write')
    .option('--source <source>', 'source of its events (default: the name); a new key for an old sender keeps it')
    .option('--origin <url>', 'site that may use a browser key; repeatable', collect)
    .description('make a key; it is shown once')
    .action((name: string, options: CreateOptions) => create(cli, name, options))
  key
    .command('list')
    .description('all keys, without the keys themselves')
    .action((options: Output) => list(cli, options))
  key
    .command('revoke')
    .argument('<name>', 'name or id of the key')
    .description('refuse a key from now on')
    .action((name: string, options: Output) => revoke(cli, name, options))
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

const optionOf = { name: '<name>', kind: '--kind', source: '--source', origins: '--origin' }

async function create(cli: Cli, name: string, { kind, source, origin, json }: CreateOptions): Promise<void> {
  const sent = sendJson<KeyRequest & { id: string; key: string }>(cli, keys, { name, kind, source, origins: origin })
  const made = await inOptions(sent, optionOf)
  if (json) return cli.print(JSON.stringify(made))
  cli.print(made.key)
  const use = made.kind === 'api' ? 'It reads and asks, and changes nothing.' : `Its events have source ${made.source}.`
  const once = `This is the only time that the ${made.kind} key "${made.name}" is shown. ${use}`
  for (const line of wrapBehind('', once)) cli.remark(line)
}

async function list(cli: Cli, { json }: Output): Promise<void> {
  const { keys: entries } = (await (await cli.api(keys)).json()) as { keys: KeyEntry[] }
  if (json) return cli.print(JSON.stringify({ keys: entries }))
  if (entries.length === 0) {
    cli.remark('There is no key yet.')
    return cli.remark('→ onecount key create shop')
  }
  const zone = await planZone(cli)
  cli.print('NAME                  KIND     SOURCE                STATE')
  for (const { name, kind, source, revokedAt } of entries) {
    const state = revokedAt === null ? 'in force' : `revoked ${localDay(revokedAt, zone)}`
    cli.print([name.padEnd(21), kind.padEnd(8), source.padEnd(21), state].join(' '))
  }
}

async function revoke(cli: Cli, name: string, { json }: Output): Promise<void> {
  const answer = await cli.api(`${keys}/${encodeURIComponent(name)}`, { method: 'DELETE' })
  const revoked = (await answer.json()) as KeyEntry
  if (json) return cli.print(JSON.stringify(revoked))
  cli.remark(`Revoked ${revoked.name}. Collectors refuse it within a second.`)
}
