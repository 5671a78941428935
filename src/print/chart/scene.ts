// A chart as drawn: lines, areas, dots and words at places, the same for SVG and PDF.

/** Width and height in pixels at 96 dpi; y grows downwards. */
export interface Scene {
  width: number
  height: number
  marks: readonly Mark[]
}

export type Point = readonly [x: number, y: number]

export type Mark =
  | { kind: 'line'; points: readonly Point[]; colour: string; width: number; dashed?: boolean }
  | { kind: 'area'; points: readonly Point[]; colour: string; opacity?: number }
  | { kind: 'dot'; at: Point; radius: number; colour: string }
  | Label

export interface Label {
  kind: 'label'
  /** Of the baseline, at the end that `anchor` names. */
  at: Point
  text: string
  colour: string
  anchor: 'start' | 'middle' | 'end'
  strong?: boolean
}

export const sceneWidth = 660
export const labelSize = 12

/** Of a label, estimated from above by the printed font: em of wide letters, of figures and capitals, of others. */
export function labelWidth(text: string): number {
  const em = (letter: string): number =>
    letter > '⺀' || letter === '%' ? 1 : /[0-9A-Z–¥$€+−]/.test(letter) ? 0.78 : 0.62
  return Array.from(text, em).reduce((sum, width) => sum + width, 0) * labelSize
}

export function rectangle(x: number, y: number, width: number, height: number): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ]
}
