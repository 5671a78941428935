// What a chart shows, as a table: for Markdown, and for whoever cannot see the picture.
import type { Language } from '#contract/library.ts'
import type { BarChart, Chart, Line, LineChart, Table, WaterfallChart } from '../blocks.ts'
import { printWords } from '../words.ts'
import { changeWriter, numberWriter } from './axis.ts'

export function chartTable(chart: Chart, language: Language): Table {
  switch (chart.kind) {
    case 'lines':
      return linesTable(chart, language)
    case 'bars':
      return barsTable(chart, language)
    case 'waterfall':
      return waterfallTable(chart, language)
  }
}

function linesTable({ labels, lines, target, format, rules = [] }: LineChart, language: Language): Table {
  const write = numberWriter(language, format)
  const columns: Line[] = [...lines, ...(target ? [target] : [])]
  return {
    kind: 'table',
    columns: [{ name: printWords[language].period }, ...columns.map(({ name }) => ({ name, figures: true }))],
    rows: labels.map((label, index) => {
      const told = rules.filter(({ at }) => at === index).map(({ text }) => text)
      return [
        [label, ...told].join(' · '),
        ...columns.map((column) => {
          const value = column.values[index]
          return value == null ? '–' : write(value) + intervalOf(column, index, write)
        }),
      ]
    }),
  }
}

function intervalOf(line: Line, index: number, write: (value: number) => string): string {
  const [low, high] = [line.low?.[index], line.high?.[index]]
  return low == null || high == null ? '' : ` (${write(low)}–${write(high)})`
}

function barsTable({ bars, format, targetName }: BarChart, language: Language): Table {
  const words = printWords[language]
  const write = numberWriter(language, format)
  const aimed = bars.some(({ target }) => target !== undefined)
  const columns = [
    { name: words.name },
    { name: words.value, figures: true },
    ...(aimed ? [{ name: targetName ?? words.target, figures: true }] : []),
  ]
  const rows = bars.map(({ name, value, low, high, target }) => {
    const interval = low === undefined || high === undefined ? '' : ` (${write(low)}–${write(high)})`
    const figure = value === null ? '–' : write(value) + interval
    return [name, figure, ...(aimed ? [target === undefined ? '–' : write(target)] : [])]
  })
  return { kind: 'table', columns, rows }
}

function waterfallTable({ from, steps, to, format }: WaterfallChart, language: Language): Table {
  const words = printWords[language]
  const write = numberWriter(language, format)
  const change = changeWriter(language, format)
  return {
    kind: 'table',
    columns: [{ name: words.name }, { name: words.value, figures: true }],
    rows: [[from.name, write(from.value)], ...steps.map((step) => [step.name, change(step.change)])],
    total: [to.name, write(to.value)],
  }
}
