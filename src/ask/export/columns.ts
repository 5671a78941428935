// An answer as columns for spreadsheets and other programs: what it is split by, then each metric with all that stands beside it.
import type { Answer, AnswerRow, Definition, Figure } from '#contract/ask.ts'

export interface ExportColumn {
  name: string
  /** Times are epoch milliseconds. */
  type: 'text' | 'number' | 'time'
  cells: readonly (string | number | null)[]
}

/** Rows of the answer; without a split the total is the only row. Parts that no figure has make no column. */
export function answerColumns({ rows, total, definitions }: Answer, by: readonly string[]): ExportColumn[] {
  const shown = by.length === 0 ? [total] : rows
  return [
    ...by.map((name) => textColumn(name, shown)),
    ...definitions.flatMap(({ metric }) => figureColumns(metric, shown)),
  ]
}

function textColumn(name: string, rows: readonly AnswerRow[]): ExportColumn {
  return { name, type: 'text', cells: rows.map((row) => String(row[name])) }
}

/** What can stand beside a value, by the end of the column's name. */
const parts: readonly [ending: string, read: (figure: Figure) => number | string | null | undefined][] = [
  ['currency', ({ currency }) => currency],
  ['low', ({ low }) => low],
  ['high', ({ high }) => high],
  ['numerator', ({ numerator }) => numerator],
  ['denominator', ({ denominator }) => denominator],
  ['arrived', ({ maturity }) => maturity?.arrived],
  ['grows_to', ({ maturity }) => maturity?.corrected],
  ['before', ({ compared }) => compared?.value],
  ['difference', ({ compared }) => compared?.difference?.value],
  ['difference_low', ({ compared }) => compared?.difference?.low],
  ['difference_high', ({ compared }) => compared?.difference?.high],
  ['change', ({ compared }) => compared?.change?.value],
  ['change_low', ({ compared }) => compared?.change?.low],
  ['change_high', ({ compared }) => compared?.change?.high],
  ['refused', ({ refused }) => refused],
]

const textParts = new Set(['currency', 'refused'])

function figureColumns(metric: string, rows: readonly AnswerRow[]): ExportColumn[] {
  const figures = rows.map((row) => row[metric] as Figure)
  const beside = parts.flatMap(([ending, read]): ExportColumn[] => {
    const cells = figures.map((figure) => finite(read(figure)))
    if (cells.every((cell) => cell === null)) return []
    return [{ name: `${metric}_${ending}`, type: textParts.has(ending) ? 'text' : 'number', cells }]
  })
  return [{ name: metric, type: 'number', cells: figures.map(({ value }) => finite(value)) }, ...beside]
}

/** An end that nothing bounds is left empty. */
function finite(cell: number | string | null | undefined): number | string | null {
  return cell === undefined || (typeof cell === 'number' && !Number.isFinite(cell)) ? null : cell
}

/** Each metric's definition as a row, its total first: what travels beside a table. */
export function definitionColumns({ definitions, total }: Answer): ExportColumn[] {
  const texts: [name: string, read: (definition: Definition) => string | undefined][] = [
    ['name', ({ name }) => name],
    ['formula', ({ formula }) => formula],
    ['unit', ({ unit }) => unit],
    ['per', ({ base }) => base],
    ['interval', ({ interval }) => interval],
    ['points', ({ point }) => point?.map(({ name, rule, oncePer }) => `${name}: ${rule}, ${oncePer}`).join('; ')],
    ['plan_versions', ({ planVersions }) => planVersions?.join(', ')],
    ['by', ({ basis }) => basis],
    ['window', ({ window }) => window],
    ['currency', ({ currency }) => currency],
    ['time_zone', ({ timezone }) => timezone],
    ['from', ({ from }) => from],
    ['to', ({ to }) => to],
    ['compared_from', ({ comparison }) => comparison?.from],
    ['compared_to', ({ comparison }) => comparison?.to],
    ['compared_by', ({ comparison }) => comparison?.interval],
    ['counted_to', ({ countedTo }) => (countedTo === null ? undefined : new Date(countedTo).toISOString())],
  ]
  const totals = definitions.map(({ metric }) => total[metric] as Figure)
  return [
    { name: 'metric', type: 'text', cells: definitions.map(({ metric }) => metric) },
    { name: 'total', type: 'number', cells: totals.map(({ value }) => finite(value)) },
    { name: 'total_low', type: 'number', cells: totals.map(({ low }) => finite(low)) },
    { name: 'total_high', type: 'number', cells: totals.map(({ high }) => finite(high)) },
    ...texts.map(([name, read]): ExportColumn => ({
      name,
      type: 'text',
      cells: definitions.map((each) => read(each) ?? ''),
    })),
  ]
}
