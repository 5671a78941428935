// onecount plan: what counts, checked, proposed and agreed.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { PlanCheck, PlanView } from '#contract/plan.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { followProgress } from '../follow.ts'
import { wrapBehind } from '../wrap.ts'
import { registerPlanLibrary } from './plan-library.ts'
import { registerPlanLife } from './plan-life.ts'
import { registerPlanMapping } from './plan-mapping.ts'

const plans = '/api/v1/plans'

interface Output {
  json?: boolean
}

/** Who, and why. */
interface Signed {
  by?: string
  why?: string
}

export function registerPlan(program: Command, cli: Cli): void {
  const plan = program.command('plan').description('say what counts: check, propose, agree, show')
  plan
    .command('list')
    .description('all versions of the plan')
    .action((options: Output) => list(cli, options))
  plan
    .command('show')
    .argument('[version]', 'a version; default: the one in force, else the newest')
    .description('print a version as the file that was proposed: onecount plan show > plan.yaml')
    .action((version: string | undefined, options: Output) => show(cli, version, options))
  registerPlanLife(plan, cli)
  registerPlanLibrary(plan, cli)
  registerPlanMapping(plan, cli)
  plan
    .command('check')
    .argument('<file>', 'plan file, YAML or JSON')
    .description('find everything that is wrong with a plan file')
    .action((file: string, options: Output) => check(cli, file, options))
  plan
    .command('propose')
    .argument('<file>', 'plan file, YAML or JSON')
    .option('--by <email>', 'who proposes it')
    .option('--why <text>', 'why, for those who are to agree and those who read it later')
    .description('store a plan file as the next version')
    .action((file: string, options: Output & Signed) => propose(cli, file, options))
  plan
    .command('agree')
    .argument('[version]', 'a version; default: the newest proposed')
    .option('--as <department>', 'the department that agrees, where the plan names departments')
    .option('--by <email>', 'who agrees')
    .option('--why <text>', 'why')
    .description('agree on a proposed version, then count by it')
    .action((version: string | undefined, options: Output & Signed & { as?: string }) => agree(cli, version, options))
}

async function list(cli: Cli, { json }: Output): Promise<void> {
  const { versions } = await answer<{ versions: PlanView[] }>(cli, plans)
  if (json) return cli.print(JSON.stringify(versions))
  if (versions.length === 0) {
    cli.remark('No plan has been proposed yet.')
    return cli.remark('→ Write a plan.yaml and run: onecount plan propose plan.yaml')
  }
  cli.print('VERSION  STATE       FROM        UNTIL       POINTS')
  for (const { version, state, plan, missing, inForce } of versions) {
    const points = plan.points.map(({ id }) => id).join(', ')
    const from = inForce
      ? (inForce.from ?? 'always')
      : state === 'proposed'
        ? (plan.effective ?? 'once agreed')
        : 'never'
    const columns = [String(version).padEnd(8), state.padEnd(11), from.padEnd(11), (inForce?.until ?? '').padEnd(11)]
    cli.print(fit([...columns, points].join(' ')))
    if (state === 'proposed' && missing.length > 0) cli.print(`         waits for ${missing.join(', ')}`)
  }
}

async function show(cli: Cli, version: string | undefined, { json }: Output): Promise<void> {
  const shown = version === undefined ? await currentOrNewest(cli) : await answer<PlanView>(cli, at(version))
  if (json) return cli.print(JSON.stringify(shown))
  cli.remark(`Version ${shown.version}, ${shown.state}. ${holds(shown)}`)
  for (const { department, by, at: when } of shown.agreements) {
    const who = department === '' ? by : `${department} (${by})`
    cli.remark(`Agreed by ${who} on ${localDay(when, shown.plan.timezone)}.`)
  }
  if (shown.missing.length > 0) cli.remark(`Has yet to agree: ${shown.missing.join(', ')}.`)
  cli.print((await (await cli.api(`${at(String(shown.version))}/text`)).text()).replace(/\n$/, ''))
}

async function currentOrNewest(cli: Cli): Promise<PlanView> {
  try {
    return await answer<PlanView>(cli, `${plans}/current`)
  } catch (error) {
    if (error instanceof Problem && error.code === 'no_plan') return answer<PlanView>(cli, `${plans}/newest`)
    throw error
  }
}

async function check(cli: Cli, file: string, { json }: Output): Promise<void> {
  const result = await answer<PlanCheck>(cli, `${plans}/check`, { method: 'POST', body: readPlan(cli, file) })
  if (json) cli.print(JSON.stringify(result))
  if (!result.ok) throw invalidPlan(file, result.problems)
  if (json) return
  cli.print(`${file} is a good plan. It counts:`)
  for (const { id, name, tier, rule, oncePer } of result.points) {
    cli.print(`  ${tier}  ${id}: ${name}`)
    for (const line of wrapBehind('         ', `${rule}, ${oncePer}`)) cli.print(line)
  }
  for (const { field, message, hint, line } of result.doubts) {
    cli.remark('')
    const where = line === undefined ? '' : ` (line ${line})`
    for (const text of wrapBehind('! ', `${field} ${message}${where}`)) cli.remark(text)
    if (hint !== undefined) for (const text of wrapBehind('  → ', hint)) cli.remark(text)
  }
  cli.remark(`→ onecount plan propose ${file}`)
  if (result.plan.points.some(({ platforms }) => platforms))
    cli.remark('→ onecount plan mapping holds the names at ad platforms against what they report')
}

function invalidPlan(file: string, problems: (PlanCheck & { ok: false })['problems']): Problem {
  const details = problems.map(({ line, ...detail }) => ({
    ...detail,
    message: line === undefined ? detail.message : `${detail.message} (line ${line})`,
  }))
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  return new Problem('invalid_plan', `${file} has ${count}.`, { details })
}

async function propose(cli: Cli, file: string, { json, by, why }: Output & Signed): Promise<void> {
  const signed = new URLSearchParams({ ...(by !== undefined && { by }), ...(why !== undefined && { why }) })
  const query = signed.size === 0 ? '' : `?${signed.toString()}`
  const proposed = await answer<PlanView>(cli, `${plans}${query}`, { method: 'POST', body: readPlan(cli, file) })
  if (json) return cli.print(JSON.stringify(proposed))
  if (proposed.agreedAt !== null) return cli.print(`This is version ${proposed.version}, which is agreed already.`)
  const points = proposed.plan.points.map(({ id }) => id).join(', ')
  cli.print(`Version ${proposed.version} is proposed. It counts ${points}.`)
  nextAgreement(cli, proposed)
}

async function agree(
  cli: Cli,
  version: string | undefined,
  { json, as: department, by, why }: Output & Signed & { as?: string },
): Promise<void> {
  const body = JSON.stringify({ department, by, why })
  const response = await cli.api(`${at(version ?? 'newest')}/agree?count=1`, { method: 'POST', body })
  const agreed = await followProgress<PlanView>(cli, 'Counting', response)
  if (json) return cli.print(JSON.stringify(agreed))
  if (agreed.agreedAt === null) {
    cli.print(`${department} agreed on version ${agreed.version}.`)
    return nextAgreement(cli, agreed)
  }
  cli.print(`Version ${agreed.version} is agreed. ${holds(agreed)}`)
  cli.print('What is stored has been counted by it.')
  const macro = agreed.plan.points.find(({ tier }) => tier === 'macro')!
  cli.remark(`→ onecount ask --metric cv --by channel --point ${macro.id}`)
}

function nextAgreement(cli: Cli, { version, missing, agreements }: PlanView): void {
  if (missing.length === 0) return cli.remark('→ onecount plan agree')
  cli.remark(agreements.length === 0 ? 'These departments must agree:' : 'These have yet to agree:')
  for (const name of missing)
    cli.remark(`→ onecount plan agree ${version} --as ${name.includes(' ') ? `"${name}"` : name}`)
}

/** When a version holds, in one sentence. */
function holds({ inForce, effective, plan, agreedAt, state }: PlanView): string {
  if (agreedAt === null) {
    return state !== 'proposed' ? 'It was never agreed.' : `In force from ${plan.effective ?? 'the day it is agreed'}.`
  }
  if (!inForce) return 'A later version took its place before it came into force.'
  const { from, until } = inForce
  if (from === null) return until === null ? 'In force for all time.' : `In force for all time before ${until}.`
  const past = effective < localDay(agreedAt, plan.timezone) ? ' (a past day when it was agreed)' : ''
  return `In force from ${from}${past}${until === null ? '' : ` to before ${until}`}.`
}

function at(version: string): string {
  return `${plans}/${encodeURIComponent(version)}`
}

async function answer<Body>(cli: Cli, path: string, init?: RequestInit): Promise<Body> {
  return (await (await cli.api(path, init)).json()) as Body
}

function readPlan(cli: Cli, file: string): string {
  try {
    return readFileSync(resolve(cli.cwd, file), 'utf8')
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    const message = isMissing ? `There is no file ${file}.` : `${file} cannot be read: ${(error as Error).message}`
    throw new Problem('no_file', message, { hint: 'Name a plan file, YAML or JSON.' })
  }
}

function fit(line: string): string {
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`
}
