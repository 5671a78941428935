// A document as plain text for e-mail: 72 columns, no marks of any markup; charts are tables in it.
import { columnsOf, padTo } from '#util/columns.ts'
import type { Block, BlockOf, Chart, PrintDocument, Table } from './blocks.ts'
import { chartTable } from './chart/chart-table.ts'
import { linesBehind, mailWidth, plainLines, plainWords } from './plain-lines.ts'
import { tableLines } from './plain-table.ts'
import { printWords } from './words.ts'

export function toPlainText(document: PrintDocument): string {
  const { title, subtitle, blocks, language, made } = document
  const parts = [
    underlined(title, '='),
    ...(subtitle === undefined ? [] : [lines(subtitle)]),
    ...blocks.map((block) => plainBlock(block, document).join('\n')),
    lines(printWords[language].made(made)),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function plainBlock(block: Block, { language }: PrintDocument): string[] {
  switch (block.kind) {
    case 'heading':
      return block.level === 1 ? ['', underlined(block.text, '-')] : plainLines(plainWords(block.text), mailWidth)
    case 'paragraph':
      return plainLines(plainWords(block.text), mailWidth)
    case 'figure': {
      const figure = [block.value, block.interval ?? ''].map(plainWords).join('  ').trimEnd()
      return [figure, ...plainLines(plainWords(block.text), mailWidth)]
    }
    case 'facts':
      return facts(block)
    case 'list':
      return block.items.flatMap((item, index) =>
        linesBehind(block.ordered ? `${index + 1}. ` : '- ', plainWords(item), mailWidth),
      )
    case 'code':
      return [...(block.title === undefined ? [] : [lines(block.title), '']), ...indented(block.text)]
    case 'note':
      return linesBehind(block.tone === 'warning' ? '! ' : '  ', plainWords(block.text), mailWidth)
    case 'table':
      return tableLines(block, mailWidth)
    case 'chart':
      return [lines(block.chart.title), '', ...tableLines(fewPlaces(block.chart, language), mailWidth)]
    case 'page break':
      return []
  }
}

function lines(words: string): string {
  return plainLines(plainWords(words), mailWidth).join('\n')
}

function underlined(words: string, mark: string): string {
  const told = plainLines(plainWords(words), mailWidth)
  return [...told, mark.repeat(Math.max(...told.map(columnsOf)))].join('\n')
}

/** Names stand before what they name where that leaves it room, else above it. */
function facts({ rows }: BlockOf<'facts'>): string[] {
  const names = rows.map(([name]) => `${plainWords(name)}  `)
  const width = Math.max(...names.map(columnsOf))
  const beside = rows.map(([, value], index) => {
    return linesBehind(padTo(names[index]!, width, 'left'), plainWords(value), mailWidth)
  })
  if (width <= widestName && beside.every(({ length }) => length <= mostLines)) return beside.flat()
  return rows.flatMap(([name, value]) => [
    ...plainLines(plainWords(name), mailWidth),
    ...linesBehind('  ', plainWords(value), mailWidth),
  ])
}

const widestName = 30
const mostLines = 3

/** As it is: a rule or snippet that is broken is another. */
function indented(code: string): string[] {
  return code.split(/\r?\n/).map((line) => (line === '' ? '' : `  ${line}`))
}

/** Rows of a chart that can be read at a glance; its picture, which has all, is in the other part of the e-mail. */
const mostPlaces = 12

function fewPlaces(chart: Chart, language: PrintDocument['language']): Table {
  const table = chartTable(chart, language)
  if (chart.kind !== 'lines') return table
  const last = table.rows.length - 1
  const step = Math.ceil(table.rows.length / mostPlaces)
  const marked = (at: number): boolean => chart.rules?.some((rule) => rule.at === at) ?? false
  return { ...table, rows: table.rows.filter((_, at) => (last - at) % step === 0 || marked(at)) }
}
