// Running text as lines that fit a width: broken where the Unicode rules allow, so that no Japanese line begins with 、 or ）.
import type { Span, Text } from '../blocks.ts'
import { lineEnds } from '../line-ends.ts'
import { colours, verdictColours } from '../look.ts'
import { spansOf } from '../text.ts'
import { type Font, type Ink, type Paper, printable, put, widthOf } from './paper.ts'

/** Words of one look beside each other. */
export interface Run {
  text: string
  ink: Ink
  width: number
  href?: string
}

export interface Line {
  runs: readonly Run[]
  width: number
}

export interface Style {
  size: number
  colour?: string
  bold?: boolean
}

type Letters = readonly { text: string; ink: Ink; href?: string }[]

export function linesOf(paper: Paper, text: Text, width: number, style: Style): Line[] {
  return brokenLines(
    paper,
    spansOf(text).flatMap((span) => lettersOf(paper, span, style)),
    width,
  )
}

/** Lines of code as they are; what is too long goes on beneath. */
export function codeLines(paper: Paper, text: string, width: number, style: Style): Line[] {
  return text
    .replaceAll('\t', '  ')
    .split(/\r?\n/)
    .flatMap((line) => brokenLines(paper, lettersOf(paper, { text: line, code: true }, style), width))
}

/** The widest piece that can only be broken inside, and all of it in one line. */
export function widthsOf(paper: Paper, text: Text, style: Style): { least: number; most: number } {
  const letters = spansOf(text).flatMap((span) => lettersOf(paper, span, style))
  const pieces = piecesOf(letters).map((piece) => measured(paper, trimmed(piece)).width)
  return { least: Math.max(0, ...pieces), most: measured(paper, letters).width }
}

function lettersOf(paper: Paper, span: Span, style: Style): Letters {
  const text = printable(paper, span.text.normalize())
  const colour = span.verdict ? verdictColours[span.verdict] : span.light ? colours.light : undefined
  const ink = (font: Font): Ink => ({ font, size: style.size, colour: colour ?? style.colour ?? colours.ink })
  const link = span.href === undefined ? {} : { href: span.href }
  const plain: Font = span.strong || span.verdict || style.bold ? 'bold' : 'regular'
  if (!span.code) return [{ text, ink: { ...ink(plain), ...(span.href && { colour: colours.accent }) }, ...link }]
  const parts = text.match(/[ -~]+|[^ -~]+/g) ?? ['']
  return parts.map((part) => ({ text: part, ink: ink(/^[ -~]*$/.test(part) ? 'code' : plain), ...link }))
}

function brokenLines(paper: Paper, letters: Letters, width: number): Line[] {
  const lines: Line[] = []
  let open: Letters = []
  let filled = 0
  for (const piece of piecesOf(letters).flatMap((each) => fitting(paper, each, width))) {
    const words = measured(paper, trimmed(piece)).width
    if (open.length > 0 && filled + words > width) {
      lines.push(measured(paper, trimmed(open)))
      open = []
      filled = 0
    }
    open = [...open, ...piece]
    filled += measured(paper, piece).width
  }
  return [...lines, measured(paper, trimmed(open))]
}

/** Between the places where a line may end. */
function piecesOf(letters: Letters): Letters[] {
  let from = 0
  return lineEnds(letters.map(({ text }) => text).join('')).map((end) => {
    const piece = cut(letters, from, end)
    from = end
    return piece
  })
}

/** A piece wider than a line (a long id, an address) is broken between any two letters. */
function fitting(paper: Paper, piece: Letters, width: number): Letters[] {
  if (measured(paper, trimmed(piece)).width <= width) return [piece]
  const found: Letters[] = []
  const known = new Map<string, number>()
  const widthOfLetter = (text: string, ink: Ink): number => {
    const key = `${ink.font} ${text}`
    if (!known.has(key)) known.set(key, widthOf(paper, text, ink))
    return known.get(key)!
  }
  let filled = Infinity
  for (const letter of piece.flatMap(({ text, ...look }) => Array.from(text, (one) => ({ text: one, ...look })))) {
    const wide = widthOfLetter(letter.text, letter.ink)
    if (filled + wide > width) {
      found.push([letter])
      filled = wide
    } else {
      found.push(joined([...found.pop()!, letter]))
      filled += wide
    }
  }
  return found
}

function cut(letters: Letters, from: number, to: number): Letters {
  let begins = 0
  return letters.flatMap(({ text, ...look }) => {
    const part = text.slice(Math.max(0, from - begins), Math.max(0, to - begins))
    begins += text.length
    return part === '' ? [] : [{ text: part, ...look }]
  })
}

function trimmed(letters: Letters): Letters {
  const last = letters.at(-1)
  if (!last || !last.text.endsWith(' ')) return letters
  const text = last.text.trimEnd()
  const rest = letters.slice(0, -1)
  return text === '' ? trimmed(rest) : [...rest, { ...last, text }]
}

function measured(paper: Paper, letters: Letters): Line {
  const runs = joined(letters).map((run): Run => ({ ...run, width: widthOf(paper, run.text, run.ink) }))
  return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
}

/** Neighbours of one look become one run. */
function joined(letters: Letters): { text: string; ink: Ink; href?: string }[] {
  const runs: { text: string; ink: Ink; href?: string }[] = []
  for (const letter of letters) {
    const last = runs.at(-1)
    if (last && last.href === letter.href && sameInk(last.ink, letter.ink)) last.text += letter.text
    else runs.push({ ...letter })
  }
  return runs
}

function sameInk(a: Ink, b: Ink): boolean {
  return a.font === b.font && a.size === b.size && a.colour === b.colour
}

/** @param y of the baseline. */
export function putLine(paper: Paper, { runs }: Line, x: number, y: number): void {
  let at = x
  for (const { text, ink, width, href } of runs) {
    put(paper, text, at, y, ink)
    if (href !== undefined) paper.pdf.link(at, y - ink.size, width, ink.size * 1.3, href)
    at += width
  }
}

/** As `putLine`, ending at `right`, each 1 as wide as the other digits: the font's own is narrower. */
export function putFigures(paper: Paper, { runs }: Line, right: number, y: number): void {
  let at = right - figuresWidth(paper, { runs, width: 0 })
  for (const { text, ink } of runs) {
    const wider = widthOf(paper, '0', ink) - widthOf(paper, '1', ink)
    for (const part of text.match(/1|[^1]+/g) ?? []) {
      put(paper, part, part === '1' ? at + wider / 2 : at, y, ink)
      at += widthOf(paper, part, ink) + (part === '1' ? wider : 0)
    }
  }
}

export function figuresWidth(paper: Paper, { runs }: Line): number {
  const ones = (text: string): number => text.split('1').length - 1
  return runs.reduce((sum, { text, ink }) => {
    const wider = widthOf(paper, '0', ink) - widthOf(paper, '1', ink)
    return sum + widthOf(paper, text, ink) + ones(text) * wider
  }, 0)
}
