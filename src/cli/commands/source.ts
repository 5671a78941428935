// onecount source: whose webhooks are taken, and the secrets that prove who sent them.
import { text as readAll } from 'node:stream/consumers'
import type { Command } from 'commander'
import { hookAddress } from '#contract/connect.ts'
import { type HookEntry, type HookProvider, type MadeHook, hookProviders } from '#contract/hook.ts'
import { secretOrigin } from '#contract/hook-secret.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import { collectAddress } from '#util/settings.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'
import { sendJson } from '../send-json.ts'

const hooks = '/api/v1/hooks'

interface Output {
  json?: boolean
}

interface SecretOptions extends Output {
  secretStdin?: boolean
}

interface AddOptions extends SecretOptions {
  name?: string
  source?: string
  header?: string
  algorithm?: string
  encoding?: string
  prefix?: string
  timestampHeader?: string
  signs?: string
  items?: string
  map?: string[]
  set?: string[]
  organization?: string
  loginChannel?: string
  afterLogin?: string
}

/** @param readSecrets what stands on standard input; secrets on the command line would stay in its history. */
export function registerSource(program: Command, cli: Cli, readSecrets = () => readAll(process.stdin)): void {
  const source = program.command('source').description('webhooks that are taken: add, list, rotate, remove')
  source
    .command('add')
    .argument('<provider>', hookProviders.join(', '))
    .option('--name <name>', 'part of its address (default: the provider)')
    .option('--source <source>', 'source of its events (default: the name)')
    .option('--secret-stdin', 'read the signing secret from standard input; LINE: the login secret on line 2')
    .option('--map <field=path>', 'field of the event, from what is sent: order_id=deal.number', collect)
    .option('--set <field=text>', 'field that is always the same: name=lead', collect)
    .option('--header <name>', 'generic: header of the signature or token (x-signature)')
    .option('--algorithm <name>', 'generic: sha256, sha1, sha512, or token')
    .option('--encoding <name>', 'generic: hex or base64')
    .option('--prefix <text>', 'generic: what stands before the signature, e.g. sha256=')
    .option('--timestamp-header <name>', 'generic: header with the time of sending')
    .option('--signs <form>', 'generic: what is signed, e.g. {timestamp}.{body}')
    .option('--items <path>', 'generic: where the list of events stands')
    .option('--organization <id>', 'salesforce: take messages of this organization only')
    .option('--login-channel <id>', 'line: LINE Login channel of the links that Onecount issues')
    .option('--after-login <url>', 'line: where people go when they come back from LINE Login')
    .description('take webhooks of a provider; prints the address to give it')
    .action((provider: string, options: AddOptions) => add(cli, provider, options, readSecrets))
  source
    .command('list')
    .description('all webhooks, without their secrets')
    .action((options: Output) => list(cli, options))
  source
    .command('rotate')
    .argument('<name>', 'name or id of the webhook')
    .option('--secret-stdin', 'read the new secret from standard input')
    .option('--finish', 'refuse the older secret from now on')
    .description('set a new secret; the older one stays in force until --finish')
    .action((name: string, options: SecretOptions & { finish?: boolean }) => rotate(cli, name, options, readSecrets))
  source
    .command('remove')
    .argument('<name>', 'name or id of the webhook')
    .description('take no more deliveries; what was counted stays')
    .action((name: string, options: Output) => remove(cli, name, options))
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

const optionOf = {
  provider: '<provider>',
  name: '--name',
  source: '--source',
  secret: '--secret-stdin',
  login_secret: '--secret-stdin',
  header: '--header',
  algorithm: '--algorithm',
  encoding: '--encoding',
  prefix: '--prefix',
  timestamp_header: '--timestamp-header',
  signs: '--signs',
  items: '--items',
  map: '--map',
  set: '--set',
  organization: '--organization',
  login_channel: '--login-channel',
  after_login: '--after-login',
}

type ReadSecrets = () => Promise<string>

async function add(cli: Cli, provider: string, options: AddOptions, readSecrets: ReadSecrets): Promise<void> {
  const [secret, login] = options.secretStdin ? await secretLines(readSecrets) : []
  const body = {
    provider,
    name: options.name,
    source: options.source,
    secret,
    login_secret: login,
    options: {
      header: options.header,
      algorithm: options.algorithm,
      encoding: options.encoding,
      prefix: options.prefix,
      timestamp_header: options.timestampHeader,
      signs: options.signs,
      items: options.items,
      map: pairs('--map', options.map),
      set: pairs('--set', options.set),
      organization: options.organization,
      login_channel: options.loginChannel,
      after_login: options.afterLogin,
    },
  }
  const made = await post(cli, hooks, body)
  if (options.json) return cli.print(JSON.stringify(made))
  tell(cli, made)
  say(
    cli,
    `Give ${made.provider} this address${cli.settings.collectUrl === undefined ? ', with your public https name in front' : ''}. See docs/webhooks.md.`,
  )
}

/** The address, with our secret in it where that is how the sender proves itself. */
function tell(cli: Cli, { provider, path, secret }: MadeHook): void {
  const address = hookAddress(collectAddress(cli.settings), provider, path, secret)
  cli.print(address)
  if (secret === undefined) return
  if (!address.includes(secret)) cli.print(secret)
  say(cli, 'This is the only time that its secret is shown.')
}

async function list(cli: Cli, { json }: Output): Promise<void> {
  const { hooks: all } = (await (await cli.api(hooks)).json()) as { hooks: HookEntry[] }
  if (json) return cli.print(JSON.stringify({ hooks: all }))
  const live = all.filter(({ removedAt }) => removedAt === null)
  if (live.length === 0) {
    cli.remark('No webhook is taken yet.')
    return cli.remark('→ onecount source add stripe --secret-stdin')
  }
  const zone = await planZone(cli)
  cli.print('NAME                 PROVIDER   SOURCE               SECRET SET')
  for (const { name, provider, source, secretsSetAt } of live) {
    cli.print(
      [name.padEnd(20), provider.padEnd(10), source.padEnd(20), secretState(provider, secretsSetAt, zone)].join(' '),
    )
  }
}

function secretState(provider: HookProvider, setAt: readonly number[], zone: string): string {
  if (secretOrigin[provider] === 'none') return 'public key'
  return setAt.map((at) => localDay(at, zone)).join(' and ')
}

async function rotate(
  cli: Cli,
  name: string,
  { secretStdin, finish, json }: SecretOptions & { finish?: boolean },
  readSecrets: ReadSecrets,
): Promise<void> {
  const path = `${hooks}/${encodeURIComponent(name)}/secrets`
  if (finish) {
    const entry = (await (await cli.api(`${path}/older`, { method: 'DELETE' })).json()) as HookEntry
    return json
      ? cli.print(JSON.stringify(entry))
      : say(cli, `Only the newest secret of ${entry.name} is in force now.`)
  }
  const [secret] = secretStdin ? await secretLines(readSecrets) : []
  const made = await post(cli, path, { secret })
  if (json) return cli.print(JSON.stringify(made))
  if (made.secret !== undefined) tell(cli, made)
  say(cli, `Both secrets of ${made.name} are in force until: onecount source rotate ${made.name} --finish`)
}

async function remove(cli: Cli, name: string, { json }: Output): Promise<void> {
  const answer = await cli.api(`${hooks}/${encodeURIComponent(name)}`, { method: 'DELETE' })
  const removed = (await answer.json()) as HookEntry
  if (json) return cli.print(JSON.stringify(removed))
  say(cli, `Removed ${removed.name}. Collectors refuse its deliveries within a second.`)
}

function post(cli: Cli, path: string, body: object): Promise<MadeHook> {
  return inOptions(sendJson<MadeHook>(cli, path, body).catch(withoutGroup), optionOf)
}

/** The API has options in a group of their own, the command line has them side by side. */
function withoutGroup(error: unknown): never {
  if (!(error instanceof Problem)) throw error
  const details = error.details.map((detail) => ({ ...detail, field: detail.field.replace(/^options\./, '') }))
  throw new Problem(error.code, error.message, { status: error.status, details })
}

async function secretLines(readSecrets: ReadSecrets): Promise<string[]> {
  const lines = (await readSecrets()).split('\n').map((line) => line.trim())
  if (lines[0]) return lines.filter((line) => line !== '')
  throw new Problem('no_secret', 'Standard input holds no secret.', {
    hint: 'printf %s "$SECRET" | onecount source add stripe --secret-stdin',
  })
}

function pairs(option: string, given: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    given.map((pair) => {
      const mark = pair.indexOf('=')
      if (mark > 0) return [pair.slice(0, mark), pair.slice(mark + 1)]
      throw new Problem('invalid_option', `${option} ${pair} is not FIELD=VALUE.`)
    }),
  )
}

function say(cli: Cli, text: string): void {
  for (const line of wrapBehind('', text)) cli.remark(line)
}
