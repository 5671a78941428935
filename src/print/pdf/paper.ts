// Sheets of A4 that are written from top to bottom: how far they are written, words put on them, headers and footers.
import Pdf from 'pdfkit'
import type { PrintDocument } from '../blocks.ts'
import { fontFiles } from '../fonts.ts'
import { colours } from '../look.ts'
import { printWords } from '../words.ts'

/** Fonts by their part; `code` is the one that every reader has, for ASCII alone. */
export type Font = 'regular' | 'bold' | 'code'

export interface Ink {
  font: Font
  size: number
  colour: string
}

/** In points, 1/72 inch. */
export const sheet = { width: 595.28, height: 841.89, side: 57, top: 62, bottom: 62 }
export const column = sheet.width - 2 * sheet.side

export interface Paper {
  readonly pdf: PDFKit.PDFDocument
  /** Where the next line begins. */
  y: number
  /** The page was begun by what ran over the one before it. */
  isOverflow: boolean
}

export function openPaper({ title, language }: PrintDocument): Paper {
  const pdf = new Pdf({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Creator: 'Onecount', Producer: 'Onecount' },
  })
  pdf.registerFont('regular', fontFiles.regular)
  pdf.registerFont('bold', fontFiles.bold)
  pdf.registerFont('code', 'Courier')
  return { pdf, y: sheet.top, isOverflow: false }
}

/**
 * The text with a 〓, the printers' sign for a missing letter, for each that the font does not have (the rarest kanji, emoji,
 * other scripts): pdfkit sets missing ones twice as wide as it measures them. Signs without a shape are left out.
 */
export function printable({ pdf }: Paper, text: string): string {
  const { _font: regular } = pdf.font('regular') as unknown as { _font: { font: Coverage } }
  return Array.from(text.replaceAll(/\p{Cc}|\p{Cf}|\p{Mn}/gu, ''), (letter) =>
    regular.font.hasGlyphForCodePoint(letter.codePointAt(0)!) ? letter : '〓',
  ).join('')
}

/** What pdfkit's fonts know, and its types do not tell. */
interface Coverage {
  hasGlyphForCodePoint(code: number): boolean
}

export function roomLeft({ y }: Paper): number {
  return sheet.height - sheet.bottom - y
}

export const pageRoom = sheet.height - sheet.top - sheet.bottom

/** A new page where less than `height` is left; a page without anything on it is not left. */
export function need(paper: Paper, height: number): void {
  if (roomLeft(paper) < Math.min(height, pageRoom)) overflow(paper)
}

/** What follows runs over onto a new page. */
export function overflow(paper: Paper): void {
  newPage(paper)
  paper.isOverflow = true
}

/** What follows begins a page. Behind what ran over it goes on there: half of that page would stay empty. */
export function beginPage(paper: Paper): void {
  if (!paper.isOverflow) newPage(paper)
  paper.isOverflow = false
}

function newPage(paper: Paper): void {
  if (paper.y === sheet.top) return
  paper.pdf.addPage()
  paper.y = sheet.top
}

/** White space, which does not begin a page. */
export function space(paper: Paper, height: number): void {
  if (paper.y > sheet.top) paper.y += height
}

export function widthOf({ pdf }: Paper, text: string, { font, size }: Ink): number {
  return pdf.font(font).fontSize(size).widthOfString(text)
}

/** One run of words with its baseline at `y`. */
export function put({ pdf }: Paper, text: string, x: number, y: number, { font, size, colour }: Ink): void {
  pdf.font(font).fontSize(size).fillColor(colour).text(text, x, y, { lineBreak: false, baseline: 'alphabetic' })
}

export function rule({ pdf }: Paper, y: number, colour: string, width = 0.6): void {
  pdf
    .moveTo(sheet.side, y)
    .lineTo(sheet.width - sheet.side, y)
    .lineWidth(width)
    .strokeColor(colour)
    .stroke()
}

/** Header and footer of every page, once it is known how many there are; then the whole file. */
export async function closePaper(paper: Paper, { title, made, language }: PrintDocument): Promise<Buffer> {
  const { pdf } = paper
  const words = printWords[language]
  const { count } = pdf.bufferedPageRange()
  const ink: Ink = { font: 'regular', size: 8, colour: colours.light }
  const right = (text: string): number => sheet.width - sheet.side - widthOf(paper, text, ink)
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page)
    if (page > 0) put(paper, title, sheet.side, 38, ink)
    rule(paper, sheet.height - 46, colours.line)
    const number = words.page(page + 1, count)
    put(paper, words.made(made), sheet.side, sheet.height - 32, ink)
    put(paper, number, right(number), sheet.height - 32, ink)
  }
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const whole = new Promise<void>((resolve, reject) => {
    pdf.once('end', resolve)
    pdf.once('error', reject)
  })
  pdf.end()
  await whole
  return Buffer.concat(chunks)
}
