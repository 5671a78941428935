// Tables on paper: columns as wide as what is in them needs, figures below each other, the header on every page.
import type { BlockOf, Table, Text } from '../blocks.ts'
import { colours } from '../look.ts'
import { type Line, type Style, figuresWidth, linesOf, putFigures, putLine, widthsOf } from './lines.ts'
import { type Paper, column, need, overflow, pageRoom, roomLeft, rule, sheet } from './paper.ts'

const leading = 13.5
const padding = 3.5
const gap = 12
/** Points; what is no wider stands in one line: a verdict, a date. */
const shortCell = 80
const longestWord = 120
const body: Style = { size: 9 }
const bold: Style = { ...body, bold: true }
const head: Style = { size: 8.5, colour: colours.light, bold: true }

interface Cell {
  lines: readonly Line[]
  x: number
  width: number
  figures: boolean
}

export function putTable(paper: Paper, table: Table): void {
  const widths = columnWidths(paper, table)
  const cells = (texts: readonly Text[], style: Style): Cell[] => cellsOf(paper, table, texts, widths, style)
  const header = cells(
    table.columns.map(({ name }) => name),
    head,
  )
  const putHeader = (): void => {
    putCells(paper, header)
    rule(paper, paper.y, colours.strongLine, 0.8)
  }
  const rows = table.rows.map((row) => cells(row, body))
  need(paper, heightOf(header) + heightOf(rows[0] ?? []))
  putHeader()
  rows.forEach((row, index) => putRow(paper, row, index > 0 ? colours.line : undefined, putHeader))
  if (table.total) putRow(paper, cells(table.total, bold), colours.strongLine, putHeader)
}

const widestName = 165

/** Names beside values, a hairline between the rows. */
export function putFacts(paper: Paper, { rows }: BlockOf<'facts'>): void {
  const longest = Math.max(0, ...rows.map(([label]) => widthsOf(paper, label, body).most))
  const name = Math.min(widestName, Math.ceil(longest) + gap)
  for (const [index, [label, value]] of rows.entries()) {
    const names = linesOf(paper, label, name - gap, { ...body, colour: colours.light })
    const values = linesOf(paper, value, column - name, body)
    const cells = [
      { lines: names, x: sheet.side, width: name, figures: false },
      { lines: values, x: sheet.side + name, width: column - name, figures: false },
    ]
    putRow(paper, cells, index > 0 ? colours.line : undefined, () => undefined)
  }
}

/** A row that is longer than a page goes on on the next; all others stay whole. */
function putRow(paper: Paper, row: readonly Cell[], line: string | undefined, putHeader: () => void): void {
  if (heightOf(row) > roomLeft(paper) && paper.y > sheet.top) {
    overflow(paper)
    putHeader()
  } else if (line) rule(paper, paper.y, line)
  const fits = Math.floor((roomLeft(paper) - 2 * padding) / leading)
  putCells(
    paper,
    row.map((cell) => ({ ...cell, lines: cell.lines.slice(0, fits) })),
  )
  const rest = row.map((cell) => ({ ...cell, lines: cell.lines.slice(fits) }))
  if (rest.some(({ lines }) => lines.length > 0)) putRow(paper, rest, line, putHeader)
}

function putCells(paper: Paper, cells: readonly Cell[]): void {
  for (const { lines, x, width, figures } of cells) {
    lines.forEach((line, index) => {
      const y = paper.y + padding + index * leading + leading * 0.72
      if (figures) putFigures(paper, line, x + width, y)
      else putLine(paper, line, x, y)
    })
  }
  paper.y += heightOf(cells)
}

function heightOf(cells: readonly Cell[]): number {
  return Math.max(0, ...cells.map(({ lines }) => lines.length)) * leading + 2 * padding
}

function cellsOf(paper: Paper, table: Table, texts: readonly Text[], widths: readonly number[], style: Style): Cell[] {
  let x = sheet.side
  return widths.map((width, index) => {
    const text = texts[index] ?? ''
    const figures = table.columns[index]!.figures ?? false
    const cell = { lines: linesOf(paper, text, width, style), x, width, figures }
    x += width + gap
    return cell
  })
}

/** Each as wide as its longest cell where all fit; else what is long gives way. The widest words take what is left. */
function columnWidths(paper: Paper, { columns, rows, total }: Table): number[] {
  const room = column - gap * (columns.length - 1)
  const all = columns.map(({ name, figures }, index) => {
    const cells = [...rows, ...(total ? [total] : [])].map((row) => row[index] ?? '')
    const widths = [widthsOf(paper, name, head), ...cells.map((cell) => widthsOf(paper, cell, bold))]
    const most = Math.max(...widths.map((width) => width.most), ...cells.map((cell) => wholeWidth(paper, cell)))
    if (figures || most <= shortCell) return { least: most, most }
    // one long cell must not squeeze all others: words and ids beyond it are broken
    const least = Math.min(longestWord, Math.max(...widths.map((width) => width.least)))
    return { least, most: Math.max(least, Math.min(most, room / 2)) }
  })
  const least = sum(all.map((each) => each.least))
  if (least > room) return all.map((each) => (each.least / least) * room)
  const wish = sum(all.map((each) => each.most - each.least))
  if (wish + least > room) return all.map((each) => each.least + ((each.most - each.least) / wish) * (room - least))
  const spare = room - least - wish
  const takes = widest(all, columns)
  return all.map((each, index) => each.most + (index === takes ? spare : 0))
}

/** Of the columns of words, else of all. */
function widest(all: readonly { most: number }[], columns: Table['columns']): number {
  const words = all.map(({ most }, index) => (columns[index]!.figures ? 0 : most))
  return words.indexOf(Math.max(...words))
}

/** With its ones widened, and what rounding takes. */
function wholeWidth(paper: Paper, text: Text): number {
  return Math.max(...linesOf(paper, text, Infinity, bold).map((line) => figuresWidth(paper, line))) + 0.5
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** Of the header and the first row, at least: what a heading above should not be parted from. */
export const tableStart = Math.min(pageRoom, 2 * (leading + 2 * padding))
