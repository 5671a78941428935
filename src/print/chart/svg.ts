// A scene as SVG.
import { escaped } from '../escape.ts'
import { type Mark, type Point, type Scene, labelSize } from './scene.ts'

/** @param title what it shows, for who cannot see it. @param family of its words; inherited without one. */
export function toSvg({ width, height, marks }: Scene, title: string, family?: string): string {
  const font = family === undefined ? '' : ` font-family="${escaped(family)}"`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img"` +
    ` aria-label="${escaped(title)}" font-size="${labelSize}"${font} style="max-width:100%;height:auto;display:block">` +
    `${marks.map(svgMark).join('')}</svg>`
  )
}

function svgMark(mark: Mark): string {
  switch (mark.kind) {
    case 'line': {
      const dashes = mark.dashed ? ' stroke-dasharray="6 4"' : ''
      return `<polyline points="${list(mark.points)}" fill="none" stroke="${mark.colour}" stroke-width="${mark.width}" stroke-linejoin="round"${dashes}/>`
    }
    case 'area':
      return `<polygon points="${list(mark.points)}" fill="${mark.colour}" fill-opacity="${mark.opacity ?? 1}"/>`
    case 'dot':
      return `<circle cx="${round(mark.at[0])}" cy="${round(mark.at[1])}" r="${mark.radius}" fill="${mark.colour}"/>`
    case 'label': {
      const weight = mark.strong ? ' font-weight="bold"' : ''
      const [x, y] = mark.at.map(round)
      return `<text x="${x}" y="${y}" fill="${mark.colour}" text-anchor="${mark.anchor}"${weight} xml:space="preserve">${escaped(mark.text)}</text>`
    }
  }
}

function list(points: readonly Point[]): string {
  return points.map((point) => point.map(round).join(',')).join(' ')
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
