// onecount target save|show|list …: targets that are kept, from a file; measured and reckoned before that.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { parse, stringify } from 'yaml'
import type { MeasuredFunnel, Reckoned } from '#contract/funnel.ts'
import type { ReckonedTarget, SavedTargetInput, StoredTarget } from '#contract/saved-target.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { moneyText } from '../money.ts'
import { sendJson } from '../send-json.ts'
import { wrapBehind } from '../wrap.ts'

const targets = '/api/v1/targets'

interface Output {
  json?: boolean
}

/** A target file: what is not given (months, CPA, micros …) is reckoned from its funnel. */
type TargetFile = Partial<SavedTargetInput>

export function registerSavedTargets(target: Command, cli: Cli): void {
  target
    .command('measure')
    .description('a funnel with all that history says of it: onecount target measure > target.yaml')
    .option('--point <id>', 'the point that the target counts (default: the micro that most customers come from)')
    .option('--first <month>', 'first month of the target (default: the month that is not over)')
    .option('--months <number>', 'how many')
    .action((options: Output & Record<string, string>) => measure(cli, options))
  target
    .command('calculate')
    .argument('<file>', 'target file, YAML or JSON')
    .description('what a target file requires, how likely it is, and what moves it; nothing is stored')
    .action((file: string, options: Output) => reckon(cli, file, options))
  target
    .command('save')
    .argument('<id>', 'a short name: fy2026')
    .argument('<file>', 'target file, YAML or JSON')
    .requiredOption('--why <text>', 'why, for those who read it later')
    .option('--by <email>', 'who saves it')
    .option('--effective <day>', 'first day that is judged by it (default: today)')
    .description('store a target as its next version')
    .action((id: string, file: string, options: Output & Saving) => save(cli, id, file, options))
  target
    .command('show')
    .argument('[id]', 'default: the only one')
    .description('a target, and who saved each version and why')
    .action((id: string | undefined, options: Output) => show(cli, id, options))
  target
    .command('list')
    .description('all targets')
    .action((options: Output) => list(cli, options))
  target
    .command('withdraw')
    .argument('<id>')
    .requiredOption('--why <text>', 'why')
    .option('--by <email>', 'who takes it back')
    .description('take a target back; its versions stay in the record')
    .action((id: string, { json, ...body }: Output & Saving) => withdraw(cli, id, body, json))
}

interface Saving {
  why: string
  by?: string
  effective?: string
}

async function measure(cli: Cli, { json, ...query }: Output & Record<string, unknown>): Promise<void> {
  const answer = await cli.api(`${targets}/measured?${new URLSearchParams(query as Record<string, string>).toString()}`)
  const { point, timezone, funnel, notes } = (await answer.json()) as MeasuredFunnel
  const year = funnel.first.slice(0, 4)
  const file: TargetFile = {
    name: `Target ${year}`,
    point,
    timezone,
    fiscal_start: `${funnel.first.slice(5)}-01`,
    currency: funnel.currency,
    funnel: { revenue: '', ...funnel } as TargetFile['funnel'] & object,
  }
  if (json) return cli.print(JSON.stringify({ ...file, notes }))
  cli.print(stringify(file, { lineWidth: 0 }).trimEnd())
  for (const note of notes) cli.remark(`! ${note}`)
  cli.remark('→ Fill in revenue, and margin with unit_price; then: onecount target calculate FILE')
}

async function reckon(cli: Cli, path: string, { json }: Output): Promise<void> {
  const answer = await reckoned(cli, readTarget(cli, path))
  if (json) return cli.print(JSON.stringify(answer))
  const { reckoned: target, outlook } = answer
  const money = (amount: number): string => moneyText(amount, target.currency)
  const said = [
    `${number(target.required_cv)} CVs${target.target_cpa === null ? '' : ` at or below a CPA of ${money(target.target_cpa)}`}`,
    ...target.stages.map(({ name, total }) => `  ${number(total)} ${name}`),
    ...target.micros.map(({ name, total }) => `  ${number(total)} ${name}, beside it`),
    ...aside(target, money),
    `If these CVs come, the revenue does with ${percent(outlook.if_cv_come)}`,
    ...(outlook.at_pace ? [atPace(outlook.at_pace)] : []),
    ...outlook.tornado
      .slice(0, 3)
      .map(({ name, low, high }) => `  ${name}: revenue ${money(low.revenue)} to ${money(high.revenue)}`),
  ]
  for (const line of said.flatMap((text) => wrapBehind(/^ */.exec(text)![0], text.trim()))) cli.print(line)
}

function aside({ from_opening: open, customers, after }: Reckoned, money: (amount: number) => string): string[] {
  return [
    ...(open > 0 ? [`  ${number(open)} of ${number(customers)} customers are on their way already`] : []),
    ...(after.customers > 0.5
      ? [`  ${number(after.customers)} customers (${money(after.revenue)}) come after the end`]
      : []),
  ]
}

function atPace({ cv, chance }: NonNullable<ReckonedTarget['outlook']['at_pace']>): string {
  const both = chance.both === null ? '' : `, at the target CPA ${percent(chance.cpa!)}, both ${percent(chance.both)}`
  return `At the present pace ${number(cv.low)} to ${number(cv.high)} CVs: enough with ${percent(chance.cv)}${both}`
}

async function save(cli: Cli, id: string, path: string, { json, ...saving }: Output & Saving): Promise<void> {
  const file = readTarget(cli, path)
  const kept =
    file.funnel && (file.months === undefined || file.cpa === undefined) ? (await reckoned(cli, file)).target : {}
  const target = { ...kept, ...file }
  const stored = await sendJson<StoredTarget>(cli, `${targets}/${id}`, { target, ...saving }, 'PUT')
  if (json) return cli.print(JSON.stringify(stored))
  cli.print(`Version ${stored.version} of ${id} is saved, in force from ${stored.effective}.`)
  for (const line of linesOf(stored)) cli.print(line)
}

async function reckoned(cli: Cli, { funnel, point }: TargetFile): Promise<ReckonedTarget> {
  if (!funnel) {
    const hint = 'Begin with: onecount target measure > target.yaml'
    throw new Problem('invalid_target', 'The file has no funnel to calculate from.', { hint })
  }
  return sendJson<ReckonedTarget>(cli, `${targets}/reckon`, { funnel, point })
}

async function show(cli: Cli, id: string | undefined, { json }: Output): Promise<void> {
  const { versions } = await readVersions(cli, id)
  const newest = versions.at(-1)!
  if (json) return cli.print(JSON.stringify(newest))
  cli.print(`${newest.id}: ${newest.name}${newest.withdrawn ? ' (taken back)' : ''}`)
  for (const line of linesOf(newest)) cli.print(line)
  cli.print('')
  cli.print('VERSION  IN FORCE    SAVED       BY AND WHY')
  for (const { version, effective, at, timezone, by, why } of versions) {
    const columns = [String(version).padEnd(8), effective.padEnd(11), localDay(at, timezone).padEnd(11)]
    for (const line of wrapBehind(`${columns.join(' ')} `, `${by}: ${why}`)) cli.print(line)
  }
}

function linesOf({ point, months, from, to, cpa, currency, allocation }: StoredTarget): string[] {
  const total = months.reduce((sum, { cv }) => sum + cv, 0)
  const budget = allocation.reduce((sum, row) => sum + row.budget, 0)
  return [
    `${number(total)} CVs (${point}) at or below ${moneyText(cpa, currency)} each, ${from} to ${to}`,
    ...wrapBehind('  ', months.map(({ month, cv }) => `${month} ${number(cv)}`).join(' · ')),
    ...(allocation.length > 0 ? [`  allocated: ${moneyText(budget, currency)} in ${allocation.length} rows`] : []),
  ]
}

/** The newest version of a target; of the only one, where none is named. */
export async function readSavedTarget(cli: Cli, id: string | undefined): Promise<StoredTarget> {
  return (await readVersions(cli, id)).versions.at(-1)!
}

async function readVersions(cli: Cli, id: string | undefined): Promise<{ versions: StoredTarget[] }> {
  return read(cli, `${targets}/${id ?? (await onlyOne(cli))}`)
}

async function list(cli: Cli, { json }: Output): Promise<void> {
  const { targets: all } = await read<{ targets: StoredTarget[] }>(cli, targets)
  if (json) return cli.print(JSON.stringify(all))
  if (all.length === 0) return cli.remark('No target yet.\n→ onecount target measure > target.yaml')
  for (const target of all) {
    cli.print(`${target.id}  version ${target.version}  ${target.name}`)
    cli.print(`  ${linesOf(target)[0]!}`)
  }
}

async function withdraw(cli: Cli, id: string, body: Saving, json: boolean | undefined): Promise<void> {
  const stored = await sendJson<StoredTarget>(cli, `${targets}/${id}/withdraw`, body)
  if (json) return cli.print(JSON.stringify(stored))
  cli.print(`${id} is taken back from ${stored.effective} on; its versions stay in the record.`)
}

async function onlyOne(cli: Cli): Promise<string> {
  const { targets: all } = await read<{ targets: StoredTarget[] }>(cli, targets)
  if (all.length === 1) return all[0]!.id
  if (all.length === 0)
    throw new Problem('no_target', 'No target is saved yet.', { hint: 'onecount target measure > target.yaml' })
  throw new Problem('which_target', 'There is more than one target.', {
    hint: `Name one: ${all.map(({ id }) => id).join(', ')}.`,
  })
}

async function read<T>(cli: Cli, path: string): Promise<T> {
  return (await (await cli.api(path)).json()) as T
}

function readTarget(cli: Cli, file: string): TargetFile {
  let text: string
  try {
    text = readFileSync(resolve(cli.cwd, file), 'utf8')
  } catch {
    throw new Problem('no_file', `${file} cannot be read.`, {
      hint: 'Begin with: onecount target measure > target.yaml',
    })
  }
  try {
    return parse(text) as TargetFile
  } catch (error) {
    throw new Problem('invalid_target', `${file} is neither YAML nor JSON: ${(error as Error).message}`)
  }
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : 0 })
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
