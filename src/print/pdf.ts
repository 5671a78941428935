// A document as PDF on A4: fonts embedded as far as they are used, charts as vectors, words that can be searched and copied.
import type { Block, BlockOf, PrintDocument } from './blocks.ts'
import { drawChart } from './chart/draw.ts'
import { colours } from './look.ts'
import { flow, padding } from './pdf/flow.ts'
import { type Line, codeLines, linesOf } from './pdf/lines.ts'
import { type Paper, beginPage, closePaper, column, need, openPaper, rule, space } from './pdf/paper.ts'
import { putScene, sceneHeight } from './pdf/scene.ts'
import { putFacts, putTable, tableStart } from './pdf/table.ts'

/** The whole file. Letters that the font does not have are set as 〓. */
export async function toPdf(document: PrintDocument): Promise<Buffer> {
  const paper = openPaper(document)
  putTitle(paper, document)
  document.blocks.forEach((block, index) => putBlock(paper, block, document, document.blocks[index + 1]))
  return await closePaper(paper, document)
}

function putTitle(paper: Paper, { title, subtitle }: PrintDocument): void {
  flow(paper, linesOf(paper, title, column, { size: 19, bold: true }), { height: 27 })
  if (subtitle !== undefined)
    flow(paper, linesOf(paper, subtitle, column, { size: 10, colour: colours.light }), { height: 16 })
  space(paper, 8)
}

function putBlock(paper: Paper, block: Block, document: PrintDocument, next: Block | undefined): void {
  switch (block.kind) {
    case 'heading':
      return putHeading(paper, block, startOf(paper, next, document))
    case 'paragraph':
      return putParagraph(paper, block)
    case 'figure':
      return putFigure(paper, block)
    case 'facts':
      putFacts(paper, block)
      return space(paper, 8)
    case 'table':
      putTable(paper, block)
      return space(paper, 12)
    case 'list':
      return putList(paper, block)
    case 'code':
      return putCode(paper, block)
    case 'note':
      return putNote(paper, block)
    case 'chart':
      return putChart(paper, block, document)
    case 'page break':
      return beginPage(paper)
  }
}

/** How much of a block has to stand on the page of the heading above it. */
function startOf(paper: Paper, block: Block | undefined, { language }: PrintDocument): number {
  switch (block?.kind) {
    case undefined:
    case 'page break':
      return 0
    case 'heading':
      return 80
    case 'chart':
      return sceneHeight(drawChart(block.chart, language)) + 24
    case 'table':
      return tableStart
    case 'figure':
      return 60
    case 'code':
      return codeStart(paper, block)
    case 'paragraph':
    case 'facts':
    case 'list':
    case 'note':
      return 36
  }
}

function putHeading(paper: Paper, { level, text }: BlockOf<'heading'>, start: number): void {
  const [size, above] = level === 1 ? [13.5, 18] : [11, 12]
  const lines = linesOf(paper, text, column, { size, bold: true })
  const height = size * 1.45
  need(paper, above + lines.length * height + 10 + start)
  space(paper, above)
  const from = paper.y
  flow(paper, lines, { height })
  paper.pdf.outline.addItem(text, { expanded: level === 1 })
  if (level === 1) rule(paper, paper.y + 2, colours.accent, 1.4)
  paper.y = Math.max(paper.y, from + height) + (level === 1 ? 9 : 4)
}

const words = { size: 9.5 }
const wordsHeight = 15.5

function putParagraph(paper: Paper, { text }: BlockOf<'paragraph'>): void {
  const lines = linesOf(paper, text, column, words)
  need(paper, Math.min(2, lines.length) * wordsHeight)
  flow(paper, lines, { height: wordsHeight })
  space(paper, 6)
}

function putFigure(paper: Paper, { value, interval, text }: BlockOf<'figure'>): void {
  const large = linesOf(paper, value, column, { size: 22, bold: true })
  const beside = interval === undefined ? [] : linesOf(paper, interval, column, { size: 11, colour: colours.light })
  const lines = linesOf(paper, text, column, words)
  need(paper, 34 + Math.min(2, lines.length) * wordsHeight)
  const runs = [...large[0]!.runs, ...(beside[0] ? [{ ...large[0]!.runs[0]!, text: '  ', width: 10 }] : [])]
  const line = { runs: [...runs, ...(beside[0]?.runs ?? [])], width: 0 }
  flow(paper, [line, ...large.slice(1)], { height: 32 })
  flow(paper, lines, { height: wordsHeight })
  space(paper, 10)
}

function putList(paper: Paper, { items, ordered }: BlockOf<'list'>): void {
  const indent = ordered ? 20 : 13
  items.forEach((item, index) => {
    const lines = linesOf(paper, item, column - indent, words)
    const [mark] = linesOf(paper, ordered ? `${index + 1}.` : '•', column, { ...words, colour: colours.light })
    need(paper, Math.min(2, lines.length) * wordsHeight)
    flow(paper, [mark!], { height: wordsHeight })
    paper.y -= wordsHeight
    flow(paper, lines, { height: wordsHeight, indent })
    space(paper, 2)
  })
  space(paper, 6)
}

const codeLook = { height: 12.5, indent: 10, ground: colours.ground }

function linesOfCode(paper: Paper, { title, text }: BlockOf<'code'>): { titles: Line[]; lines: Line[] } {
  return {
    titles: title === undefined ? [] : linesOf(paper, title, column, words),
    lines: codeLines(paper, text, column - 20, { size: 8.5 }),
  }
}

/** All of it, where keeping it on one page does not leave half of another empty. */
function codeStart(paper: Paper, block: BlockOf<'code'>): number {
  const { titles, lines } = linesOfCode(paper, block)
  const height = lines.length * codeLook.height + 12
  return titles.length * wordsHeight + (height < 300 ? height : 80)
}

function putCode(paper: Paper, block: BlockOf<'code'>): void {
  const { titles, lines } = linesOfCode(paper, block)
  need(paper, codeStart(paper, block))
  flow(paper, titles, { height: wordsHeight })
  padding(paper, 6, codeLook)
  flow(paper, lines, codeLook)
  padding(paper, 6, codeLook)
  space(paper, 10)
}

function putNote(paper: Paper, { tone, text }: BlockOf<'note'>): void {
  const [bar, ground] =
    tone === 'warning' ? [colours.warning, colours.warningGround] : [colours.strongLine, colours.ground]
  const look = { height: wordsHeight, indent: 12, bar, ground }
  const lines = linesOf(paper, text, column - 24, words)
  need(paper, lines.length * wordsHeight + 12)
  padding(paper, 6, look)
  flow(paper, lines, look)
  padding(paper, 6, look)
  space(paper, 10)
}

function putChart(paper: Paper, { chart }: BlockOf<'chart'>, { language }: PrintDocument): void {
  const scene = drawChart(chart, language)
  need(paper, sceneHeight(scene) + 30)
  flow(paper, linesOf(paper, chart.title, column, { ...words, bold: true }), { height: wordsHeight })
  space(paper, 6)
  putScene(paper, scene)
  space(paper, 8)
}
