// Tables in letters of one width: columns beside each other where they fit, else each row as a list of its own.
import { columnsOf, padTo } from '#util/columns.ts'
import type { Table } from './blocks.ts'
import { linesBehind, longestPiece, plainLines, plainWords } from './plain-lines.ts'

interface Column {
  name: string
  figures: boolean
  cells: readonly string[]
}

/** Columns between columns; the narrower where the wider does not fit. */
const gaps = [2, 1]
/** Of a column of words: narrower, a sentence is a ladder. */
const narrowest = 12

export function tableLines(table: Table, width: number): string[] {
  const rows = [...table.rows, ...(table.total ? [table.total] : [])]
  const columns = table.columns.map(({ name, figures = false }, index): Column => {
    return { name, figures, cells: rows.map((row) => plainWords(row[index] ?? '')) }
  })
  for (const gap of gaps) {
    const widths = widthsOf(columns, width - gap * (columns.length - 1))
    if (widths) return besideEachOther(columns, widths, { gap, hasTotal: table.total !== undefined })
  }
  return rowByRow(columns, width)
}

/** Each as wide as its longest cell where all fit; else words give way, not figures. Null where that is not enough. */
function widthsOf(columns: readonly Column[], room: number): number[] | null {
  const all = columns.map(({ name, figures, cells }) => {
    const widest = Math.max(0, ...cells.map(columnsOf))
    const longest = Math.max(narrowest, ...cells.map(longestPiece))
    const least = Math.max(longestPiece(name), figures ? widest : Math.min(widest, longest))
    return { least, wish: Math.max(widest, columnsOf(name)) - least }
  })
  let spare = room - sum(all.map(({ least }) => least))
  if (spare < 0) return null
  const widths = all.map(({ least }) => least)
  // who wishes least is served first
  const order = [...all.keys()].toSorted((a, b) => all[a]!.wish - all[b]!.wish)
  for (const [served, index] of order.entries()) {
    const given = Math.min(all[index]!.wish, Math.floor(spare / (order.length - served)))
    widths[index]! += given
    spare -= given
  }
  return widths
}

interface Look {
  gap: number
  hasTotal: boolean
}

function besideEachOther(columns: readonly Column[], widths: readonly number[], { gap, hasTotal }: Look): string[] {
  const line = '-'.repeat(sum(widths) + gap * (columns.length - 1))
  const row = (texts: readonly string[], lowered = false): string[] => {
    const lines = texts.map((text, index) => plainLines(text, widths[index]!))
    const height = Math.max(...lines.map(({ length }) => length))
    const cells = lines.map((each) =>
      lowered ? [...Array.from({ length: height - each.length }, () => ''), ...each] : each,
    )
    return Array.from({ length: height }, (_, at) =>
      columns
        .map(({ figures }, index) => padTo(cells[index]![at] ?? '', widths[index]!, figures ? 'right' : 'left'))
        .join(' '.repeat(gap))
        .trimEnd(),
    )
  }
  const rows = columns[0]!.cells.map((_, at) => row(columns.map(({ cells }) => cells[at]!)))
  const [body, total] = hasTotal ? [rows.slice(0, -1), rows.at(-1)!] : [rows, []]
  const names = row(
    columns.map(({ name }) => name),
    true,
  )
  return [...names, line, ...body.flat(), ...(hasTotal ? [line, ...total] : [])]
}

function rowByRow(columns: readonly Column[], width: number): string[] {
  const [first, ...rest] = columns
  return first!.cells.flatMap((name, at) => [
    ...(at > 0 ? [''] : []),
    ...plainLines(name, width),
    ...rest.flatMap(({ name: of, cells }) => {
      if (cells[at] === '') return []
      return linesBehind('  ', of === '' ? cells[at]! : `${of}: ${cells[at]!}`, width)
    }),
  ])
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
