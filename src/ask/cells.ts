// Runs one statement a measure and joins what they give by dimension tuple.
import { clickedSql, conversionsSql, customersSql, junkSightingsSql, transitionSql } from '#metrics/counted.ts'
import { ctaConvertingSql, ctasSql } from '#metrics/ctas.ts'
import { emptyCell, measures, type Cell, type Measure } from '#metrics/measures.ts'
import { figuresSql, spendSql } from '#metrics/periods.ts'
import type { Scope, Statement } from '#metrics/scope.ts'
import { convertingSql, eventsSql, sessionsSql } from '#metrics/visits.ts'
import type { Facts } from '#store/facts.ts'
import type { Inquiry } from './inquiry.ts'
import { splitOf, type Refusals } from './refusals.ts'

export interface Cells {
  rows: { tuple: string[]; cell: Cell }[]
  total: Cell
  /** Sightings left out as junk, where conversions are counted and no filter is asked for: sightings know nothing to filter by. */
  junkSightings: number
  /** The statement behind each measure. */
  statements: Partial<Record<Measure, Statement>>
}

type ResultRow = Record<string, unknown> & { total: number }

const noCell = emptyCell()

/** Reads every measure that a metric still needs after refusals. */
export async function readCells(facts: Facts, inquiry: Inquiry, refusals: Refusals): Promise<Cells> {
  const needed = neededMeasures(inquiry, refusals)
  const sighted = needed.includes('conversions') && Object.keys(inquiry.scope.filter).length === 0
  const reading = Promise.all(
    needed.map(async (measure) => {
      const split = splitOf(measure, inquiry)
      const statement = compile(measure, inquiry, split)
      return { measure, split, statement, rows: await facts.query<ResultRow>(statement.sql, statement.params) }
    }),
  )
  const junk = sighted ? readJunkSightings(facts, inquiry) : 0
  const [results, junkSightings] = await Promise.all([reading, junk])
  const cells: Cells = { rows: [], total: emptyCell(), junkSightings, statements: {} }
  const byTuple = new Map<string, Cell>()
  for (const { measure, split, statement, rows } of results) {
    cells.statements[measure] = statement
    for (const row of rows) {
      if (row.total === 1) place(cells.total, measure, row)
      for (const tuple of tuplesOf(row, split, inquiry)) {
        const key = JSON.stringify(tuple)
        const cell = byTuple.get(key) ?? emptyCell()
        if (!byTuple.has(key)) cells.rows.push({ tuple, cell })
        byTuple.set(key, cell)
        place(cell, measure, row)
      }
    }
  }
  return cells
}

async function readJunkSightings(facts: Facts, { conversions, scope }: Inquiry): Promise<number> {
  const { sql, params } = junkSightingsSql(conversions!.counting, scope)
  return (await facts.query<{ count: number }>(sql, params))[0]!.count
}

/** What has to be read for the metrics that are not refused. */
export function neededMeasures({ metrics, scope }: Inquiry, refusals: Refusals): Measure[] {
  const needed = new Set(metrics.filter(({ id }) => !refusals.everywhere.has(id)).flatMap(({ needs }) => needs))
  // Converting visits hold the visits too, unless they stand once for each point.
  if (needed.has('converting') && !scope.by.includes('point')) needed.delete('sessions')
  if (needed.has('ctaConverting')) needed.delete('ctas')
  // the engine takes them in turn: what takes longest, visits and events, comes first
  return measures.filter((measure) => needed.has(measure))
}

/** The statement of a measure, split by some of the dimensions asked for. */
export function compile(measure: Measure, inquiry: Inquiry, split: readonly string[]): Statement {
  const scope: Scope = { ...inquiry.scope, by: split }
  const { metrics, figurePoints } = inquiry
  switch (measure) {
    case 'events':
      return eventsSql(scope)
    case 'ctas':
      return ctasSql(scope)
    case 'ctaConverting':
      return ctaConvertingSql(inquiry.conversions!.counting, scope)
    case 'sessions':
      return sessionsSql(
        scope,
        metrics.some(({ id }) => id.startsWith('visitors')),
      )
    case 'converting':
      return convertingSql(inquiry.conversions!.counting, scope)
    case 'conversions': {
      const parts = new Set(metrics.flatMap(({ reads }) => reads ?? []))
      return conversionsSql(inquiry.conversions!.counting, scope, parts)
    }
    case 'clicked':
      return clickedSql(inquiry.conversions!.counting, scope)
    case 'transition':
      return transitionSql(inquiry.transition!.micro.counting, inquiry.transition!.macro.counting, scope)
    case 'customers':
      return customersSql(inquiry.conversions!.counting, scope)
    case 'spend':
      return spendSql(scope, figurePoints.length > 0 ? figurePoints : undefined)
    case 'figures':
      return figuresSql(scope, figurePoints)
  }
}

/** Makes a row of a statement the measure of a cell; columns carry the names of the statistics, those not asked for are zero. */
function place(cell: Cell, measure: Measure, row: ResultRow): void {
  const stats = { ...noCell[measure], ...row }
  Object.assign(cell, { [measure]: stats })
  if (measure === 'converting') Object.assign(cell, { sessions: stats })
  if (measure === 'ctaConverting') Object.assign(cell, { ctas: stats })
}

/** The cells that a row of a statement belongs to: one, or one for each point where its table knows none. */
function tuplesOf(row: ResultRow, split: readonly string[], { scope, conversions, figurePoints }: Inquiry): string[][] {
  const { by } = scope
  if (by.length === 0) return []
  const whole = split.length === 0
  if (whole ? by.length > 1 || by[0] !== 'point' : row.total === 1) return []
  const value = (dimension: string): string => String(row[`d${split.indexOf(dimension)}`])
  if (split.includes('point') || !by.includes('point')) return [by.map(value)]
  const points = new Set([...(conversions?.counting.segments ?? []).map(({ point }) => point), ...figurePoints])
  return [...points].map((point) => by.map((dimension) => (dimension === 'point' ? point : value(dimension))))
}
