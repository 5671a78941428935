// Lines put one below the other, over as many pages as they take, with the ground and the bar that they stand on.
import { type Line, putLine } from './lines.ts'
import { type Paper, column, need, sheet } from './paper.ts'

export interface FlowLook {
  /** Of a line, in points; the baseline is at `base` of it from above. */
  height: number
  /** From the column's left edge. */
  indent?: number
  ground?: string
  /** A bar at the left edge. */
  bar?: string
}

const base = 0.72

export function flow(paper: Paper, lines: readonly Line[], look: FlowLook): void {
  const { height, indent = 0 } = look
  for (const line of lines) {
    need(paper, height)
    strip(paper, height, look)
    putLine(paper, line, sheet.side + indent, paper.y + height * base)
    paper.y += height
  }
}

/** The same ground without words: above and below them. */
export function padding(paper: Paper, height: number, look: FlowLook): void {
  strip(paper, height, look)
  paper.y += height
}

function strip({ pdf, y }: Paper, height: number, { ground, bar }: FlowLook): void {
  // a little over each other, for a seam between strips shows on screens
  if (ground) pdf.rect(sheet.side, y, column, height + 0.3).fill(ground)
  if (bar) pdf.rect(sheet.side, y, 2.5, height + 0.3).fill(bar)
}
