// onecount privacy retention: how long data of each kind is kept.
import { type Command, InvalidArgumentError } from 'commander'
import { type Retention, type RetentionRequest, retentionKinds } from '#contract/privacy.ts'
import { localMinute } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'

const path = '/api/v1/privacy/retention'

type Days = number | 'off'

interface Options {
  events?: Days
  visits?: Days
  recordPersons?: Days
  rejectedEvents?: Days
  importFiles?: Days
  apply?: boolean
  json?: boolean
}

export function registerRetention(group: Command, cli: Cli): void {
  group
    .command('retention')
    .description('how long data is kept: days, or off for ever')
    .option('--events <days>', 'raw events; visits and conversions stay', readDays)
    .option('--visits <days>', 'visits that no conversion needs', readDays)
    .option('--record-persons <days>', 'whose leads, deals and orders are', readDays)
    .option('--rejected-events <days>', 'what was refused of events', readDays)
    .option('--import-files <days>', 'rejected rows of imported files', readDays)
    .option('--apply', 'apply it now; the server does so once a day')
    .action((options: Options) => retention(cli, options))
}

function readDays(text: string): Days {
  if (text === 'off') return text
  if (/^\d+$/.test(text) && Number(text) > 0) return Number(text)
  throw new InvalidArgumentError('Give days, such as 400, or off.')
}

/** Null keeps it for ever. */
function wish(days: Days | undefined): number | null | undefined {
  return days === 'off' ? null : days
}

async function retention(cli: Cli, { apply, json, ...options }: Options): Promise<void> {
  const wanted: RetentionRequest = {
    events: wish(options.events),
    visits: wish(options.visits),
    record_persons: wish(options.recordPersons),
    rejected_events: wish(options.rejectedEvents),
    import_files: wish(options.importFiles),
  }
  let held = await ask(cli, path)
  if (Object.values(wanted).some((days) => days !== undefined)) held = await ask(cli, path, wanted)
  if (apply) held = await ask(cli, `${path}/apply`, {})
  if (json) return cli.print(JSON.stringify({ retention: held }))
  const zone = await planZone(cli)
  cli.print('KIND              DAYS  LAST APPLIED        WENT')
  for (const kind of retentionKinds) {
    const { days, appliedAt, removed } = held.find((each) => each.kind === kind)!
    const when = appliedAt === null ? 'never' : localMinute(appliedAt, zone)
    const columns = [
      kind.padEnd(15),
      String(days ?? 'off').padStart(5),
      '',
      when.padEnd(16),
      String(removed ?? '').padStart(7),
    ]
    cli.print(columns.join(' ').trimEnd())
  }
  if (held.some(({ appliedAt }) => appliedAt !== null)) cli.remark(`Times in ${zone}.`)
}

async function ask(cli: Cli, address: string, body?: object): Promise<Retention[]> {
  const headers = { 'content-type': 'application/json' }
  const answer = await cli.api(address, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {})
  return ((await answer.json()) as { retention: Retention[] }).retention
}
