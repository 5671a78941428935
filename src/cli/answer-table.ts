// An answer as text of 80 columns: a table, its total, then definitions and caveats.
import type { Answer, AnswerRow, Definition, Figure, Maturity } from '#contract/ask.ts'
import { makeFormat } from '#contract/format.ts'
import { columnsOf, padTo } from '#util/columns.ts'
import { dayMs, hourMs, minuteMs } from '#util/duration.ts'
import { wrapBehind } from './wrap.ts'

export interface TableOptions {
  by: readonly string[]
  metrics: readonly string[]
  /** The terminal has colour: intervals are shown in a lighter tone. */
  colour: boolean
}

const width = 80
const gap = '  '
const format = makeFormat('en')

export interface Column {
  title: string
  cells: string[]
  /** Figures stand right, with their interval behind them. */
  side: 'left' | 'right'
  light?: boolean
}

/** Lines of an answer, each at most 80 columns wide but for what colour adds. */
export function answerLines(answer: Answer, options: TableOptions): string[] {
  const lines = options.by.length > 0 && answer.rows.length === 0 ? ['Nothing was found.', ''] : []
  return [...lines, ...tables(answer, options), ...footnotes(answer)]
}

/** One table, or several below each other where the metrics do not fit side by side. */
function tables(answer: Answer, options: TableOptions): string[] {
  const names = nameColumns(answer, options.by)
  const metrics = [...new Set(options.metrics)].map((metric) => metricColumns(answer, metric))
  const room = width - sizeOf(names)
  const blocks: Column[][][] = [[]]
  for (const columns of metrics) {
    const block = blocks.at(-1)!
    if (block.length > 0 && sizeOf([...block.flat(), ...columns]) > room) blocks.push([columns])
    else block.push(columns)
  }
  return blocks.flatMap((block) => [...drawTable([...names, ...block.flat()], options.colour), ''])
}

/** Columns that these take, each with the gap beside it. */
export function sizeOf(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + widthOf(column) + gap.length, 0)
}

function widthOf({ title, cells }: Column): number {
  return Math.max(columnsOf(title), ...cells.map(columnsOf))
}

function nameColumns(answer: Answer, by: readonly string[]): Column[] {
  if (by.length === 0) return []
  const longest = Math.max(9, Math.floor(36 / by.length))
  return by.map((dimension, index) => ({
    title: dimension.toUpperCase(),
    cells: [
      ...answer.rows.map((row) => shorten(String(row[dimension]) || '(none)', longest)),
      index === 0 ? 'TOTAL' : '',
    ],
    side: 'left',
    light: false,
  }))
}

function metricColumns(answer: Answer, metric: string): Column[] {
  const definition = answer.definitions.find((candidate) => candidate.metric === metric)!
  const figures = [...answer.rows, answer.total].map((row: AnswerRow) => row[metric] as Figure)
  const values: Column = {
    title: metric,
    cells: figures.map((figure) => valueText(figure, definition)),
    side: 'right',
    light: false,
  }
  const intervals = figures.map((figure) => (figure.low === undefined ? '' : interval(figure, definition)))
  const shown = intervals.every((cell) => cell === '')
    ? []
    : [{ title: '', cells: intervals, side: 'left', light: true } as const]
  return [values, ...shown, ...comparedColumns(figures, definition), ...maturityColumns(figures, definition)]
}

/** What it was in the days compared with, and by which share it changed. */
function comparedColumns(figures: readonly Figure[], definition: Definition): Column[] {
  if (figures.every(({ compared }) => compared === undefined)) return []
  const before = figures.map(({ compared }) => (compared ? valueText(compared, definition) : '–'))
  const changes = figures.map(({ compared }) => compared?.change)
  const bounds = changes.map((change) =>
    change?.low === undefined ? '' : `${signed(change.low)}–${change.high === undefined ? '∞' : signed(change.high)}`,
  )
  const shown = bounds.every((cell) => cell === '')
    ? []
    : [{ title: '', cells: bounds, side: 'left', light: true } as const]
  return [
    { title: 'before', cells: before, side: 'right' },
    { title: 'change', cells: changes.map((change) => (change ? `${signed(change.value)} %` : '–')), side: 'right' },
    ...shown,
  ]
}

/** A share as per cent with its sign, `+12.5`. */
function signed(share: number): string {
  const size = number(Math.abs(share) * 100, Math.abs(share) < 1 ? 1 : 0)
  return `${share < 0 ? '−' : '+'}${size}`
}

/** How much of recent periods is there, what they will grow to, and what such corrections were off by. */
function maturityColumns(figures: readonly Figure[], definition: Definition): Column[] {
  if (figures.every(({ maturity }) => maturity === undefined)) return []
  const cells = (read: (maturity: Maturity) => string): string[] =>
    figures.map(({ maturity }) => (maturity ? read(maturity) : ''))
  return [
    { title: 'arrived', cells: cells(({ arrived }) => `${number(arrived * 100, 0)} %`), side: 'right' },
    {
      title: 'grows to',
      cells: cells(({ corrected }) => (corrected === null ? 'too early' : estimate(corrected, definition))),
      side: 'right',
    },
    {
      title: 'off by',
      cells: cells(({ error }) => (error === null ? '?' : `±${number(error * 100, 0)} %`)),
      side: 'right',
    },
  ]
}

/** Columns beside each other, a line each row, titles first. */
export function drawTable(columns: readonly Column[], colour = false): string[] {
  const rows = columns[0]!.cells.length
  const line = (read: (column: Column) => string, header: boolean): string =>
    columns
      .map((column) => {
        const cell = padTo(read(column), widthOf(column), column.side)
        return colour && (column.light || header) ? `\x1b[2m${cell}\x1b[22m` : cell
      })
      .join(gap)
      .trimEnd()
  return [
    line((column) => column.title, true),
    ...Array.from({ length: rows }, (_, index) => line((column) => column.cells[index]!, false)),
  ]
}

function interval({ low, high, currency }: Figure, definition: Definition): string {
  const own = currency === undefined ? definition : { ...definition, currency }
  return `${estimate(low!, own)}–${estimate(high!, own)}`
}

/** With its currency where the column has several. */
function valueText({ value, currency }: Figure, definition: Definition): string {
  if (value === null) return '–'
  if (currency === undefined || !definition.unit.startsWith('money')) return text(value, definition)
  return `${text(value, { ...definition, currency })} ${currency}`.trim()
}

/** What was not counted but worked out: counts of ten and more are whole. */
function estimate(value: number, definition: Definition): string {
  return definition.unit === 'count' ? format.reckoned(value) : text(value, definition)
}

/** A figure by its unit: shares in per cent, money as its currency is written, durations in days or smaller. */
function text(value: number, { unit, base, currency = '' }: Definition): string {
  if (unit === 'duration') return duration(value)
  if (unit === 'ratio' && base !== 'cost') return `${percent(value * 100)} %`
  if (unit === 'CV per money') return value.toLocaleString('en', { maximumSignificantDigits: 3 })
  if (unit === 'count') return number(value, Number.isInteger(value) ? 0 : 1)
  if (unit.startsWith('money')) return format.money(value, currency, true)
  return number(value, 2)
}

function number(value: number, decimals: number): string {
  return value.toLocaleString('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

/** Two decimals, and below one per cent three digits, so that small rates can be told apart. */
function percent(value: number): string {
  return value >= 1 || value === 0 ? number(value, 2) : value.toLocaleString('en', { maximumSignificantDigits: 3 })
}

function duration(ms: number): string {
  if (ms >= dayMs) return `${number(ms / dayMs, 1)} d`
  if (ms >= hourMs) return `${number(ms / hourMs, 1)} h`
  return ms >= minuteMs ? `${number(ms / minuteMs, 1)} min` : `${number(ms / 1_000, 1)} s`
}

/** One paragraph a metric, then what they share: the points and the days. */
export function footnotes({ definitions, caveats, rows, total }: Answer): string[] {
  const days = [...new Set(definitions.map(daysOf))]
  const points = definitions.flatMap(({ point }) => (point ?? []).map(pointText))
  return [
    ...definitions.flatMap((definition) => define(definition, days.length === 1)),
    ...[...new Set(points)].flatMap((point) => wrapBehind('  ', point, width)),
    ...(days.length === 1 ? wrapBehind('  ', days[0]!, width) : []),
    ...caveats.flatMap(({ message }) => wrapBehind('! ', message, width)),
    ...refusals(definitions, [...rows, total]).flatMap((message) => wrapBehind('– ', message, width)),
  ]
}

function define(definition: Definition, sameDays: boolean): string[] {
  const { metric, formula, interval: method, basis, currency, window, maturity, comparison } = definition
  const parts = [
    formula,
    currency,
    `by ${basis}`,
    window,
    !sameDays && daysOf(definition),
    method && `interval: ${method}`,
    comparison && `before: ${comparison.from} to ${comparison.to}`,
    comparison?.interval && `change: ${comparison.interval.replace(/^.*change: /, '')}`,
    maturity && `grows to: ${maturity}; off by: past corrections of periods as young, ? where history is too short`,
  ]
  return wrapBehind('  ', `${metric}: ${parts.filter(Boolean).join('; ')}.`, width).map((line, index) =>
    index === 0 ? line.slice(2) : line,
  )
}

function daysOf({ from, to, timezone }: Definition): string {
  if (from === '' && to === '') return 'no data yet'
  if (from === '') return `until ${to}, ${timezone}`
  return to === '' ? `from ${from}, ${timezone}` : `${from} to ${to}, ${timezone}`
}

function pointText(point: NonNullable<Definition['point']>[number]): string {
  const plan = point.planVersions ? `, plan version ${point.planVersions.join(', ')}` : ''
  return `${point.name}: ${point.rule}, ${point.oncePer}${plan}`
}

/** Why figures are missing, each reason once with how often it stands. */
function refusals(definitions: readonly Definition[], rows: readonly AnswerRow[]): string[] {
  return definitions.flatMap(({ metric }) => {
    const reasons = new Map<string, number>()
    for (const row of rows) {
      const reason = (row[metric] as Figure | undefined)?.refused
      if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
    return [...reasons].map(([reason, times]) => `${metric}: ${reason}${times > 1 ? ` (${times} times)` : ''}.`)
  })
}

/** On one line, at most so many columns, with `…` where it was longer. */
export function shorten(full: string, longest: number): string {
  const name = full.replaceAll(/[\t\r\n]+/g, ' ')
  if (columnsOf(name) <= longest) return name
  let short = ''
  for (const letter of name) {
    if (columnsOf(short + letter) >= longest) break
    short += letter
  }
  return `${short}…`
}
