// onecount report: the weekly and the monthly report, made, kept, sent, and scheduled.
import { type Command, InvalidArgumentError } from 'commander'
import type { MessageView } from '#contract/alerts.ts'
import type { KeptReport, ReportSchedule, ReportScheduleView } from '#contract/reports.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { inOptions } from '../option-names.ts'
import { formatOf, saveBody } from '../save-file.ts'
import { sendJson } from '../send-json.ts'
import { wrapBehind } from '../wrap.ts'

interface MakeOptions {
  day?: string
  knownOn?: string
  target?: string
  language?: string
  format?: string
  out?: string
  send?: string[]
  keep?: true
  json?: boolean
}

const path = '/api/v1/reports'
const options = {
  day: '--day',
  known_on: '--known-on',
  target: '--target',
  language: '--language',
  recipients: '--send',
  recipient: '--send',
  on: '--on',
  hour: '--hour',
} as const
const gather = (text: string, before: string[] = []): string[] => [...before, text]

export function registerReport(program: Command, cli: Cli): void {
  const group = program.command('report').description('the weekly and the monthly report: one page first')
  for (const period of ['week', 'month'] as const) {
    group
      .command(period)
      .description(`of the ${period} of a day (default: the last one that is over)`)
      .option('--day <day>', `any day of the ${period}, 2026-04-01`)
      .option('--known-on <day>', 'as it was known at the end of that day')
      .option('--target <id>', 'which target, where several are in force')
      .option('--language <language>', 'en or ja', 'en')
      .option('--format <format>', 'md, html, pdf or mail; default: by the name of --out, else md')
      .option('--out <file>', 'write it there; default: stdout')
      .option('--keep', 'keep it among the reports')
      .option('--send <recipient>', 'keep it and send it to them; can be given again', gather)
      .action((given: MakeOptions) => make(cli, period, given))
  }
  group
    .command('list')
    .description('reports that were kept')
    .action(({ json }: { json?: boolean }) => list(cli, json ?? false))
  group
    .command('show <id>')
    .description('a report as it was kept')
    .option('--format <format>', 'md, html, pdf or mail; default: by the name of --out, else md')
    .option('--out <file>', 'write it there; default: stdout')
    .action(async (id: string, given: { format?: string; out?: string; json?: boolean }) => {
      const format = given.json ? 'json' : writtenAs(given)
      const answer = await cli.api(`${path}/${encodeURIComponent(await fullId(cli, id))}?format=${format}`)
      await saveBody(cli, answer, given.out)
    })
  group
    .command('test <recipient>')
    .description('send the last report to one recipient now')
    .option('--month', 'the monthly one (default: the weekly one)')
    .option('--language <language>', 'en or ja', 'en')
    .action(async (recipient: string, given: { month?: true; language: string; json?: boolean }) => {
      const body = { recipient, language: given.language, period: given.month ? 'month' : 'week' }
      const sent = await inOptions(sendJson<MessageView>(cli, `${path}/test`, body), options)
      if (given.json) return cli.print(JSON.stringify(sent))
      const last = sent.attempts.at(-1)
      for (const line of wrapBehind('', `${sent.title}: ${sent.state}${last ? `. ${last.detail}` : ''}`))
        cli.print(line)
    })
  registerSchedules(group, cli)
}

function registerSchedules(group: Command, cli: Cli): void {
  const schedule = group.command('schedule').description('when reports are made by themselves')
  for (const period of ['week', 'month'] as const) {
    const on = period === 'week' ? 'weekday, 1 is Monday' : 'day of the month, 1 to 28'
    schedule
      .command(period)
      .description(`every ${period}, of the one that is over`)
      .option('--on <number>', `${on} (default: 1)`, wholeNumber)
      .option('--hour <number>', 'hour of the business day, 0 to 23 (default: 8)', wholeNumber)
      .option('--language <language>', 'en or ja', 'en')
      .option('--send <recipient>', 'to whom, as Alerts names them; can be given again', gather)
      .action(async ({ send = [], json, ...given }: ScheduleOptions) => {
        const body = { period, ...given, recipients: send }
        const made = await inOptions(sendJson<ReportScheduleView>(cli, `${path}/schedules`, body), options)
        if (json) return cli.print(JSON.stringify(made))
        for (const line of scheduleLines(made)) cli.print(line)
      })
  }
  schedule
    .command('list')
    .description('all schedules')
    .action(async ({ json }: { json?: boolean }) => {
      const schedules = await readSchedules(cli)
      if (json) return cli.print(JSON.stringify({ schedules }))
      if (schedules.length === 0) cli.print('No schedule. Make one: onecount report schedule week --send NAME')
      for (const each of schedules) for (const line of scheduleLines(each)) cli.print(line)
    })
  schedule
    .command('remove <id>')
    .description('end a schedule; what it made stays')
    .action(async (id: string, { json }: { json?: boolean }) => {
      const alike = (await readSchedules(cli)).filter((each) => each.id.endsWith(id))
      const whole = alike.length === 1 ? alike[0]!.id : id
      const gone = await sendJson<ReportSchedule>(cli, `${path}/schedules/${whole}`, undefined, 'DELETE')
      cli.print(json ? JSON.stringify(gone) : 'Removed; the reports that it made stay.')
    })
}

interface ScheduleOptions {
  on?: number
  hour?: number
  language: string
  send?: string[]
  json?: boolean
}

function wholeNumber(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a whole number.')
}

const writtenAs = (given: { format?: string; out?: string }): string => {
  if (given.format === undefined && given.out === undefined) return 'md'
  return formatOf(['md', 'html', 'pdf', 'mail'], given)
}

async function make(cli: Cli, period: 'week' | 'month', given: MakeOptions): Promise<void> {
  const { day, knownOn, target, language, send = [], keep, json, out } = given
  const asked = { day, known_on: knownOn, target, language }
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  if (keep || send.length > 0) {
    const body = { period, ...query, recipients: send }
    const kept = await inOptions(sendJson<KeptReport>(cli, path, body), options)
    if (json) return cli.print(JSON.stringify(kept))
    for (const line of keptLines(kept, await planZone(cli))) cli.print(line)
    return
  }
  const params = new URLSearchParams({
    period,
    ...(query as Record<string, string>),
    format: json ? 'json' : writtenAs(given),
  })
  await saveBody(cli, await inOptions(cli.api(`${path}/made?${params.toString()}`), options), out)
}

async function readKept(cli: Cli): Promise<KeptReport[]> {
  return ((await (await cli.api(path)).json()) as { reports: KeptReport[] }).reports
}

async function readSchedules(cli: Cli): Promise<ReportScheduleView[]> {
  return ((await (await cli.api(`${path}/schedules`)).json()) as { schedules: ReportScheduleView[] }).schedules
}

/** Its last characters are enough, as long as they are one report's. */
async function fullId(cli: Cli, end: string): Promise<string> {
  const alike = (await readKept(cli)).filter(({ id }) => id.endsWith(end))
  return alike.length === 1 ? alike[0]!.id : end
}

async function list(cli: Cli, json: boolean): Promise<void> {
  const reports = await readKept(cli)
  if (json) return cli.print(JSON.stringify({ reports }))
  if (reports.length === 0) return cli.print('No report is kept. Make one: onecount report week --keep')
  const zone = await planZone(cli)
  for (const report of reports) for (const line of keptLines(report, zone)) cli.print(line)
}

function keptLines({ id, headline, from, to, language, knownOn, at, by, sent }: KeptReport, zone: string): string[] {
  const about = [
    `${from} to ${to}, ${language}`,
    knownOn === null ? '' : `as known on ${knownOn}`,
    `made ${localDay(at, zone)} by ${by}`,
    ...sent.map(({ recipient, state, message }) => (state === 'refused' ? message : `to ${recipient}`)),
  ]
  return [
    ...wrapBehind(`${id.slice(-8)}  `, headline),
    ...wrapBehind(' '.repeat(10), about.filter((part) => part !== '').join('; ')),
  ]
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function scheduleLines({ id, period, on, hour, language, recipients, next, timezone }: ReportScheduleView): string[] {
  const when = period === 'week' ? `every ${weekdays[on - 1]}` : `on day ${on} of every month`
  const whom = recipients.length === 0 ? 'kept, sent to nobody' : `to ${recipients.join(', ')}`
  return wrapBehind(
    `${id.slice(-8)}  `,
    `${when} at ${hour}:00 ${timezone}, ${language}, ${whom}; next on ${localDay(next, timezone)}`,
  )
}
