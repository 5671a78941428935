// onecount attribution: the same CVs dealt out by several models, side by side.
import type { Command } from 'commander'
import {
  type AttributionAnswer,
  type AttributionModel,
  type AttributionRow,
  type DealtMetric,
  attributionModels,
  dealtMetrics,
} from '#contract/attribution.ts'
import type { Figure } from '#contract/ask.ts'
import { makeFormat } from '#contract/format.ts'
import { drawTable, footnotes, shorten } from '../answer-table.ts'
import type { Cli } from '../context.ts'
import { listOption } from '../list-option.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'
import { sendJson } from '../send-json.ts'

interface Options {
  by?: string
  from?: string
  to?: string
  point?: string[]
  model?: string[]
  lookback?: string
  halfLife?: string
  plan?: string
  json?: boolean
}

/** Field of the question → the option that fills it. */
const optionOf = {
  by: '--by',
  from: '--from',
  to: '--to',
  points: '--point',
  models: '--model',
  lookback: '--lookback',
  half_life: '--half-life',
  plan: '--plan',
}

export function registerAttribution(program: Command, cli: Cli): void {
  program
    .command('attribution')
    .description('who gets the CVs: models side by side over the same CVs')
    .option('--by <dimension>', 'channel (default) or campaign')
    .option('--from <day>', 'first day of the CVs, 2026-04-01; default: all the data')
    .option('--to <day>', 'last day, inclusive')
    .option('--point <ids>', 'conversion points; default: the macro', listOption)
    .option('--model <ids>', `all (default), or some of ${attributionModels.join(', ')}`, listOption)
    .option('--lookback <duration>', 'how far back touches are looked for; default: as the plan says')
    .option('--half-life <duration>', 'for time_decay; default: 7d')
    .option('--plan <version>', 'count all history by this version of the plan')
    .action(async (options: Options) => {
      const sent = sendJson<AttributionAnswer>(cli, '/api/v1/attribution', questionOf(options))
      const answer = await inOptions(sent, optionOf)
      if (options.json) return cli.print(JSON.stringify(answer))
      for (const line of attributionLines(answer)) cli.print(line)
    })
}

function questionOf({ point, model, halfLife, plan, json: _, ...same }: Options): object {
  return {
    ...same,
    ...(point && { points: point }),
    ...(model && !model.includes('all') && { models: model }),
    ...(halfLife !== undefined && { half_life: halfLife }),
    ...(plan !== undefined && { plan: /^\d+$/.test(plan) ? Number(plan) : plan }),
  }
}

const format = makeFormat('en')
const width = 80
const cellWidth = 6

/** Titles that let eight models stand beside each other in 80 columns. */
const titles: Record<AttributionModel, string> = {
  last: 'last',
  last_non_direct: 'lastnd',
  first: 'first',
  linear: 'linear',
  time_decay: 'decay',
  position: 'posit.',
  markov: 'markov',
  shapley: 'shapl.',
}

/** The comparison as text of 80 columns. */
function attributionLines(answer: AttributionAnswer): string[] {
  const { rows, total, models, definitions, caveats, paths, differentPaths, lengths } = answer
  const conversions = lengths.reduce((sum, length) => sum + length.conversions, 0)
  const one = lengths[0]!.conversions
  const isKnown = (metric: DealtMetric) => Object.values(total[metric]).some(({ value }) => value !== null)
  const shown = dealtMetrics.filter((metric) => metric === 'cv' || metric === 'cpa' || isKnown(metric))
  const opening =
    conversions === 0
      ? 'No CV in these days.'
      : `${number(conversions, 0)} CVs by ${number(differentPaths, 0)} different paths; ${number(one, 0)} had one touch.`
  return [
    ...wrapBehind('', opening),
    '',
    ...(rows.length === 0 ? [] : shown.flatMap((metric) => [...modelTable(answer, metric), ''])),
    ...(paths.length === 0 ? [] : ['COMMONEST PATHS', ...paths.slice(0, 5).flatMap(pathLines), '']),
    ...models.flatMap(({ id, rule }) => wrapBehind('  ', `${titles[id]}: ${rule}.`).map(outdented)),
    ...footnotes({
      definitions: definitions.filter(({ metric }) => shown.includes(metric as DealtMetric)),
      caveats,
      rows: [],
      total: {},
    }),
  ]
}

function outdented(line: string, index: number): string {
  return index === 0 ? line.slice(2) : line
}

function modelTable({ by, rows, total, models, definitions }: AttributionAnswer, metric: DealtMetric): string[] {
  const { currency = '' } = definitions.find((each) => each.metric === metric) ?? {}
  const all = [...rows, total]
  const room = width - models.length * (cellWidth + 2)
  const names = rows.map(({ name }) => shorten(name || '(none)', Math.min(36, room)))
  const column = (model: AttributionModel) =>
    all.map((row: AttributionRow) => cell(row[metric][model]!, metric, currency))
  return drawTable([
    { title: `${metric.toUpperCase()} BY ${by.toUpperCase()}`, cells: [...names, 'TOTAL'], side: 'left' },
    ...models.map(({ id }) => ({ title: titles[id], cells: column(id), side: 'right' as const })),
  ])
}

/** Six letters at most, so that eight columns fit. */
function cell({ value }: Figure, metric: DealtMetric, currency: string): string {
  if (value === null) return '–'
  if (value >= 1_000_000) return `${number(value / 1_000_000, 2)}M`
  if (value >= 100_000) return `${number(value / 1_000, 1)}k`
  if (value >= 1_000) return number(value, 0)
  if (metric === 'cpa' || metric === 'value') return format.money(value, currency, true)
  if (metric === 'roas') return number(value, 2)
  return number(value, Number.isInteger(value) ? 0 : 1)
}

function number(value: number, decimals: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

function pathLines({ touches, conversions }: AttributionAnswer['paths'][number]): string[] {
  return wrapBehind(`${number(conversions, 0).padStart(7)}  `, touches.map((touch) => touch || '(none)').join(' > '))
}
