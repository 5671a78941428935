// onecount alert recipient, rules, test: who is told of what, and whether it arrives.
import { type Command, InvalidArgumentError, Option } from 'commander'
import {
  type AddedRecipient,
  type AlertKind,
  type MessageView,
  type Recipient,
  type RecipientInput,
  type Rules,
  alertKinds,
  recipientKinds,
  smtpSecurities,
} from '#contract/alerts.ts'
import { languages } from '#contract/library.ts'
import { Problem } from '#util/problem.ts'
import { localMinute } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { inOptions } from '../option-names.ts'
import { planZone } from '../plan-zone.ts'
import { sendJson } from '../send-json.ts'
import { wrapBehind } from '../wrap.ts'

const recipients = '/api/v1/alerts/recipients'

interface Output {
  json?: boolean
}

interface Given extends Output {
  language?: string
  host?: string
  port?: number
  security?: string
  user?: string
  from?: string
  to?: string[]
  url?: string
  urlStdin?: boolean
  secretStdin?: boolean
}

type ReadSecret = () => Promise<string>

export function registerRecipient(alert: Command, cli: Cli, readSecret: ReadSecret): void {
  const recipient = alert.command('recipient').description('who is told: add, list, remove')
  recipient
    .command('add')
    .argument('<name>', 'as reports and alerts name it')
    .argument('<kind>', recipientKinds.join(', '))
    .addOption(new Option('--language <language>', 'of its messages').choices(languages))
    .option('--host <name>', 'email: the mail server')
    .option('--port <n>', 'email: its port', Number)
    .addOption(new Option('--security <how>', 'email: default starttls').choices(smtpSecurities))
    .option('--user <name>', 'email: at the mail server, with its password by --secret-stdin')
    .option('--from <address>', 'email: sender')
    .option('--to <address...>', 'email: receivers')
    .option('--url <address>', 'webhook: where to')
    .option('--url-stdin', 'slack: the webhook that Slack shows, from standard input')
    .option('--secret-stdin', 'the password of the mail server, or the secret that signs, from standard input')
    .description('add a recipient; its secrets are sealed and never shown again')
    .action((name: string, kind: string, given: Given) => add(cli, name, kind, given, readSecret))
  recipient
    .command('list')
    .description('all recipients')
    .action((options: Output) => list(cli, options))
  recipient
    .command('remove <name>')
    .description('end it; what waits for it is not sent')
    .action((name: string, options: Output) => remove(cli, name, options))
  alert
    .command('rules <recipient>')
    .option('--on <kind...>', `what it is told of: ${alertKinds.join(', ')}`)
    .option('--off <kind...>', 'what it is not told of')
    .option('--threshold <kind=share...>', 'overspend=20%: from when on', collectThresholds)
    .addOption(new Option('--language <language>', 'of its messages').choices(languages))
    .description('which alerts a recipient gets: shown, or changed')
    .action((name: string, given: Output & RulesGiven) => rules(cli, name, given))
  alert
    .command('test <recipient>')
    .description('send a test and say what became of it')
    .action((name: string, options: Output) => test(cli, name, options))
}

const options = {
  name: '<name>',
  kind: '<kind>',
  host: '--host',
  port: '--port',
  security: '--security',
  user: '--user',
  password: '--secret-stdin',
  secret: '--secret-stdin',
  from: '--from',
  to: '--to',
  url: '--url',
} as const

async function add(cli: Cli, name: string, kind: string, given: Given, readSecret: ReadSecret): Promise<void> {
  const { json, urlStdin, secretStdin, ...fields } = given
  const read = urlStdin || secretStdin ? (await readSecret()).trim() : ''
  const secret = kind === 'email' ? { password: read } : { secret: read }
  const body = { kind, name, ...fields, ...(urlStdin && { url: read }), ...(secretStdin && secret) } as RecipientInput
  const request = { method: 'POST', body: JSON.stringify(body) }
  const added = (await (
    await inOptions(cli.api(recipients, request), { ...options, ...(kind === 'slack' && { url: '--url-stdin' }) })
  ).json()) as AddedRecipient
  if (json) return cli.print(JSON.stringify(added))
  for (const line of wrapBehind('', `${added.name} is told by ${added.kind}: ${added.address}`)) cli.print(line)
  if (added.secret !== undefined) {
    cli.print(`Secret: ${added.secret}`)
    cli.remark('It signs what is sent, and is not shown again.')
  }
  cli.remark(`→ onecount alert test ${added.name}`)
}

async function list(cli: Cli, { json }: Output): Promise<void> {
  const all = await readAll(cli)
  if (json) return cli.print(JSON.stringify(all))
  if (all.length === 0)
    return cli.print('Nobody is told. Add one: onecount alert recipient add NAME email|slack|webhook')
  for (const { name, kind, address, language } of all)
    for (const line of wrapBehind(`${name}  `, `${kind}, ${language}: ${address}`)) cli.print(line)
}

async function readAll(cli: Cli): Promise<Recipient[]> {
  return ((await (await cli.api(recipients)).json()) as { recipients: Recipient[] }).recipients
}

async function remove(cli: Cli, name: string, { json }: Output): Promise<void> {
  const gone = await sendJson<Recipient>(cli, `${recipients}/${encodeURIComponent(name)}`, undefined, 'DELETE')
  cli.print(json ? JSON.stringify(gone) : `${gone.name} is told nothing any more.`)
}

interface RulesGiven {
  on?: AlertKind[]
  off?: AlertKind[]
  threshold?: Partial<Record<AlertKind, number>>
  language?: string
}

function collectThresholds(text: string, before: RulesGiven['threshold'] = {}): RulesGiven['threshold'] {
  const [kind = '', share = ''] = text.split('=')
  const value = share.endsWith('%') ? Number(share.slice(0, -1)) / 100 : Number(share)
  if (share === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Write overspend=20%.')
  return { ...before, [kind]: value }
}

async function rules(
  cli: Cli,
  name: string,
  { json, on = [], off = [], threshold = {}, language }: Output & RulesGiven,
) {
  const own = (await readAll(cli)).find((each) => each.name === name || each.id === name)
  if (!own)
    throw new Problem('unknown_recipient', `There is no recipient named ${name}.`, {
      hint: '`onecount alert recipient list` shows them.',
    })
  const named = [...new Set([...on, ...off, ...(Object.keys(threshold) as AlertKind[])])]
  const changed = Object.fromEntries(
    named.map((kind) => {
      const share = threshold[kind] ?? own.rules[kind]?.threshold ?? undefined
      const isOn = on.includes(kind) || (!off.includes(kind) && (own.rules[kind]?.on ?? true))
      return [kind, { on: isOn, ...(share !== undefined && { threshold: share }) }]
    }),
  ) as Rules
  const body = { ...(named.length > 0 && { rules: changed }), ...(language && { language }) }
  const path = `${recipients}/${encodeURIComponent(name)}`
  const now = Object.keys(body).length > 0 ? await sendJson<Recipient>(cli, path, body, 'PUT') : own
  if (json) return cli.print(JSON.stringify(now))
  for (const kind of alertKinds) {
    const { on: isOn, threshold: share } = now.rules[kind]
    const from = share === null ? '' : `  from ${Math.round(share * 100)} %`
    cli.print(`${isOn ? 'on ' : 'off'}  ${kind}${isOn ? from : ''}`)
  }
}

async function test(cli: Cli, name: string, { json }: Output): Promise<void> {
  const message = await sendJson<MessageView>(cli, `${recipients}/${encodeURIComponent(name)}/test`, undefined, 'POST')
  if (json) cli.print(JSON.stringify(message))
  else {
    const zone = await planZone(cli)
    for (const line of messageLines(message, zone)) cli.print(line)
    cli.remark(`Times in ${zone}.`)
  }
  if (message.state === 'delivered') return
  throw new Problem('not_delivered', 'The test was not delivered.', { hint: message.attempts.at(-1)?.detail ?? '' })
}

/** A message and each attempt to deliver it. */
export function messageLines({ recipient, state, attempts, nextAt }: MessageView, timezone: string): string[] {
  const next = nextAt === null ? '' : `, tried again ${localMinute(nextAt, timezone)}`
  return [
    ...wrapBehind('  ', `To ${recipient.name} (${recipient.kind}): ${state.replace('_', ' ')}${next}`),
    ...attempts.flatMap(({ at, outcome, detail }) =>
      wrapBehind('    ', `${localMinute(at, timezone)} ${outcome.replace('_', ' ')} ${detail}`.trim()),
    ),
  ]
}
