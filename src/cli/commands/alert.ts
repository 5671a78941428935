// onecount alert: what has fired, taken on or muted, and when nothing is to be told.
import { text } from 'node:stream/consumers'
import { type Command, InvalidArgumentError } from 'commander'
import { alertKindNames, tellAlert } from '#contract/alert-words.ts'
import {
  type Alert,
  type AlertKind,
  type AlertReport,
  type AlertSettings,
  type AlertView,
  alertKinds,
} from '#contract/alerts.ts'
import { makeFormat } from '#contract/format.ts'
import { localMinute } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { sendJson } from '../send-json.ts'
import { wrapBehind } from '../wrap.ts'
import { messageLines, registerRecipient } from './alert-recipient.ts'

const alerts = '/api/v1/alerts'
const format = makeFormat('en')

interface Output {
  json?: boolean
}

/** @param readSecret what stands on standard input: secrets on the command line would stay in its history. */
export function registerAlert(program: Command, cli: Cli, readSecret = () => text(process.stdin)): void {
  const alert = program.command('alert').description('what fires, who is told, and what became of the messages')
  alert
    .command('list')
    .option('--all', 'closed ones too')
    .description('alerts, open ones first')
    .action((options: Output & { all?: boolean }) => list(cli, alerts, 'GET', options))
  alert
    .command('check')
    .description('look now')
    .action((options: Output) => list(cli, `${alerts}/check`, 'POST', options))
  alert
    .command('show <id>')
    .description('an alert, its history and its messages; the last characters of an id are enough')
    .action((id: string, { json }: Output) => show(cli, id, 'GET', '', undefined, json))
  alert
    .command('acknowledge <id>')
    .option('--note <text>', 'kept in its history')
    .description('take it on: nobody is told of it again')
    .action((id: string, { json, note }: Output & { note?: string }) =>
      show(cli, id, 'POST', '/acknowledge', { ...(note && { note }) }, json),
    )
  alert
    .command('mute <id>')
    .option('--days <n>', 'for so many days; 0: until it closes', Number, 0)
    .option('--note <text>', 'kept in its history')
    .description('let it be')
    .action((id: string, { json, ...body }: Output & { days: number; note?: string }) =>
      show(cli, id, 'POST', '/mute', body, json),
    )
  alert
    .command('unmute <id>')
    .description('hear of it again')
    .action((id: string, { json }: Output) => show(cli, id, 'DELETE', '/mute', undefined, json))
  alert
    .command('settings')
    .option('--quiet <hours>', "22:00-07:00 in the plan's time zone, or none", hours)
    .option('--urgent <kind...>', `these pass in quiet hours: ${alertKinds.join(', ')}`)
    .option('--remind <days>', 'tell again of what is still open; 0: never', Number)
    .description('quiet hours and reminders: shown, or changed')
    .action((given: Output & SettingsGiven) => settings(cli, given))
  registerRecipient(alert, cli, readSecret)
}

async function list(
  cli: Cli,
  path: string,
  method: 'GET' | 'POST',
  { all = false, json }: Output & { all?: boolean },
): Promise<void> {
  const report = (await (await cli.api(path, { method })).json()) as AlertReport
  if (json) return cli.print(JSON.stringify(report))
  for (const line of alertLines(report, all)) cli.print(line)
}

function alertLines({ alerts: every, timezone, checkedAt, notChecked }: AlertReport, all: boolean): string[] {
  const shown = every.filter(({ closedAt }) => all || closedAt === null)
  const checked =
    checkedAt === null ? 'Not looked yet: onecount alert check' : `${format.instant(checkedAt, timezone)} (${timezone})`
  return [
    ...(shown.length === 0 ? [checkedAt === null ? checked : `Nothing is open. Looked at ${checked}.`] : []),
    ...shown.flatMap((alert) => linesOf(alert, timezone)),
    ...notChecked.flatMap(({ what, why }) => wrapBehind('! ', `${what} could not be looked at: ${why}`)),
  ]
}

const channelsAsTheyAre = {}

function linesOf(alert: Alert, timezone: string): string[] {
  const { what, since, sure, todo } = tellAlert(alert, {
    language: 'en',
    timezone,
    zoned: true,
    channels: channelsAsTheyAre,
  })
  const state = [
    alert.closedAt !== null && 'over',
    alert.acknowledgedBy !== '' && `taken on by ${alert.acknowledgedBy}`,
    alert.mutedUntil !== null && alert.mutedUntil > Date.now() && 'muted',
  ].filter(Boolean)
  const name = alertKindNames.en[alert.kind].toUpperCase() + (state.length > 0 ? ` (${state.join(', ')})` : '')
  return [
    `${alert.id.slice(-8)}  ${name}`,
    ...wrapBehind('  ', what),
    ...wrapBehind('  Since ', `${since}. ${sure}`),
    ...wrapBehind('  → ', todo),
  ]
}

async function show(
  cli: Cli,
  start: string,
  method: string,
  path: string,
  body: object | undefined,
  json = false,
): Promise<void> {
  const report = (await (await cli.api(alerts)).json()) as AlertReport
  const alike = report.alerts.filter(({ id }) => id === start || id.endsWith(start))
  const id = alike.length === 1 ? alike[0]!.id : start
  const own = `${alerts}/${encodeURIComponent(id)}${path}`
  const view = (
    method === 'GET' ? await (await cli.api(own)).json() : await sendJson(cli, own, body, method)
  ) as AlertView
  if (json) return cli.print(JSON.stringify(view))
  for (const line of linesOf(view, report.timezone)) cli.print(line)
  for (const { what, by, at, note } of view.events) {
    const who = [what, by && `by ${by}`, note && `: ${note}`].filter(Boolean).join(' ').replace(' :', ':')
    for (const line of wrapBehind('  ', `${localMinute(at, report.timezone)} ${who}`)) cli.print(line)
  }
  for (const line of view.messages.flatMap((message) => messageLines(message, report.timezone))) cli.print(line)
  cli.remark(`Times in ${report.timezone}.`)
}

interface SettingsGiven {
  quiet?: AlertSettings['quiet']
  urgent?: AlertKind[]
  remind?: number
}

function hours(given: string): AlertSettings['quiet'] {
  if (given === 'none') return null
  const [, from, to] = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(given) ?? []
  if (from === undefined || to === undefined) throw new InvalidArgumentError('Write 22:00-07:00, or none.')
  return { from, to }
}

async function settings(cli: Cli, { json, quiet, urgent, remind }: Output & SettingsGiven): Promise<void> {
  const path = `${alerts}/settings`
  let now = (await (await cli.api(path)).json()) as AlertSettings
  const change = {
    ...(quiet !== undefined && { quiet }),
    ...(urgent && { urgent }),
    ...(remind !== undefined && { remind_days: remind }),
  }
  if (Object.keys(change).length > 0) now = await sendJson<AlertSettings>(cli, path, { ...now, ...change }, 'PUT')
  if (json) return cli.print(JSON.stringify(now))
  cli.print(now.quiet === null ? 'Quiet hours: none' : `Quiet hours: ${now.quiet.from} to ${now.quiet.to}`)
  cli.print(`These pass in quiet hours: ${now.urgent.join(', ') || 'none'}`)
  cli.print(now.remind_days === 0 ? 'Reminders: none' : `Reminders: after ${now.remind_days} days`)
}
