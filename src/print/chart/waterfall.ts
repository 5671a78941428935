// A waterfall read downwards: where it began, each step to it, where it ended.
import type { Language } from '#contract/library.ts'
import type { WaterfallChart } from '../blocks.ts'
import { colours, lineColours } from '../look.ts'
import { type Axis, axisOf, changeWriter, numberWriter } from './axis.ts'
import { barHeight, rowHeight } from './bars.ts'
import { type Mark, type Scene, labelWidth, rectangle, sceneWidth } from './scene.ts'

interface Row {
  name: string
  /** Where the bar begins and ends; the ends of the whole begin at the axis. */
  from: number
  to: number
  told: string
  colour: string
  whole: boolean
}

export function drawWaterfall(chart: WaterfallChart, language: Language): Scene {
  const rows = rowsOf(chart, language)
  const axis = axisOf(
    rows.flatMap(({ from, to, whole }) => (whole ? [to] : [from, to])),
    { zero: false },
  )
  const left = Math.max(...rows.map(({ name }) => labelWidth(name))) + 10
  const right = sceneWidth - Math.max(...rows.map(({ told }) => labelWidth(told))) - 10
  const x = (value: number): number => left + axis.place(value) * (right - left)
  return {
    width: sceneWidth,
    height: rows.length * rowHeight,
    marks: rows.flatMap((row, index) => [...rowMarks(row, index, axis, left, x), ...joint(row, index, rows.length, x)]),
  }
}

function rowsOf({ from, steps, to, format, better = 'higher' }: WaterfallChart, language: Language): Row[] {
  const write = numberWriter(language, format)
  const change = changeWriter(language, format)
  const whole = ({ name, value }: { name: string; value: number }): Row => {
    return { name, from: 0, to: value, told: write(value), colour: lineColours[0], whole: true }
  }
  let level = from.value
  const between = steps.map((step): Row => {
    const begins = level
    level += step.change
    const good = step.change > 0 === (better === 'higher')
    const colour = good ? colours.good : colours.bad
    return { name: step.name, from: begins, to: level, told: change(step.change), colour, whole: false }
  })
  return [whole(from), ...between, whole(to)]
}

/** Where the axis does not begin at zero the ends are dots, for a bar would lie about its length. */
function rowMarks(row: Row, index: number, axis: Axis, left: number, x: (value: number) => number): Mark[] {
  const middle = index * rowHeight + rowHeight / 2
  const zero = axis.low <= 0 && axis.high >= 0
  const from = row.whole ? x(zero ? 0 : row.to) : x(row.from)
  const [start, end] = [Math.min(from, x(row.to)), Math.max(from, x(row.to))]
  const area = rectangle(start, middle - barHeight / 2, Math.max(1, end - start), barHeight)
  const body: Mark =
    row.whole && !zero
      ? { kind: 'dot', at: [x(row.to), middle], radius: 5, colour: row.colour }
      : { kind: 'area', points: area, colour: row.colour, opacity: 0.8 }
  return [
    {
      kind: 'label',
      at: [left - 10, middle + 4],
      text: row.name,
      colour: colours.ink,
      anchor: 'end',
      strong: row.whole,
    },
    body,
    {
      kind: 'label',
      at: [end + 7, middle + 4],
      text: row.told,
      colour: row.whole ? colours.ink : row.colour,
      anchor: 'start',
      strong: row.whole,
    },
  ]
}

/** A thin line from the end of a row to the next one's begin. */
function joint({ to }: Row, index: number, rows: number, x: (value: number) => number): Mark[] {
  if (index === rows - 1) return []
  const y = index * rowHeight + (rowHeight + barHeight) / 2
  return [
    {
      kind: 'line',
      points: [
        [x(to), y],
        [x(to), y + rowHeight - barHeight],
      ],
      colour: colours.strongLine,
      width: 1,
    },
  ]
}
