// From cells to the rows of an answer: formulas applied, refusals put in, sorted for reading.
import type { AnswerRow, Figure } from '#contract/ask.ts'
import type { Metric } from '#metrics/catalogue.ts'
import { timeDimensions } from '#metrics/dimensions.ts'
import { formulas, refused, type FormulaContext } from '#metrics/formulas.ts'
import type { Cell } from '#metrics/measures.ts'
import type { Cells } from './cells.ts'
import { currenciesOf } from './definitions.ts'
import type { Inquiry } from './inquiry.ts'
import type { Refusals } from './refusals.ts'

export function answerRows(cells: Pick<Cells, 'rows'>, inquiry: Inquiry, refusals: Refusals): AnswerRow[] {
  const { by } = inquiry.scope
  const first = inquiry.metrics[0]!.id
  const place = by.indexOf('point')
  const time = by.filter((dimension) => timeDimensions.includes(dimension))
  const contexts = new Map<string | undefined, FormulaContext>()
  const several = new Set(inquiry.metrics.filter((metric) => isInSeveral(metric, cells)))
  const rows = cells.rows.map(({ tuple, cell }) => {
    const point = tuple[place]
    const context = contexts.get(point) ?? contextOf(inquiry, point)
    contexts.set(point, context)
    const figures = inquiry.metrics.map((metric): [string, Figure] => {
      const { id } = metric
      const shown = figure(id, cell, context, refusals.everywhere.get(id) ?? refusals.rows.get(id))
      return [id, several.has(metric) ? inItsCurrency(shown, currenciesOf(metric, cell)) : shown]
    })
    return Object.fromEntries<string | Figure>([
      ...by.map((dimension, index): [string, string] => [dimension, tuple[index]!]),
      ...figures,
    ])
  })
  return rows.toSorted((a, b) => byNames(a, b, time) || byFigure(a[first], b[first]) || byNames(a, b, by))
}

function isInSeveral(metric: Metric, { rows }: Pick<Cells, 'rows'>): boolean {
  const all = new Set<string>()
  for (const { cell } of rows) for (const currency of currenciesOf(metric, cell)) all.add(currency)
  return all.size > 1
}

/** A row may have one currency where all rows together have several. */
function inItsCurrency(shown: Figure, [currency]: readonly string[]): Figure {
  return shown.value === null || currency === undefined ? shown : { ...shown, currency }
}

export function answerTotal(cells: Cells, inquiry: Inquiry, refusals: Refusals): AnswerRow {
  const context = contextOf(inquiry, undefined)
  return Object.fromEntries(
    inquiry.metrics.map(({ id }) => [id, figure(id, cells.total, context, refusals.everywhere.get(id))]),
  )
}

function figure(id: string, cell: Cell, context: FormulaContext, reason: string | undefined): Figure {
  return reason === undefined ? formulas[id]!(cell, context) : refused(reason)
}

/**
 * Whether a click or a visitor can convert at most once.
 * @param point the row's point; absent: all that are asked for.
 */
export function contextOf({ conversions }: Inquiry, point: string | undefined): FormulaContext {
  const uses = (conversions?.uses ?? []).filter((use) => point === undefined || use.point.id === point)
  const segments = (conversions?.counting.segments ?? []).filter(
    (segment) => point === undefined || segment.point === point,
  )
  const always = (units: readonly string[]): boolean =>
    uses.every((use) => typeof use.point.once_per === 'string' && units.includes(use.point.once_per))
  const single = new Set(segments.map(({ definition }) => definition)).size === 1
  return { once: { click: single && always(['person']), visitor: always(['person', 'visitor']) } }
}

function byNames(a: AnswerRow, b: AnswerRow, names: readonly string[]): number {
  for (const name of names) {
    const [left, right] = [String(a[name]), String(b[name])]
    if (left !== right) return left < right ? -1 : 1
  }
  return 0
}

/** Largest first; figures without a value last. */
function byFigure(a: string | Figure | undefined, b: string | Figure | undefined): number {
  return size(b) - size(a) || 0
}

function size(cell: string | Figure | undefined): number {
  return typeof cell === 'object' && cell.value !== null ? cell.value : -Number.MAX_VALUE
}
