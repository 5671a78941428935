// onecount ask: figures by channel, campaign or time, each with its interval and definition.
import type { Command } from 'commander'
import type { Answer, QuestionInput } from '#contract/ask.ts'
import type { AttributionModel } from '#contract/attribution.ts'
import type { NewShare } from '#contract/share.ts'
import { metrics } from '#metrics/catalogue.ts'
import { dimensions } from '#metrics/dimensions.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { answerLines } from '../answer-table.ts'
import { listOption } from '../list-option.ts'
import { inOptions } from '../option-names.ts'
import { saveAnswer } from '../save-file.ts'
import { sendJson } from '../send-json.ts'
import { wrapBehind } from '../wrap.ts'

interface AskOptions {
  metric: string[]
  by?: string[]
  from?: string
  to?: string
  point?: string[]
  micro?: string
  plan?: string
  basis?: string
  attribution?: string
  lookback?: string
  halfLife?: string
  known?: string
  filter?: string[]
  compare?: string
  format?: string
  out?: string
  share?: string
  days?: string
  json?: boolean
}

const gather = (text: string, before: string[] = []): string[] => [...before, text]

export function registerAsk(program: Command, cli: Cli): void {
  program
    .command('ask')
    .description('ask for figures: each comes with its interval and its definition')
    .requiredOption('--metric <ids>', 'what to count: cv, cvr.session, cpa, transition…', listOption)
    .option('--by <dimensions>', 'split by channel, week, cta, person.industry…', listOption)
    .option('--from <day>', 'first day, 2026-04-01; default: all the data')
    .option('--to <day>', 'last day, inclusive')
    .option('--point <ids>', 'conversion points; default: the macro', listOption)
    .option('--micro <id>', 'where a transition starts; default: the only micro')
    .option('--plan <version>', 'count all history by this version of the plan')
    .option('--basis <date>', 'conversion (default) or click: which date a CV is put on')
    .option('--attribution <model>', 'credit CVs by first, last, linear, markov…; default: the ledger')
    .option('--lookback <duration>', 'how far back --attribution looks for visits, 30d')
    .option('--half-life <duration>', 'of --attribution time_decay; default: 7d')
    .option('--known <time>', 'as it was known on a day, 2026-04-01, or at an instant, 2026-04-01T00:00:00Z')
    .option('--filter <dimension=value>', 'keep only these; can be given again', gather)
    .option('--compare <days>', 'with previous, year, or 2026-03-01..2026-03-31')
    .option('--format <format>', 'csv, parquet or json; --out may say it by its ending')
    .option('--out <file>', 'write it there; beside CSV go its definitions')
    .option('--share <title>', 'make a link that shows this answer to whoever has it')
    .option('--days <number>', 'how long that link is in force (default: 30)')
    .addHelpText('after', whatCanBeAsked)
    .action((options: AskOptions) => ask(cli, options))
}

/** All metrics and dimensions, as the end of the help. */
function whatCanBeAsked(): string {
  const own = [...dimensions.map(({ id }) => id), 'property.NAME', 'person.NAME', 'any further column of your files']
  return [
    '',
    ...wrapBehind('Metrics: ', metrics.map(({ id }) => id).join(', ')),
    '',
    ...wrapBehind('Dimensions: ', own.join(', ')),
  ].join('\n')
}

/** Field of a question → the option that fills it. */
const optionOf = {
  metrics: '--metric',
  by: '--by',
  from: '--from',
  to: '--to',
  points: '--point',
  micro: '--micro',
  plan: '--plan',
  basis: '--basis',
  attribution: '--attribution',
  known: '--known',
  filter: '--filter',
  compare: '--compare',
}

async function ask(cli: Cli, options: AskOptions): Promise<void> {
  checkCompany(options)
  const question = questionOf(options)
  if (options.share !== undefined) return share(cli, question, options.share, options)
  if (options.format !== undefined || options.out !== undefined) {
    return inOptions(saveAnswer(cli, question, options), optionOf)
  }
  const answer = await inOptions(sendJson<Answer>(cli, '/api/v1/ask', question), optionOf)
  if (options.json) return cli.print(JSON.stringify(answer))
  const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined
  for (const line of answerLines(answer, { by: options.by ?? [], metrics: options.metric, colour })) cli.print(line)
}

/** Throws Problem for options that do nothing without another. */
function checkCompany({ share: title, days, attribution, lookback, halfLife }: AskOptions): void {
  const refuse = (field: string, does: string, hint: string): never => {
    const message = `${field} ${does}`
    throw new Problem('alone', message, { details: [{ field, message, hint }] })
  }
  if (days !== undefined && title === undefined) {
    const hint = 'For the last days name the first one: --from 2026-04-01'
    refuse('--days', 'says how long a link of --share is in force.', hint)
  }
  if (attribution !== undefined) return
  const hint = 'Name a model: --attribution linear'
  if (lookback !== undefined) refuse('--lookback', 'goes with --attribution.', hint)
  if (halfLife !== undefined)
    refuse('--half-life', 'goes with --attribution.', 'Name its model: --attribution time_decay')
}

async function share(cli: Cli, question: QuestionInput, title: string, { days, json }: AskOptions): Promise<void> {
  const body = { title, question, ...(days !== undefined && { days: numberOr(days) }) }
  const made = await inOptions(sendJson<NewShare>(cli, '/api/v1/shares', body), {
    ...optionOf,
    title: '--share',
    days: '--days',
  })
  if (json) return cli.print(JSON.stringify(made))
  cli.print(made.url)
  cli.remark(`Whoever has this link reads this answer, until ${localDay(made.expiresAt, await planZone(cli))}.`)
  cli.remark('It is shown this once. To end it:')
  cli.remark(`  onecount share revoke ${made.id}`)
}

/** The command line's options as the question that the API takes; it checks them. */
export function questionOf(options: AskOptions): QuestionInput {
  const {
    metric,
    by,
    from,
    to,
    point,
    micro,
    plan,
    basis,
    attribution,
    lookback,
    halfLife,
    known,
    compare,
    filter = [],
  } = options
  return {
    metrics: metric,
    ...(by && { by }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(point && { points: point }),
    ...(micro !== undefined && { micro }),
    ...(plan !== undefined && { plan: numberOr(plan) }),
    ...(basis !== undefined && { basis: basis as 'conversion' | 'click' }),
    ...(attribution !== undefined && {
      attribution: {
        model: attribution as AttributionModel,
        ...(lookback !== undefined && { lookback }),
        ...(halfLife !== undefined && { half_life: halfLife }),
      },
    }),
    ...(known !== undefined && { known }),
    ...(filter.length > 0 && { filter: filterOf(filter) }),
    ...(compare !== undefined && { compare: comparisonOf(compare) }),
  }
}

/** What is no number goes to the API as it was typed, which says what is wrong with it. */
function numberOr(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : (text as unknown as number)
}

/** What names no two days goes to the API as it was typed. */
function comparisonOf(text: string): QuestionInput['compare'] {
  const [from, to] = text.split('..')
  return from !== undefined && to !== undefined ? { from, to } : (text as 'previous')
}

function filterOf(filters: readonly string[]): Record<string, string[]> {
  const wanted: Record<string, string[]> = {}
  for (const text of filters) {
    const equals = text.indexOf('=')
    if (equals < 1) {
      const message = `"${text}" is not a filter.`
      const hint = 'Write dimension=value: --filter channel=search_ads'
      throw new Problem('invalid_filter', message, { details: [{ field: '--filter', message, hint }] })
    }
    const dimension = text.slice(0, equals)
    wanted[dimension] = [...(wanted[dimension] ?? []), text.slice(equals + 1)]
  }
  return wanted
}
