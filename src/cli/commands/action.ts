// onecount action: what is done about what drifted, and what it did.
import { type Command, InvalidArgumentError } from 'commander'
import { type Action, type ActionView, type NewAction, actionStates } from '#contract/actions.ts'
import { effectSentenceEn, noEffectEn } from '#contract/action-words.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'

interface Fields {
  hypothesis?: string
  change?: string
  channel?: string
  campaign?: string
  page?: string
  metric?: string
  point?: string
  expected?: number
  due?: string
  owner?: string
  started?: string
}

const options = {
  hypothesis: '--hypothesis',
  change: '--change',
  channel: '--channel',
  campaign: '--campaign',
  page: '--page',
  metric: '--metric',
  point: '--point',
  expected: '--expected',
  due: '--due',
  owner: '--owner',
  started: '--started',
  state: '--state',
} as const

export function registerAction(program: Command, cli: Cli): void {
  const action = program.command('action').description('what is done about drift, and what it brought')
  action
    .command('add')
    .description('note an action')
    .requiredOption('--hypothesis <text>', 'what is thought to be the cause')
    .requiredOption('--change <text>', 'what is changed')
    .option('--channel <id>', 'where')
    .option('--campaign <name>', 'where')
    .option('--page <path>', 'where')
    .option('--metric <id>', 'what it is to move: cv, cvr.session, cpa, ctr, landing, cpc')
    .option('--point <id>', 'conversion point (default: the macro)')
    .option('--expected <share>', 'expected change: 0.2, 20% or -10%', shareOf)
    .option('--due <day>', 'by when')
    .option('--owner <name>', 'whose it is')
    .option('--started <day>', 'it runs since this day')
    .action((given: Fields & { json?: boolean }) => add(cli, given))
  action
    .command('list')
    .description('all actions, by state')
    .option('--state <state>', actionStates.join(', '))
    .action((given: { state?: string; json?: boolean }) => list(cli, given))
  action
    .command('show <id>')
    .description('an action, its history and what it did')
    .action((id: string, { json }: { json?: boolean }) => show(cli, id, json ?? false))
  for (const [name, state, words] of moves) {
    action
      .command(`${name} <id>`)
      .description(words)
      .option('--started <day>', 'first day on which it worked')
      .option('--note <text>', 'why; kept in its history')
      .action((id: string, { json, ...given }: { started?: string; note?: string; json?: boolean }) =>
        change(cli, id, { ...given, state }, json ?? false),
      )
  }
}

const moves = [
  ['start', 'running', 'it runs'],
  ['done', 'done', 'it is done'],
  ['drop', 'dropped', 'it is not done, or taken back'],
] as const

function shareOf(text: string): number {
  const value = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text)
  if (!Number.isFinite(value)) throw new InvalidArgumentError('Write 0.2, 20% or -10%.')
  return value
}

async function add(cli: Cli, { json, ...given }: Fields & { json?: boolean }): Promise<void> {
  const body = { ...given, ...(given.started && { state: 'running' }) } as NewAction
  const request = { method: 'POST', body: JSON.stringify(body) }
  const action = (await (await inOptions(cli.api('/api/v1/actions', request), options)).json()) as Action
  if (json) return cli.print(JSON.stringify(action))
  for (const line of lines(action)) cli.print(line)
}

async function change(cli: Cli, id: string, given: object, json: boolean): Promise<void> {
  const path = `/api/v1/actions/${await fullId(cli, id)}`
  const request = { method: 'PUT', body: JSON.stringify(given) }
  const action = (await (await inOptions(cli.api(path, request), options)).json()) as Action
  if (json) return cli.print(JSON.stringify(action))
  for (const line of lines(action)) cli.print(line)
}

/** The first characters of an id are enough, as long as they are one action's. */
async function fullId(cli: Cli, start: string): Promise<string> {
  const alike = (await readAll(cli)).filter(({ id }) => id.endsWith(start) || id.startsWith(start))
  return alike.length === 1 ? alike[0]!.id : start
}

async function readAll(cli: Cli): Promise<(Action & { overdue: boolean })[]> {
  const answer = (await (await cli.api('/api/v1/actions')).json()) as { actions: (Action & { overdue: boolean })[] }
  return answer.actions
}

async function list(cli: Cli, { state, json }: { state?: string; json?: boolean }): Promise<void> {
  const actions = (await readAll(cli)).filter((action) => state === undefined || action.state === state)
  if (json) return cli.print(JSON.stringify(actions))
  if (actions.length === 0) return cli.print('No actions. Note one: onecount action add --hypothesis … --change …')
  for (const each of actionStates) {
    const own = actions.filter((action) => action.state === each)
    if (own.length === 0) continue
    cli.print(each.toUpperCase())
    for (const action of own) {
      const about = [
        action.started && `since ${action.started}`,
        action.due && `due ${action.due}${action.overdue ? ' (overdue)' : ''}`,
        action.owner,
        where(action),
      ].filter(Boolean)
      for (const line of wrapBehind(`  ${shortId(action.id)}  `, action.change)) cli.print(line)
      if (about.length > 0) for (const line of wrapBehind(' '.repeat(12), about.join(', '))) cli.print(line)
    }
  }
}

async function show(cli: Cli, id: string, json: boolean): Promise<void> {
  const view = (await (await cli.api(`/api/v1/actions/${await fullId(cli, id)}`)).json()) as ActionView
  if (json) return cli.print(JSON.stringify(view))
  for (const line of lines(view)) cli.print(line)
  const told = view.effect ? effectSentenceEn(view.metric, view.effect) : noEffectEn[view.noEffect!]
  for (const line of wrapBehind('  Effect: ', told)) cli.print(line)
  const zone = await planZone(cli)
  for (const { state, note, by, at } of view.history) {
    const day = localDay(at, zone)
    for (const line of wrapBehind('  ', `${day} ${state}, ${by}${note === '' ? '' : `: ${note}`}`)) cli.print(line)
  }
}

/** Its last characters, which tell ids of one day apart. */
function shortId(id: string): string {
  return id.slice(-8)
}

function where({ channel, campaign, page }: Action): string {
  return [channel, campaign, page].filter((part) => part !== '').join(' › ')
}

function lines(action: Action): string[] {
  const { id, change: what, hypothesis, state, due, owner, started, expected } = action
  const about = [
    where(action),
    owner,
    due && `due ${due}`,
    started && `since ${started}`,
    expected !== null && `expected ${expected > 0 ? '+' : ''}${Math.round(expected * 100)} % ${action.metric}`,
  ]
  return [
    ...wrapBehind(`${shortId(id)}  `, `${what} (${state})`),
    ...wrapBehind('  Because: ', hypothesis),
    ...wrapBehind('  ', about.filter(Boolean).join(', ')),
  ].filter((line) => line.trim() !== '')
}
