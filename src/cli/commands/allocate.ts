// onecount allocate: the CVs and the budget of a target split over channels, month by month.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { allocationCsv, readAllocationCsv } from '#contract/allocation-csv.ts'
import type { Allocation, AllocationInput, SuggestedRow } from '#contract/allocation.ts'
import type { AllocationRow, SavedTarget, StoredTarget } from '#contract/saved-target.ts'
import { Problem } from '#util/problem.ts'
import type { Cli } from '../context.ts'
import { sendJson } from '../send-json.ts'
import { readSavedTarget } from './target-saved.ts'
import { wrapBehind } from '../wrap.ts'

interface Options {
  by: 'channel' | 'initiative'
  budget?: string
  rows?: string
  keep?: boolean
  beyond?: string
  csv?: boolean
  save?: boolean
  why?: string
  json?: boolean
}

export function registerAllocate(program: Command, cli: Cli): void {
  program
    .command('allocate')
    .argument('[id]', 'the target (default: the only one)')
    .description('split the CVs and the budget of a target over channels by what money has brought')
    .option('--by <what>', 'channel, or initiative (campaign)', 'channel')
    .option('--budget <amount>', 'for the whole period (default: required CVs × target CPA)')
    .option('--rows <file>', 'CSV: locked rows, minimums, maximums, what is planned by hand')
    .option('--keep', 'suggest nothing: say what the rows would bring as they are')
    .option('--beyond <times>', 'go so far beyond the most that was spent in a week (default: not at all)')
    .option('--csv', 'print CSV, for a spreadsheet and for --rows')
    .option('--save', 'save it with the target, as its next version')
    .option('--why <text>', 'why, with --save')
    .action((id: string | undefined, options: Options) => run(cli, id, options))
}

async function run(cli: Cli, id: string | undefined, options: Options): Promise<void> {
  const target = await readSavedTarget(cli, id)
  if (options.save && !options.why)
    throw new Problem('why_needed', 'Saving needs a reason.', { hint: 'Add --why "…".' })
  const allocation = await sendJson<Allocation>(cli, '/api/v1/allocation', queryOf(cli, target, options))
  if (options.save) await save(cli, target, allocation.rows, options.why!)
  if (options.json) return cli.print(JSON.stringify(allocation))
  if (options.csv) return cli.print(allocationCsv(allocation.rows).trimEnd())
  for (const line of linesOf(allocation)) cli.print(line)
}

function queryOf(cli: Cli, target: StoredTarget, { by, budget, rows, keep, beyond }: Options): AllocationInput {
  const whole = target.months.reduce((all, { cv }) => all + cv, 0)
  const perCv = budget === undefined ? target.cpa : Number(budget) / whole
  return {
    point: target.point,
    fiscal_start: target.fiscal_start,
    currency: target.currency,
    months: target.months.map(({ month, cv }) => ({ month, cv, budget: cv * perCv })),
    by,
    rows: rows === undefined ? target.allocation.filter(({ locked }) => locked) : readRows(cli, rows),
    suggest: !keep,
    ...(beyond !== undefined && { beyond: Number(beyond) }),
  }
}

function readRows(cli: Cli, file: string): AllocationRow[] {
  const read = readAllocationCsv(readFileSync(resolve(cli.cwd, file), 'utf8'))
  if ('rows' in read) return read.rows
  const details = read.problems.map((message) => ({ field: file, message }))
  throw new Problem('invalid_allocation', `${file} cannot be read as an allocation.`, { details })
}

async function save(cli: Cli, stored: StoredTarget, rows: readonly SuggestedRow[], why: string): Promise<void> {
  const saved = await sendJson<StoredTarget>(
    cli,
    `/api/v1/targets/${stored.id}`,
    { target: { ...savedPart(stored), allocation: rows.map(plainRow) }, why, revision: stored.version },
    'PUT',
  )
  cli.remark(`Saved as version ${saved.version} of ${saved.id}.`)
}

/** A stored target without what its version brought along. */
function savedPart(stored: StoredTarget): SavedTarget {
  const {
    id: _id,
    version: _version,
    from: _from,
    to: _to,
    effective: _day,
    by: _by,
    at: _at,
    why: _why,
    withdrawn: _back,
    ...target
  } = stored
  return target
}

function plainRow({ rule: _rule, low: _low, high: _high, beyond: _beyond, ...row }: SuggestedRow): AllocationRow {
  return row
}

const ruleWords = {
  measured: 'curve measured',
  usual: 'usual curve',
  average: 'average kept',
  typed: 'typed',
} as const

/** More a week than the curve was learnt from says less about CVs than less does, so it is told first. */
function beyondSeen(rows: readonly SuggestedRow[]): string {
  if (rows.some(({ beyond }) => beyond === 'more')) return ', more than was seen'
  return rows.some(({ beyond }) => beyond === 'less') ? ', less than was seen' : ''
}

/** Each channel over the whole period, then each month; 80 columns. */
function linesOf({ rows, months, currency, from, to, young, occasional, unknown }: Allocation): string[] {
  const names = [...new Set(rows.map(({ channel, initiative }) => [channel, initiative].filter(Boolean).join(' / ')))]
  const lines = names.map((name) => {
    const own = rows.filter(({ channel, initiative }) => [channel, initiative].filter(Boolean).join(' / ') === name)
    const [cv, budget] = [sum(own, 'cv'), sum(own, 'budget')]
    return columns(name, cv, budget, `${ruleWords[own[0]!.rule]}${beyondSeen(own)}`)
  })
  const cv = months.reduce((all, each) => all + each.cv, 0)
  const [low, high] = [sumEnds(months, 'low'), sumEnds(months, 'high')]
  return [
    `${heading('CHANNEL')}  ${currency}`,
    ...lines,
    columns('together', cv, sum(rows, 'budget'), `${number(low)} to ${number(high)} CVs`),
    '',
    heading('MONTH'),
    ...months.map((month) =>
      columns(month.month, month.cv, month.spent, `of ${number(month.required)} required${left(month.left)}`),
    ),
    '',
    ...wrapBehind('', `Curves from ${from} to ${to}; they say what went with spend, not that spend was the cause.`),
    ...youngWeeks(young),
    ...(unknown > 0 ? [`Besides, ${number(unknown)} CVs a week come by nobody knows which channel.`] : []),
    ...(occasional.length > 0
      ? wrapBehind('', `Planned by hand, as they came up once: ${occasional.join(', ')}.`)
      : []),
  ]
}

/** What became of weeks whose CVs have not all come. */
function youngWeeks({ corrected, leftOut }: Allocation['young']): string[] {
  return [
    ...(corrected > 0 ? [`Corrected for CVs that are still to come: ${weeks(corrected)} among the newest.`] : []),
    ...(leftOut > 0 ? [`Left out, as less than half of their CVs has come: the newest ${weeks(leftOut)}.`] : []),
  ]
}

const weeks = (count: number): string => (count === 1 ? '1 week' : `${count} weeks`)

/** Curves err the same way in all months, so ends add up. */
function sumEnds(months: Allocation['months'], end: 'low' | 'high'): number {
  return months.reduce((all, month) => all + month[end], 0)
}

function heading(first: string): string {
  return `${first.padEnd(24)} ${'CV'.padStart(8)} ${'BUDGET'.padStart(13)}`
}

function columns(name: string, cv: number, budget: number, more: string): string {
  return `${name.slice(0, 24).padEnd(24)} ${number(cv).padStart(8)} ${number(budget).padStart(13)}  ${more}`
}

function left(amount: number): string {
  return amount > 0.5 ? `, ${number(amount)} left` : ''
}

function sum(rows: readonly SuggestedRow[], of: 'cv' | 'budget'): number {
  return rows.reduce((all, row) => all + row[of], 0)
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })
}
