// What a printed document is made of: plain data, written as Markdown, HTML, e-mail or PDF by the files beside this one.
import type { Language } from '#contract/library.ts'

/** A definition document, a weekly report: words are in `language` already, figures written out. */
export interface PrintDocument {
  language: Language
  /** At the top of the first page, and in the header of each. */
  title: string
  /** Beneath the title: whose, which period. */
  subtitle?: string
  /** In the footer of each page, beside its number. */
  made: Made
  blocks: readonly Block[]
}

/** When and from what a document was made; days as `2026-09-30`. */
export interface Made {
  on: string
  /** As of which day the data was known, where that is said. */
  knownOn?: string
  planVersion?: number
}

export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  | { kind: 'paragraph'; text: Text }
  | KeyFigure
  | { kind: 'facts'; rows: readonly (readonly [name: string, value: Text])[] }
  | Table
  | { kind: 'list'; ordered?: boolean; items: readonly Text[] }
  | { kind: 'code'; title?: string; text: string }
  | { kind: 'note'; tone: 'plain' | 'warning'; text: Text }
  | { kind: 'chart'; chart: Chart }
  | { kind: 'page break' }

export type BlockOf<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>

/** Running text; line breaks in it count as blanks. */
export type Text = string | readonly (string | Span)[]

export interface Span {
  text: string
  strong?: boolean
  /** Lighter than what it stands beside: an interval, a base. */
  light?: boolean
  code?: boolean
  /** An address; where links cannot be followed the text stands alone. */
  href?: string
  /** The text is a verdict: it gets a mark and a colour. */
  verdict?: Verdict
}

export type Verdict = 'good' | 'watch' | 'bad' | 'early'

/** One large figure with its interval in lighter tone, and the sentence that says what it means. */
export interface KeyFigure {
  kind: 'figure'
  value: string
  interval?: string
  text: Text
}

/** The header is repeated on each page that the table runs over; a row is never cut in two. */
export interface Table {
  kind: 'table'
  columns: readonly Column[]
  rows: readonly (readonly Text[])[]
  /** Set off beneath the rows. */
  total?: readonly Text[]
}

export interface Column {
  name: string
  /** Figures stand right, digit below digit. */
  figures?: boolean
}

/** Charts are data: written as a picture, and as a table where there are no pictures. */
export type Chart = LineChart | BarChart | WaterfallChart

interface ChartFrame {
  /** What the chart shows, above it. */
  title: string
  /** How its numbers are written, in the document's language: `{ style: 'percent', maximumFractionDigits: 1 }`. */
  format: Intl.NumberFormatOptions
}

/** Values over time; null where there is none, which leaves a gap. All lists are as long as `labels`. */
export interface LineChart extends ChartFrame {
  kind: 'lines'
  labels: readonly string[]
  lines: readonly Line[]
  /** Dashed, with its own name. */
  target?: { name: string; values: readonly (number | null)[] }
  /** Vertical rules: a plan version, a launch, an action; `at` is an index of `labels`. */
  rules?: readonly { at: number; text: string }[]
}

export interface Line {
  name: string
  values: readonly (number | null)[]
  /** Ends of the interval, drawn as a band. */
  low?: readonly (number | null)[]
  high?: readonly (number | null)[]
}

/** Bars beside each other, from zero. */
export interface BarChart extends ChartFrame {
  kind: 'bars'
  /** What the targets of the bars are called, where they have any. */
  targetName?: string
  bars: readonly Bar[]
}

export interface Bar {
  name: string
  /** Null where there is none: the bar says so. */
  value: number | null
  low?: number
  high?: number
  /** A tick across the bar. */
  target?: number
}

/** From one value to another by steps that add up to the difference. */
export interface WaterfallChart extends ChartFrame {
  kind: 'waterfall'
  /** Which change is good: gives the steps their colours. */
  better?: 'higher' | 'lower'
  from: { name: string; value: number }
  steps: readonly { name: string; change: number }[]
  to: { name: string; value: number }
}
