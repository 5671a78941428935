// A document as an HTML page that is ready to be printed, and as the body of an e-mail: every style stands in its element.
import { columnsOf } from '#util/columns.ts'
import type { Block, BlockOf, Chart, PrintDocument, Span, Table, Text } from './blocks.ts'
import { chartTable } from './chart/chart-table.ts'
import { drawChart } from './chart/draw.ts'
import { toSvg } from './chart/svg.ts'
import { escaped } from './escape.ts'
import { colours, verdictColours } from './look.ts'
import { spansOf, wordsOf } from './text.ts'
import { printWords } from './words.ts'

/** A page of its own, without scripts and without anything to load; charts are drawn in it. */
export function toPage(document: PrintDocument): string {
  return htmlOf(document, ({ chart }) => toSvg(drawChart(chart, document.language), chart.title))
}

/** @param picture what stands for a chart: its drawing, or an image that comes along. */
export function htmlOf(document: PrintDocument, picture: (block: BlockOf<'chart'>) => string): string {
  const { language, title, subtitle, made, blocks } = document
  const draw = (block: Block): string => (block.kind === 'chart' ? chartOf(block, picture) : htmlBlock(block))
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<title>${escaped(title)}</title>
<style>${onPaper}</style>
</head>
<body style="margin:0;background:#ffffff">
<div class="sheet" style="max-width:680px;margin:0 auto;padding:32px 16px;color:${colours.ink};font:14px/1.65 ${family}">
<h1 style="margin:0 0 4px;font-size:24px;line-height:1.35">${escaped(title)}</h1>
${subtitle === undefined ? '' : `<p style="margin:0 0 16px;color:${colours.light}">${escaped(subtitle)}</p>\n`}${blocks.map(draw).join('\n')}
<p style="margin:40px 0 0;padding-top:8px;border-top:1px solid ${colours.line};color:${colours.light};font-size:12px">${escaped(printWords[language].made(made))}</p>
</div>
</body>
</html>
`
}

const family =
  "system-ui,-apple-system,'Segoe UI',Roboto,'Hiragino Sans','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI',Meiryo,sans-serif"
const codeFamily = "ui-monospace,Menlo,Consolas,'Noto Sans Mono',monospace"

const onPaper = `@page{size:A4;margin:18mm}@media print{.sheet{max-width:none!important;padding:0!important}}`

function htmlBlock(block: Exclude<Block, BlockOf<'chart'>>): string {
  switch (block.kind) {
    case 'heading':
      return heading(block)
    case 'paragraph':
      return `<p style="margin:8px 0">${inline(block.text)}</p>`
    case 'figure':
      return keyFigure(block)
    case 'facts':
      return facts(block)
    case 'table':
      return table(block)
    case 'list':
      return list(block)
    case 'code':
      return code(block)
    case 'note':
      return note(block)
    case 'page break':
      return '<div style="break-after:page"></div>'
  }
}

function heading({ level, text }: BlockOf<'heading'>): string {
  const style =
    level === 1
      ? `margin:32px 0 8px;padding-bottom:4px;border-bottom:2px solid ${colours.accent};font-size:17px`
      : 'margin:24px 0 6px;font-size:15px'
  return `<h${level + 1} style="${style};line-height:1.4;break-after:avoid">${escaped(text)}</h${level + 1}>`
}

function keyFigure({ value, interval, text }: BlockOf<'figure'>): string {
  const lighter =
    interval === undefined ? '' : ` <span style="font-size:15px;color:${colours.light}">${escaped(interval)}</span>`
  return (
    `<p style="margin:16px 0 8px;break-inside:avoid"><strong style="font-size:28px;line-height:1.3">${escaped(value)}</strong>` +
    `${lighter}<br>${inline(text)}</p>`
  )
}

const across = 'width:100%;border-collapse:collapse;margin:8px 0 16px'
const cell = `padding:5px 8px 5px 0;vertical-align:top;text-align:left`
/** A long id is broken rather than that it pushes its neighbours out of sight. */
const broken = 'overflow-wrap:anywhere'
/** What is short is broken between words at most: not a tier, not a name of a few letters. */
const whole = 'word-break:keep-all'
/** Columns that letters take, East Asian ones two. */
const shortCell = 16

const manyColumns = 4

/** A hairline between the rows, which are not parted on paper. */
function rowStyle(index: number): string {
  return `break-inside:avoid${index > 0 ? `;border-top:1px solid ${colours.line}` : ''}`
}

function facts({ rows }: BlockOf<'facts'>): string {
  const told = rows.map(
    ([name, value], index) =>
      `<tr style="${rowStyle(index)}"><th scope="row" style="${cell};${broken};width:32%;font-weight:normal;color:${colours.light}">${escaped(name)}</th>` +
      `<td style="${cell};${broken}">${inline(value)}</td></tr>`,
  )
  return `<table style="${across};font-size:13px">${told.join('')}</table>`
}

function table({ columns, rows, total }: Table): string {
  const isWide = columns.length > manyColumns
  const styles = columns.map((_, index) => columnStyle({ columns, rows }, index))
  const names = columns.map(({ name }, index) => {
    const style = `${styles[index]!};white-space:normal;overflow-wrap:normal${index === 0 && isWide ? ';min-width:6em' : ''};border-bottom:1px solid ${colours.strongLine};color:${colours.light};vertical-align:bottom`
    // a heading that says nothing is none
    return name === '' ? `<td style="${style}"></td>` : `<th scope="col" style="${style}">${escaped(name)}</th>`
  })
  const row = (cells: readonly Text[], style: string): string =>
    `<tr style="${style}">${cells.map((text, index) => `<td style="${styles[index]!}">${inline(text)}</td>`).join('')}</tr>`
  // on a phone, many columns are moved along rather than squeezed into letters; e-mails of 600 pixels show them all
  const looks = isWide ? 'font-size:12px;min-width:520px' : 'font-size:13px'
  const last = total ? row(total, `border-top:1px solid ${colours.strongLine};font-weight:bold`) : ''
  return (
    `<div style="overflow-x:auto"><table style="${across};${looks}"><thead><tr>${names.join('')}</tr></thead>` +
    `<tbody>${rows.map((cells, index) => row(cells, rowStyle(index))).join('')}${last}</tbody></table></div>`
  )
}

function columnStyle({ columns, rows }: Pick<Table, 'columns' | 'rows'>, index: number): string {
  if (columns[index]!.figures) {
    const beside = columns.length > manyColumns ? 4 : 8
    return `${cell};padding:5px ${beside}px;text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums`
  }
  const isShort = rows.every((cells) => columnsOf(wordsOf(cells[index] ?? '')) <= shortCell)
  return `${cell};${isShort ? whole : broken}`
}

function list({ items, ordered }: BlockOf<'list'>): string {
  const tag = ordered ? 'ol' : 'ul'
  const told = items.map((item) => `<li style="margin:4px 0">${inline(item)}</li>`)
  return `<${tag} style="margin:8px 0 12px;padding-left:24px">${told.join('')}</${tag}>`
}

function code({ title, text }: BlockOf<'code'>): string {
  const named = title === undefined ? '' : `<p style="margin:12px 0 4px;break-after:avoid">${escaped(title)}</p>`
  return (
    `${named}<pre style="margin:4px 0 12px;padding:10px 14px;border:1px solid ${colours.line};border-radius:6px;background:${colours.ground};` +
    `font:12px/1.5 ${codeFamily};white-space:pre-wrap;overflow-wrap:anywhere;break-inside:avoid">${escaped(text)}</pre>`
  )
}

function note({ tone, text }: BlockOf<'note'>): string {
  const [line, ground] =
    tone === 'warning' ? [colours.warning, colours.warningGround] : [colours.strongLine, colours.ground]
  return `<p style="margin:12px 0;padding:8px 14px;border-left:3px solid ${line};background:${ground};break-inside:avoid">${inline(text)}</p>`
}

function chartOf(block: BlockOf<'chart'>, picture: (block: BlockOf<'chart'>) => string): string {
  const title = `<p style="margin:0 0 6px;font-size:13px"><strong>${escaped(block.chart.title)}</strong></p>`
  return `<div style="margin:16px 0;break-inside:avoid">${title}${picture(block)}</div>`
}

/** What a picture shows, in a sentence of its figures: for who has pictures switched off. */
export function chartInWords(chart: Chart, { language }: PrintDocument): string {
  const { rows, total } = chartTable(chart, language)
  const told = [...rows, ...(total ? [total] : [])].map((cells) => cells.map((text) => String(text)).join(' '))
  return `${chart.title}: ${told.join('; ')}`
}

function inline(text: Text): string {
  return spansOf(text).map(spanOf).join('')
}

function spanOf({ text, strong, light, code: isCode, href, verdict }: Span): string {
  const colour = verdict ? verdictColours[verdict] : light ? colours.light : undefined
  const style = [
    colour && `color:${colour}`,
    verdict && 'font-weight:bold;white-space:nowrap',
    isCode && `font-family:${codeFamily}`,
  ]
  const styles = style.filter(Boolean).join(';')
  const words = styles === '' ? escaped(text) : `<span style="${styles}">${escaped(text)}</span>`
  const told = strong ? `<strong>${words}</strong>` : words
  return href === undefined ? told : `<a href="${escaped(href)}" style="color:${colours.accent}">${told}</a>`
}
