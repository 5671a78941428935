// onecount plan diff|history|comment|withdraw|drafts: what happened to the plan, and what differs.
import type { Command } from 'commander'
import type { DraftEntry, PlanDiff, PlanHistory, PlanLogEntry } from '#contract/plan-life.ts'
import type { PlanView } from '#contract/plan.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { wrapBehind } from '../wrap.ts'
import { sendJson } from '../send-json.ts'

const plans = '/api/v1/plans'

interface Output {
  json?: boolean
}

export function registerPlanLife(plan: Command, cli: Cli): void {
  plan
    .command('diff')
    .argument('[from]', 'a version, current, newest or draft:ID; default: the one in force')
    .argument('[to]', 'the same; default: the newest')
    .description('what differs between two versions, by point')
    .action((from: string | undefined, to: string | undefined, options: Output) => diff(cli, from, to, options))
  plan
    .command('history')
    .argument('[version]', 'a version; default: all of them')
    .description('who proposed, commented, agreed and withdrew, when and why')
    .action((version: string | undefined, options: Output) => history(cli, version, options))
  plan
    .command('comment')
    .argument('<text>', 'what you have to say')
    .option('--plan <version>', 'a version; default: the newest proposed')
    .option('--by <email>', 'who says it')
    .description('comment on a version')
    .action((text: string, options: Output & { plan?: string; by?: string }) => comment(cli, text, options))
  plan
    .command('withdraw')
    .argument('[version]', 'a version; default: the newest proposed')
    .requiredOption('--why <text>', 'why')
    .option('--by <email>', 'who withdraws it')
    .description('take a proposal back')
    .action((version: string | undefined, options: Output & { why: string; by?: string }) =>
      withdraw(cli, version, options),
    )
  plan
    .command('drafts')
    .description('drafts of the web app; plan diff, show and preview take them as draft:ID')
    .action((options: Output) => drafts(cli, options))
}

async function diff(cli: Cli, from = 'current', to = 'newest', { json }: Output): Promise<void> {
  const found = await ask<PlanDiff>(cli, `/diff?${new URLSearchParams({ from, to }).toString()}`)
  if (json) return cli.print(JSON.stringify(found))
  if (found.words.length === 0) return cli.print(`Nothing differs between ${found.from} and ${found.to}.`)
  cli.print(`From ${found.from} to ${found.to}:`)
  for (const line of found.words) for (const text of wrapBehind('  ', line)) cli.print(text)
}

async function history(cli: Cli, version: string | undefined, { json }: Output): Promise<void> {
  const path = version === undefined ? '/history' : `/${encodeURIComponent(version)}/history`
  const { entries, timezone } = await ask<PlanHistory>(cli, path)
  if (json) return cli.print(JSON.stringify(entries))
  if (entries.length === 0) cli.remark('No plan has been proposed yet.')
  for (const entry of entries) {
    const { at, text, changes = [] } = entry
    cli.print(`${localDay(at, timezone)}  ${happened(entry)}`)
    for (const line of [...(text === '' ? [] : [`“${text}”`]), ...changes])
      for (const part of wrapBehind('            ', line)) cli.print(part)
  }
}

function happened({ version, what, department, by }: PlanLogEntry): string {
  const whom = department === '' ? '' : ` for ${department}`
  if (what === 'overtaken') return `Version ${version} was overtaken.`
  const done = { proposed: 'proposed', commented: 'commented on', agreed: 'agreed to', withdrawn: 'withdrew' }[what]
  return `${by} ${done} version ${version}${whom}.`
}

async function comment(
  cli: Cli,
  text: string,
  { plan = 'newest', by, json }: Output & { plan?: string; by?: string },
): Promise<void> {
  const said = await send<PlanLogEntry>(cli, `/${encodeURIComponent(plan)}/comments`, { text, by })
  if (json) return cli.print(JSON.stringify(said))
  cli.print(`Said on version ${said.version}.`)
}

async function withdraw(
  cli: Cli,
  version = 'newest',
  { why, by, json }: Output & { why: string; by?: string },
): Promise<void> {
  const taken = await send<PlanView>(cli, `/${encodeURIComponent(version)}/withdraw`, { why, by })
  if (json) return cli.print(JSON.stringify(taken))
  cli.print(`Version ${taken.version} is withdrawn. What is in force stays in force.`)
}

async function drafts(cli: Cli, { json }: Output): Promise<void> {
  const found = await ask<{ drafts: DraftEntry[] }>(cli, '/drafts')
  if (json) return cli.print(JSON.stringify(found.drafts))
  if (found.drafts.length === 0) return cli.remark('There is no draft.')
  for (const { id, revision, changedBy, changedAt } of found.drafts) {
    cli.print(`draft:${id}  ${changedBy}, ${localDay(changedAt, 'UTC')}, saved ${revision}×`)
  }
}

async function ask<Body>(cli: Cli, path: string): Promise<Body> {
  return (await (await cli.api(plans + path)).json()) as Body
}

function send<Body>(cli: Cli, path: string, body: object): Promise<Body> {
  return sendJson<Body>(cli, plans + path, body)
}
