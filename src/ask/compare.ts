// The same question of earlier days, row beside row: what each figure was then, and how far it has moved.
import type { AnswerRow, Answer, Caveat, Change, Compared, Definition, Figure } from '#contract/ask.ts'
import { timeDimensions } from '#metrics/dimensions.ts'
import { emptyCell } from '#metrics/measures.ts'
import {
  type Estimate,
  countRatioInterval,
  differenceInterval,
  rateRatioInterval,
  ratioInterval,
} from '#stats/change.ts'
import type { Interval } from '#stats/intervals.ts'
import { comparedRules } from './changed-rules.ts'
import { type DayRange, daysIn, periodBeside } from './compared-days.ts'
import type { Inquiry } from './inquiry.ts'
import type { Refusals } from './refusals.ts'
import { answerRows } from './rows.ts'

/** An answer with what it was worked out from. */
export interface Worked {
  answer: Answer
  inquiry: Inquiry
  refusals: Refusals
}

/**
 * The later answer, each figure with the earlier one beside it. Rows of either side stand in it; days, weeks and months
 * are put beside each other by their place, and those that the other side has no place for are left out.
 */
export function comparedAnswer(later: Worked, earlier: Worked, [now, before]: [DayRange, DayRange]): Answer {
  const { by, weekStart } = later.inquiry.scope
  const time = by.findIndex((dimension) => timeDimensions.includes(dimension))
  const tupleOf = (row: AnswerRow): string[] => by.map((dimension) => String(row[dimension]))
  const moved = (tuple: readonly string[], from: DayRange, to: DayRange): string[] =>
    tuple.map((value, index) => (index === time ? periodBeside(by[index]!, value, from, to, weekStart) : value))
  const then = new Map(earlier.answer.rows.map((row) => [keyOf(tupleOf(row)), row]))
  const own = new Set(later.answer.rows.map((row) => keyOf(tupleOf(row))))
  const gone = [...then.values()]
    .map((row) => moved(tupleOf(row), before, now))
    .filter((tuple) => !own.has(keyOf(tuple)) && (time === -1 || tuple[time]! <= now.to))
  const definitions = later.answer.definitions.map((each) => ({ ...each, comparison: toldComparison(each, before) }))
  const rows = sorted([...later.answer.rows, ...emptyRows(later, gone)], time === -1 ? undefined : by[time])
  return {
    rows: rows.map((row) => {
      const tuple = moved(tupleOf(row), now, before)
      const old = then.get(keyOf(tuple)) ?? emptyRows(earlier, [tuple])[0]!
      return withCompared(row, old, [definitions, earlier.answer.definitions], tuple[time])
    }),
    total: withCompared(later.answer.total, earlier.answer.total, [definitions, earlier.answer.definitions]),
    definitions,
    caveats: [
      ...later.answer.caveats,
      ...comparedRules(later.inquiry, earlier.inquiry),
      ...comparisonCaveats(later.answer.rows, now, before),
    ],
  }
}

function withCompared(
  row: AnswerRow,
  old: AnswerRow,
  [definitions, before]: [readonly Definition[], readonly Definition[]],
  period?: string,
): AnswerRow {
  const figures = definitions.map((definition, index): [string, Figure] => {
    const figure = row[definition.metric] as Figure
    const then = old[definition.metric] as Figure
    const [currency, was] = [currencyOf(figure, definition), currencyOf(then, before[index]!)]
    const compared =
      currency !== undefined && was !== undefined && currency !== was
        ? inOtherCurrency(then, was)
        : comparedWith(figure, then, definition)
    return [definition.metric, { ...figure, compared: { ...(period !== undefined && { period }), ...compared } }]
  })
  return { ...row, ...Object.fromEntries(figures) }
}

/** What an amount is in; undefined where there is none. */
function currencyOf({ value, currency }: Figure, definition: Definition): string | undefined {
  return !value || definition.unit === 'ratio' ? undefined : (currency ?? definition.currency)
}

/** Shown, and held against nothing: no difference is taken between two currencies. */
function inOtherCurrency({ maturity: _, ...then }: Figure, currency: string): Compared {
  return { ...then, currency }
}

const keyOf = (tuple: readonly string[]): string => JSON.stringify(tuple)

/** What the answer says where there are no rows: no conversions, or why there is no figure. */
function emptyRows({ inquiry, refusals }: Worked, tuples: readonly string[][]): AnswerRow[] {
  const rows = tuples.map((tuple) => ({ tuple, cell: emptyCell() }))
  return answerRows({ rows }, inquiry, refusals)
}

/** Periods in order of time; other rows as they came, with those that only the earlier days have behind them. */
function sorted(rows: AnswerRow[], time: string | undefined): AnswerRow[] {
  if (time === undefined) return rows
  return rows.toSorted((a, b) => (a[time]! < b[time]! ? -1 : a[time]! > b[time]! ? 1 : 0))
}

function comparedWith(later: Figure, earlier: Figure, definition: Definition): Compared {
  const { maturity: _, ...then } = earlier
  const { value } = then
  if (later.value === null || value === null) return then
  const [a, b] = [estimateOf(later), estimateOf(earlier)]
  const difference = changeOf(later.value - value, a && b && differenceInterval(a, b))
  if (value <= 0) return { ...then, difference }
  const ratio = a && b && ratioOf(later, earlier, [a, b], definition)
  const relative = ratio && { low: ratio.low - 1, high: ratio.high - 1 }
  return { ...then, difference, change: changeOf(later.value / value - 1, relative) }
}

function changeOf(value: number, interval: Interval | undefined): Change {
  if (!interval) return { value }
  return {
    value,
    ...(Number.isFinite(interval.low) && { low: interval.low }),
    ...(Number.isFinite(interval.high) && { high: interval.high }),
  }
}

function estimateOf({ value, low, high }: Figure): Estimate | undefined {
  return value === null || low === undefined || high === undefined ? undefined : { value, low, high }
}

const isCount = ({ unit, interval }: Definition): boolean => unit === 'count' && interval !== undefined
const isShare = ({ interval }: Definition): boolean => interval?.startsWith('Wilson') ?? false

function ratioOf(later: Figure, earlier: Figure, [a, b]: [Estimate, Estimate], definition: Definition): Interval {
  if (isCount(definition)) return countRatioInterval(a.value, b.value)
  const converted = [later.numerator ?? 0, earlier.numerator ?? 0]
  if (!isShare(definition) || converted.includes(0)) return ratioInterval(a, b)
  return rateRatioInterval(
    { converted: later.numerator!, units: later.denominator! },
    { converted: earlier.numerator!, units: earlier.denominator! },
  )
}

function toldComparison(definition: Definition, { from, to }: DayRange): NonNullable<Definition['comparison']> {
  if (definition.interval === undefined) return { from, to }
  const difference = isShare(definition) ? 'Newcombe' : 'MOVER'
  const change = isCount(definition)
    ? 'exact conditional binomial'
    : isShare(definition)
      ? 'Katz'
      : 'MOVER on the log scale'
  return { from, to, interval: `difference: ${difference}; change: ${change}; 95 %` }
}

function comparisonCaveats(rows: readonly AnswerRow[], now: DayRange, before: DayRange): Caveat[] {
  const lengths = [daysIn(now), daysIn(before)]
  const recent = rows.some((row) => Object.values(row).some((cell) => typeof cell === 'object' && cell.maturity))
  return [
    ...(lengths[0] === lengths[1]
      ? []
      : [
          {
            code: 'ranges_differ',
            message: `${lengths[0]} days are compared with ${lengths[1]}; compare rates rather than counts.`,
          },
        ]),
    ...(recent
      ? [
          {
            code: 'recent_compared',
            message: 'Recent periods lack conversions that are still to come; what they are compared with has them.',
          },
        ]
      : []),
  ]
}
