// Bars from zero, one below the other, each with its name, value and interval, and a tick at its target.
import type { Language } from '#contract/library.ts'
import type { Bar, BarChart } from '../blocks.ts'
import { colours, lineColours } from '../look.ts'
import { printWords } from '../words.ts'
import { axisOf, numberWriter } from './axis.ts'
import { type Mark, type Scene, labelSize, labelWidth, rectangle, sceneWidth } from './scene.ts'

export const rowHeight = 28
export const barHeight = 16

export function drawBars({ bars, format, targetName }: BarChart, language: Language): Scene {
  const words = printWords[language]
  const write = numberWriter(language, format)
  const told = (bar: Bar): string => (bar.value === null ? words.missing : write(bar.value) + interval(bar, write))
  const named = bars.some(({ target }) => target !== undefined) ? labelSize + 8 : 0
  const left = Math.max(...bars.map(({ name }) => labelWidth(name)), 0) + 10
  const right = sceneWidth - Math.max(...bars.map((bar) => labelWidth(told(bar))), 0) - 10
  const axis = axisOf([0, ...bars.flatMap(endsOf)], { zero: true })
  const x = (value: number): number => left + axis.place(value) * (right - left)
  const rows = bars.flatMap((bar, index) => barMarks(bar, named + index * rowHeight, { left, x, told: told(bar) }))
  const height = named + bars.length * rowHeight
  return {
    width: sceneWidth,
    height,
    marks: [
      ...rows,
      {
        kind: 'line',
        points: [
          [x(0), named],
          [x(0), height],
        ],
        colour: colours.strongLine,
        width: 1,
      },
      ...targetLabel(bars, targetName ?? words.target, x),
    ],
  }
}

function endsOf({ value, low, high, target }: Bar): number[] {
  return [value, low, high, target].filter((one) => one != null)
}

function interval({ low, high }: Bar, write: (value: number) => string): string {
  return low === undefined || high === undefined ? '' : `  ${write(low)}–${write(high)}`
}

interface Row {
  left: number
  x(value: number): number
  told: string
}

function barMarks({ name, value, low, high, target }: Bar, top: number, { left, x, told }: Row): Mark[] {
  const middle = top + rowHeight / 2
  const from = Math.min(x(0), x(value ?? 0))
  const width = Math.abs(x(value ?? 0) - x(0))
  const end = Math.max(
    x(0),
    ...endsOf({ name, value, ...(high !== undefined && { high }), ...(target !== undefined && { target }) }).map(x),
  )
  const area = rectangle(from, middle - barHeight / 2, width, barHeight)
  return [
    { kind: 'label', at: [left - 10, middle + 4], text: name, colour: colours.ink, anchor: 'end' },
    ...(value === null ? [] : [{ kind: 'area', points: area, colour: lineColours[0], opacity: 0.75 } as const]),
    ...(low === undefined || high === undefined
      ? []
      : [
          {
            kind: 'line',
            points: [
              [x(low), middle],
              [x(high), middle],
            ],
            colour: colours.ink,
            width: 1.25,
          } as const,
        ]),
    ...(target === undefined ? [] : [tick(x(target), middle)]),
    {
      kind: 'label',
      at: [end + 6, middle + 4],
      text: told,
      colour: value === null ? colours.light : colours.ink,
      anchor: 'start',
    },
  ]
}

function tick(x: number, middle: number): Mark {
  return {
    kind: 'line',
    points: [
      [x, middle - 11],
      [x, middle + 11],
    ],
    colour: colours.target,
    width: 2.25,
  }
}

/** Above the first tick. */
function targetLabel(bars: readonly Bar[], text: string, x: (value: number) => number): Mark[] {
  const target = bars.find((bar) => bar.target !== undefined)?.target
  if (target === undefined) return []
  const near = x(target) + labelWidth(text) / 2 > sceneWidth
  const anchor = near ? 'end' : 'middle'
  return [{ kind: 'label', at: [x(target), labelSize], text, colour: colours.target, anchor, strong: true }]
}
