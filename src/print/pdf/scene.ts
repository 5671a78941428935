// A chart's scene on paper, as vectors and words.
import { type Mark, type Point, type Scene, labelSize } from '../chart/scene.ts'
import { type Paper, column, put, sheet, widthOf } from './paper.ts'

export function sceneHeight({ height, width }: Scene): number {
  return (height * column) / width
}

export function putScene(paper: Paper, scene: Scene): void {
  const scale = column / scene.width
  const place = ([x, y]: Point): Point => [sheet.side + x * scale, paper.y + y * scale]
  for (const mark of scene.marks) putMark(paper, mark, place, scale)
  paper.y += sceneHeight(scene)
}

function putMark(paper: Paper, mark: Mark, place: (point: Point) => Point, scale: number): void {
  const { pdf } = paper
  switch (mark.kind) {
    case 'label': {
      const ink = {
        font: mark.strong ? ('bold' as const) : ('regular' as const),
        size: labelSize * scale,
        colour: mark.colour,
      }
      const [x, y] = place(mark.at)
      const back = { start: 0, middle: 0.5, end: 1 }[mark.anchor]
      return put(paper, mark.text, x - back * widthOf(paper, mark.text, ink), y, ink)
    }
    case 'dot': {
      pdf
        .circle(...place(mark.at), mark.radius * scale)
        .fillOpacity(1)
        .fill(mark.colour)
      return
    }
    case 'area': {
      pdf.save()
      trace(pdf, mark.points.map(place))
      pdf
        .closePath()
        .fillOpacity(mark.opacity ?? 1)
        .fill(mark.colour)
        .restore()
      return
    }
    case 'line': {
      pdf.save()
      trace(pdf, mark.points.map(place))
      if (mark.dashed) pdf.dash(6 * scale, { space: 4 * scale })
      pdf
        .lineJoin('round')
        .lineWidth(mark.width * scale)
        .stroke(mark.colour)
        .restore()
    }
  }
}

function trace(pdf: PDFKit.PDFDocument, [first, ...rest]: readonly Point[]): void {
  pdf.moveTo(...first!)
  for (const point of rest) pdf.lineTo(...point)
}
