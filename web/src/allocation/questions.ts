// What the page Allocation asks, and how rows of months become rows of the table.
import type { Allocation, AllocationInput, SuggestedRow } from '#contract/allocation.ts'
import type { AllocationRow, StoredTarget } from '#contract/saved-target.ts'
import { sendJson } from '../api.ts'

/** What somebody has chosen on the page. */
export interface Plan {
  by: 'channel' | 'initiative'
  /** Of required CVs × target CPA. */
  budget: number
  beyond: number
  /** Split what is not locked anew. */
  isAnew: boolean
  rows: AllocationRow[]
}

export function planOf(target: StoredTarget): Plan {
  const by = target.allocation.some(({ initiative }) => initiative !== '') ? 'initiative' : 'channel'
  return { by, budget: 1, beyond: 1, isAnew: target.allocation.length === 0, rows: target.allocation }
}

/** Throws ApiProblem. */
export function askAllocation(target: StoredTarget, plan: Plan, signal: AbortSignal): Promise<Allocation> {
  const { by, beyond, isAnew, rows } = plan
  const query: AllocationInput = {
    point: target.point,
    fiscal_start: target.fiscal_start,
    currency: target.currency,
    months: target.months.map(({ month, cv }) => ({ month, cv, budget: cv * target.cpa * plan.budget })),
    by,
    rows,
    beyond,
    suggest: isAnew,
  }
  return sendJson('/api/v1/allocation', query, { signal })
}

/** Channels, or initiatives, over the months that are looked at. */
export interface Line {
  id: string
  channel: string
  initiative: string
  rows: SuggestedRow[]
  cv: number
  low: number | null
  high: number | null
  budget: number
}

/** @param month absent: all of them. */
export function linesOf({ rows }: Allocation, month: string | null): Line[] {
  const shown = month === null ? rows : rows.filter((row) => row.month === month)
  const groups = new Map<string, SuggestedRow[]>()
  for (const row of shown) {
    const id = `${row.channel}\n${row.initiative}`
    groups.set(id, [...(groups.get(id) ?? []), row])
  }
  return [...groups].map(([id, own]) => {
    const ends = own.every(({ low }) => low !== undefined)
    const sum = (of: (row: SuggestedRow) => number): number => own.reduce((all, row) => all + of(row), 0)
    return {
      id,
      channel: own[0]!.channel,
      initiative: own[0]!.initiative,
      rows: own,
      cv: sum(({ cv }) => cv),
      low: ends ? sum(({ low }) => low!) : null,
      high: ends ? sum(({ high }) => high!) : null,
      budget: sum(({ budget }) => budget),
    }
  })
}

export function plainRow({ channel, initiative, month, cv, budget, locked, min, max }: SuggestedRow): AllocationRow {
  const bounds = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  return { channel, initiative, month, cv, budget, locked, ...bounds }
}

/** The rows with those of a line changed; the others stay as they are shown. */
export function withLine(
  all: readonly SuggestedRow[],
  line: Line,
  change: (row: AllocationRow) => AllocationRow,
): AllocationRow[] {
  return all.map((row) => (line.rows.includes(row) ? change(plainRow(row)) : plainRow(row)))
}

/** A budget for the line: by month in the proportions that it has, and locked. */
export function withBudget(all: readonly SuggestedRow[], line: Line, budget: number): AllocationRow[] {
  return withLine(all, line, (row) => {
    const share = line.budget === 0 ? 1 / line.rows.length : row.budget / line.budget
    const { min: _min, max: _max, ...free } = row
    return { ...free, budget: Math.round(budget * share), locked: true }
  })
}
