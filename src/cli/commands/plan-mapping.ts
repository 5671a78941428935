// onecount plan mapping: what platforms call the points, and what does not fit in what they report.
import type { Command } from 'commander'
import type { MappedPlatform, MappedPoint, PlanMapping } from '#contract/mapping.ts'
import type { Cli } from '../context.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'

interface Options {
  json?: boolean
  plan?: string
  from?: string
  to?: string
}

export function registerPlanMapping(plan: Command, cli: Cli): void {
  plan
    .command('mapping')
    .option('--plan <version>', 'a version; default: the one in force')
    .option('--from <day>', 'first day of what platforms report; default: 90 days before the last')
    .option('--to <day>', 'last day; default: the last that a platform reports')
    .description('what ad platforms call the points, and what does not fit in what they report')
    .action((options: Options) => mapping(cli, options))
}

async function mapping(cli: Cli, { json, plan = 'current', from, to }: Options): Promise<void> {
  const query = new URLSearchParams({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) })
  const path = `/api/v1/plans/${encodeURIComponent(plan)}/mapping?${query.toString()}`
  const found = (await (await inOptions(cli.api(path), { from: '--from', to: '--to' })).json()) as PlanMapping
  if (json) return cli.print(JSON.stringify(found))
  for (const line of linesOf(found)) cli.print(line)
  if (found.days === null) cli.remark('→ Import what a platform reports: onecount import ads FILE')
}

function linesOf({ version, days, platforms, findings, uncounted }: PlanMapping): string[] {
  const compared = days ? `${days.from} to ${days.to}` : 'nothing of platforms is imported'
  const active = platforms.filter(({ spends, reports }) => spends || reports)
  const idle = platforms.filter(({ spends, reports }) => !spends && !reports).map(({ name }) => name)
  return [
    `Plan ${version}, ${compared}`,
    ...active.flatMap(platformLines),
    ...(idle.length > 0 && days ? ['', ...wrapBehind('', `Nothing is imported of ${idle.join(', ')}.`)] : []),
    ...(days ? [] : platforms.flatMap(platformLines)),
    ...(uncounted.length > 0 ? ['', ...wrapBehind('! ', `Not counted yet: ${uncounted.join(', ')}.`)] : []),
    ...(findings.length > 0 ? ['', 'What does not fit:'] : days ? ['', 'All fits.'] : []),
    ...findings.flatMap(({ what, cause, basis, todo }) => [
      ...wrapBehind('! ', `${what}.`),
      ...wrapBehind('  ', cause),
      ...(basis === undefined ? [] : wrapBehind('  ', basis)),
      ...wrapBehind('  → ', todo),
    ]),
  ]
}

function platformLines({ name, points }: MappedPlatform): string[] {
  const told = points.filter(({ called, reported, role }) => called.length > 0 || reported !== null || role !== null)
  const rows = told.length > 0 ? told : points.filter(({ tier }) => tier === 'macro')
  return ['', row([name, 'CALLED', 'ROLE', 'REPORTED', 'OURS']), ...rows.map(pointLine)]
}

function pointLine({ point, called, suggestion, role, reported, ours }: MappedPoint): string {
  const name = called.length > 0 ? called.join(', ') : suggestion === null ? '–' : `(${suggestion}?)`
  return row([`  ${point}`, name, role ?? '–', reported === null ? '–' : count(reported), oursText(ours)])
}

function oursText(ours: MappedPoint['ours']): string {
  if (ours === null) return '–'
  return ours.low === ours.high ? count(ours.low) : `${count(ours.low)}–${count(ours.high)}`
}

/** Fits 80 columns; longer words are cut. */
function row([first, called, role, reported, ours]: readonly [string, string, string, string, string]): string {
  const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text)
  const left = [cut(first, 24).padEnd(24), cut(called, 22).padEnd(22), role.padEnd(9)].join(' ')
  return `${left} ${reported.padStart(9)} ${cut(ours, 11).padStart(11)}`
}

function count(conversions: number): string {
  return conversions.toLocaleString('en', { maximumFractionDigits: 1 })
}
