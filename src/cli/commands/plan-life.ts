// onecount plan diff|history|comment|withdraw|drafts|preview|document: what happened to the plan, and what differs.
import { type Command, Option } from 'commander'
import type { Figure } from '#contract/ask.ts'
import { languages } from '#contract/library.ts'
import type { DraftEntry, PlanDiff, PlanHistory, PlanLogEntry } from '#contract/plan-life.ts'
import type { PlanView } from '#contract/plan.ts'
import type { PlanPreview } from '#contract/preview.ts'
import { makeFormat } from '#contract/format.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { followProgress } from '../follow.ts'
import { moneyText } from '../money.ts'
import { inOptions } from '../option-names.ts'
import { formatOf, saveBody } from '../save-file.ts'
import { planZone } from '../plan-zone.ts'
import { wrapBehind } from '../wrap.ts'
import { sendJson } from '../send-json.ts'

const plans = '/api/v1/plans'
const written = makeFormat('en')

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
    .command('preview')
    .argument('[version]', 'a version or draft:ID; default: the newest proposed')
    .option('--from <day>', 'first day (default: the last 90 days)')
    .option('--to <day>', 'last day, inclusive (default: today)')
    .description('count a plan over the last 90 days, or others, beside the one in force')
    .action((version: string | undefined, options: PreviewOptions) => preview(cli, version, options))
  plan
    .command('document')
    .argument('[version]', 'a version; default: the one in force')
    .addOption(new Option('--language <code>', 'of the document').choices(languages).default('en'))
    .addOption(new Option('--format <name>', 'Markdown, a page to print, or PDF; --out may say it').choices(formats))
    .option('--out <file>', 'write it there')
    .description('write a version out for people: points, rules, who agreed')
    .action((version: string | undefined, options: DocumentOptions) => document(cli, version, options))
  plan
    .command('drafts')
    .description('drafts of the web app; plan diff, show and preview take them as draft:ID')
    .action((options: Output) => drafts(cli, options))
}

const formats = ['md', 'html', 'pdf'] as const

interface PreviewOptions extends Output {
  from?: string
  to?: string
}

interface DocumentOptions extends Output {
  language: string
  format?: string
  out?: string
}

/** Throws Problem where a PDF would be printed between lines. */
async function document(
  cli: Cli,
  version = 'current',
  { language, out, json, ...named }: DocumentOptions,
): Promise<void> {
  const format =
    named.format === undefined && out === undefined ? 'md' : formatOf(formats, { ...named, ...(out && { out }) })
  if (format === 'pdf' && out === undefined) {
    const [message, hint] = ['A PDF needs a file to be written to.', 'Name one: --out definitions.pdf']
    throw new Problem('no_file', message, { details: [{ field: '--out', message, hint }] })
  }
  const query = new URLSearchParams({ language, format }).toString()
  const answer = await cli.api(`${plans}/${encodeURIComponent(version)}/document?${query}`)
  if (out !== undefined) return saveBody(cli, answer, out)
  const text = await answer.text()
  cli.print(json ? JSON.stringify({ document: text }) : text.trimEnd())
}

async function preview(cli: Cli, version = 'newest', { json, ...days }: PreviewOptions): Promise<void> {
  const of = version.startsWith('draft:') ? `drafts/${version.slice('draft:'.length)}` : version
  const query = new URLSearchParams({ ...days }).toString()
  const asked = cli.api(`${plans}/${of}/preview${query && `?${query}`}`, { method: 'POST' })
  const response = await inOptions(asked, { from: '--from', to: '--to' })
  const { from, to, against, points, rates } = await followProgress<PlanPreview>(cli, 'Counting', response)
  if (json) return cli.print(JSON.stringify({ from, to, against, points, rates }))
  const beside = against === null ? 'no plan is in force' : `beside version ${against}, which is in force`
  cli.print(`${from} to ${to}, ${beside}:`)
  cli.print('POINT                         NOW  WITH IT    ENTER    LEAVE')
  for (const { id, before, after, entering, leaving } of points) {
    const cells = [before, after, entering.count, leaving.count].map((count) => String(count ?? '–').padStart(8))
    cli.print(id.padEnd(25) + cells.join(' '))
  }
  for (const { name, metric, currency, before, after } of rates) {
    const text = (figure: Figure | null): string => figureText(figure, metric === 'cpa' ? currency : undefined)
    cli.print(`${name}: ${text(before)} → ${text(after)}`)
  }
  cli.remark('Nothing was changed by this. → onecount plan agree')
}

/** @param currency undefined: a rate. */
function figureText(figure: Figure | null, currency: string | undefined): string {
  if (figure?.value == null) return figure?.refused ?? '–'
  return currency === undefined ? written.rate(figure.value) : moneyText(figure.value, currency)
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
    const { at, text, changes } = entry
    cli.print(`${localDay(at, timezone)}  ${happened(entry)}`)
    for (const line of [...(text === '' ? [] : [`“${text}”`]), ...(changes?.words ?? [])])
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
  const zone = await planZone(cli)
  for (const { id, revision, changedBy, changedAt } of found.drafts) {
    cli.print(`draft:${id}  ${changedBy}, ${localDay(changedAt, zone)}, saved ${revision}×`)
  }
}

async function ask<Body>(cli: Cli, path: string): Promise<Body> {
  return (await (await cli.api(plans + path)).json()) as Body
}

function send<Body>(cli: Cli, path: string, body: object): Promise<Body> {
  return sendJson<Body>(cli, plans + path, body)
}
