// Lines over time: intervals as bands, the target dashed, a gap where a value is missing, names at the lines' ends.
import type { Language } from '#contract/library.ts'
import type { Line, LineChart } from '../blocks.ts'
import { colours, lineColours } from '../look.ts'
import { type Axis, axisOf, numberWriter } from './axis.ts'
import { type Label, type Mark, type Point, type Scene, labelSize, labelWidth, sceneWidth } from './scene.ts'

const plotHeight = 160
const between = labelSize + 4
const belowPlot = 26

interface Plot {
  left: number
  right: number
  top: number
  bottom: number
  x(index: number): number
  y(value: number): number
}

type Values = readonly (number | null)[]

export function drawLines(chart: LineChart, language: Language): Scene {
  const write = numberWriter(language, chart.format)
  const writeTick = numberWriter(language, { ...chart.format, minimumFractionDigits: 0 })
  const axis = axisOf(allValues(chart), { zero: false })
  const ends = endLabels(chart, write)
  const plot = plotOf(chart, axis, writeTick, ends)
  const marks = [
    ...gridMarks(axis, plot, writeTick),
    ...(chart.rules ?? []).flatMap((rule, index) => ruleMarks(rule, index, plot)),
    ...chart.lines.flatMap((line, index) => bandMarks(line, lineColour(index), plot)),
    ...(chart.target ? strokes(chart.target.values, colours.target, plot, true) : []),
    ...chart.lines.flatMap((line, index) => strokes(line.values, lineColour(index), plot, false)),
    ...placedEnds(ends, plot),
    ...periodLabels(chart.labels, plot),
  ]
  return { width: sceneWidth, height: plot.bottom + belowPlot, marks }
}

function lineColour(index: number): string {
  return lineColours[index % lineColours.length]!
}

/** A chart without any value still has its frame. */
function allValues({ lines, target }: LineChart): number[] {
  const all = lines.flatMap(({ values, low = [], high = [] }) => [...values, ...low, ...high])
  const known = [...all, ...(target?.values ?? [])].filter((value) => value !== null)
  return known.length === 0 ? [0, 1] : known
}

function plotOf(chart: LineChart, axis: Axis, write: (value: number) => string, ends: readonly End[]): Plot {
  const { labels, rules = [] } = chart
  const left = Math.max(...axis.ticks.map((tick) => labelWidth(write(tick)))) + 8
  const right = sceneWidth - Math.max(16, ...ends.map(({ text }) => labelWidth(text) + 10))
  const top = 8 + rules.length * between
  const bottom = top + plotHeight
  return {
    left,
    right,
    top,
    bottom,
    x: (index) =>
      labels.length < 2 ? (left + right) / 2 : left + 8 + ((right - left - 16) * index) / (labels.length - 1),
    y: (value) => bottom - axis.place(value) * plotHeight,
  }
}

function gridMarks(axis: Axis, { left, right, y }: Plot, write: (value: number) => string): Mark[] {
  return axis.ticks.flatMap((tick): Mark[] => {
    const colour = tick === 0 ? colours.strongLine : colours.line
    const points: Point[] = [
      [left, y(tick)],
      [right, y(tick)],
    ]
    const at: Point = [left - 8, y(tick) + 4]
    return [
      { kind: 'line', points, colour, width: 1 },
      { kind: 'label', at, text: write(tick), colour: colours.light, anchor: 'end' },
    ]
  })
}

/** The rules' words stand above the plot, one below the other. */
function ruleMarks({ at, text }: { at: number; text: string }, index: number, plot: Plot): Mark[] {
  const x = plot.x(at)
  const line = (index + 1) * between
  const onLeft = x + labelWidth(text) > plot.right
  const points: Point[] = [
    [x, line - labelSize],
    [x, plot.bottom],
  ]
  return [
    { kind: 'line', points, colour: colours.strongLine, width: 1 },
    {
      kind: 'label',
      at: [onLeft ? x - 4 : x + 4, line - 2],
      text,
      colour: colours.light,
      anchor: onLeft ? 'end' : 'start',
    },
  ]
}

/** Runs of indices at which all of `lists` have a value. */
function runs(...lists: readonly Values[]): number[][] {
  const found: number[][] = []
  let open: number[] = []
  for (const index of lists[0]!.keys()) {
    if (lists.every((list) => list[index] != null)) {
      if (open.length === 0) found.push(open)
      open.push(index)
    } else open = []
  }
  return found
}

function strokes(values: Values, colour: string, { x, y }: Plot, dashed: boolean): Mark[] {
  return runs(values).map((run): Mark => {
    const points = run.map((index): Point => [x(index), y(values[index]!)])
    if (points.length === 1) return { kind: 'dot', at: points[0]!, radius: 3, colour }
    return { kind: 'line', points, colour, width: dashed ? 1.5 : 2.25, dashed }
  })
}

function bandMarks({ low, high }: Line, colour: string, { x, y }: Plot): Mark[] {
  if (!low || !high) return []
  return runs(low, high).map((run): Mark => {
    const above = run.map((index): Point => [x(index), y(high[index]!)])
    const below = run.toReversed().map((index): Point => [x(index), y(low[index]!)])
    return { kind: 'area', points: [...above, ...below], colour, opacity: 0.15 }
  })
}

interface End {
  text: string
  value: number
  colour: string
}

/** What stands beside the last value of each line, and of the target. */
function endLabels({ lines, target }: LineChart, write: (value: number) => string): End[] {
  const named = lines.map(({ name, values }, index) => ({ name, values, colour: lineColour(index) }))
  const all = [...named, ...(target ? [{ ...target, colour: colours.target }] : [])]
  return all.flatMap(({ name, values, colour }) => {
    const value = values.findLast((one) => one !== null)
    return value == null ? [] : [{ text: `${name} ${write(value)}`, value, colour }]
  })
}

/** As near to their lines as they can stand without touching. */
function placedEnds(ends: readonly End[], { right, top, bottom, y }: Plot): Label[] {
  const sorted = ends.toSorted((a, b) => b.value - a.value)
  const places: number[] = []
  for (const { value } of sorted)
    places.push(Math.max(y(value) + 4, (places.at(-1) ?? top) + (places.length && between)))
  for (let index = places.length - 1, lowest = bottom + 4; index >= 0; index--, lowest -= between)
    places[index] = Math.min(places[index]!, lowest)
  return sorted.map(({ text, colour }, index) => ({
    kind: 'label',
    at: [right + 4, places[index]!],
    text,
    colour,
    anchor: 'start',
    strong: true,
  }))
}

/** As many as have room, counted back from the last. */
function periodLabels(labels: readonly string[], { x, bottom }: Plot): Label[] {
  const room = labels.length < 2 ? Infinity : x(1) - x(0)
  const every = Math.max(1, Math.ceil((Math.max(0, ...labels.map(labelWidth)) + 12) / room))
  return labels.flatMap((text, index): Label[] =>
    (labels.length - 1 - index) % every === 0
      ? [{ kind: 'label', at: [x(index), bottom + 18], text, colour: colours.light, anchor: 'middle' }]
      : [],
  )
}
