// A document as Markdown; charts are tables in it.
import type { Block, PrintDocument, Span, Table, Text } from './blocks.ts'
import { chartTable } from './chart/chart-table.ts'
import { inOneLine, spansOf } from './text.ts'
import { printWords } from './words.ts'

export function toMarkdown(document: PrintDocument): string {
  const { title, subtitle, blocks, language, made } = document
  const parts = [
    `# ${plain(title)}`,
    ...(subtitle === undefined ? [] : [plain(subtitle)]),
    ...blocks.map((block) => markdownOf(block, document)),
    '---',
    plain(printWords[language].made(made)),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function markdownOf(block: Block, { language }: PrintDocument): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level + 1)} ${plain(block.text)}`
    case 'paragraph':
      return inline(block.text)
    case 'figure':
      return `**${plain(block.value)}**${block.interval === undefined ? '' : ` (${plain(block.interval)})`}  \n${inline(block.text)}`
    case 'facts':
      return block.rows.map(([name, value]) => `- **${plain(name)}**: ${inline(value)}`).join('\n')
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${inline(item)}`).join('\n')
    case 'code':
      return (block.title === undefined ? '' : `${plain(block.title)}\n\n`) + fenced(block.text)
    case 'note':
      return `> ${inline(block.text)}`
    case 'table':
      return tableOf(block)
    case 'chart':
      return `**${plain(block.chart.title)}**\n\n${tableOf(chartTable(block.chart, language))}`
    case 'page break':
      return ''
  }
}

function tableOf({ columns, rows, total }: Table): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    row(columns.map(({ name }) => plain(name))),
    row(columns.map(({ figures }) => (figures ? '---:' : '---'))),
    ...rows.map((cells) => row(cells.map(inline))),
    ...(total ? [row(total.map((cell) => bold(inline(cell))))] : []),
  ].join('\n')
}

function bold(text: string): string {
  return text === '' ? '' : `**${text}**`
}

function inline(text: Text): string {
  return spansOf(text).map(spanOf).join('')
}

function spanOf({ text, strong, code, href }: Span): string {
  const words = code ? codeSpan(text) : plain(text)
  const told = strong ? `**${words}**` : words
  return href === undefined ? told : `[${told}](${encodeURI(href)})`
}

/** Names that people chose must not turn into emphasis, links, tags or cells. */
function plain(text: string): string {
  return inOneLine(text).replaceAll(/[\\`*_[\]<>|]/g, String.raw`\$&`)
}

function codeSpan(text: string): string {
  const ticks = '`'.repeat(longestRun(text) + 1)
  return longestRun(text) === 0 ? `${ticks}${text}${ticks}` : `${ticks} ${text} ${ticks}`
}

/** A fence longer than any run of backticks inside. */
function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}\n${text}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}
