// An answer over time as lines, named at their ends: the interval of a single one as a band, the days compared with dotted.
import type { AnswerRow, Definition, Figure } from '#contract/ask.ts'
import { figureText } from '../figure/figure-text.ts'
import { PlotReader } from '../figure/plot-reader.tsx'
import { useLanguage } from '../language/language.tsx'
import { useWidth } from '../overview/week-plot.tsx'
import { type Time, periodsBetween } from './periods.ts'
import { type Given, definitionOf, figureOf } from './shown.ts'
import { useShortName, useValueName } from './value-name.ts'

const most = 5
const height = 280
const margin = { top: 12, bottom: 26, left: 56 }

interface Line {
  name: string
  /** By period; null is a gap. */
  rows: (AnswerRow | undefined)[]
}

export function Lines({ given, metric, name, time }: { given: Given; metric: string; name: string; time: Time }) {
  const shortName = useShortName()
  const [box, width] = useWidth()
  const definition = definitionOf(given, metric)
  const { periods, lines } = useLines(given, metric, time)
  const counts = definition.unit === 'count'
  const valueAt = (row: AnswerRow | undefined): number | null => (row ? figureOf(row, metric).value : counts ? 0 : null)
  const single = lines.length === 1
  const right = single ? 16 : Math.min(168, Math.max(72, width * 0.18))
  const all = lines.flatMap(({ rows }) => rows.flatMap((row) => (row ? heights(row, metric, single) : [])))
  const highest = Math.max(...all, 0) || 1
  const x = (index: number): number =>
    margin.left + Math.max(1, width - margin.left - right) * (periods.length === 1 ? 0.5 : index / (periods.length - 1))
  const y = (value: number): number =>
    height - margin.bottom - ((height - margin.top - margin.bottom) * value) / highest
  const pathOf = (values: readonly (number | null)[]): string =>
    broken(values.map((value, index) => (value === null ? null : `${x(index)} ${y(value)}`)))
  const every = Math.max(1, Math.ceil((periods.length * 64) / Math.max(1, width - margin.left - right)))
  const tell = useTold(given, metric, time, { periods, lines })
  const ends = apart(lines.map(({ rows }) => y(valueAt(rows.at(-1)) ?? 0)))
  return (
    <div ref={box} className="plot explore-lines" style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={[name, ...lines.map((line) => line.name)].join(', ')}>
          <Grid highest={highest} y={y} end={width - right} definition={definition} />
          {periods.map((period, index) =>
            index % every === 0 ? (
              <text key={period} x={x(index)} y={height - 6} textAnchor={index === 0 ? 'start' : 'middle'}>
                {shortName(time, period)}
              </text>
            ) : null,
          )}
          {single && <polygon className="band" points={band(lines[0]!.rows, metric, x, y)} />}
          {lines.map(({ name: label, rows }, index) => (
            <g key={label} className={`series series-${index}`}>
              {single && (
                <path
                  className="line before"
                  d={pathOf(rows.map((row) => (row && figureOf(row, metric).compared?.value) ?? null))}
                />
              )}
              <path className="line" d={pathOf(rows.map(valueAt))} />
              {periods.length === 1 && <circle cx={x(0)} cy={y(valueAt(rows[0]) ?? 0)} r={4} />}
              {!single && (
                <text className="series-name" x={width - right + 8} y={ends[index]} dy="0.35em">
                  {cut(label, right / 7)}
                </text>
              )}
            </g>
          ))}
        </svg>
      )}
      {width > 0 && <PlotReader label={name} places={periods.map((_, at) => x(at) / width)} tell={tell} />}
    </div>
  )
}

/** What stands at a period: each line's figure with its interval, and the days compared with. */
function useTold(given: Given, metric: string, time: Time, { periods, lines }: ReturnType<typeof useLines>) {
  const { say, format } = useLanguage()
  const valueName = useValueName()
  const definition = definitionOf(given, metric)
  const nothing: Figure = { value: definition.unit === 'count' ? 0 : null }
  return (index: number): string[] => [
    valueName(time, periods[index]!),
    ...lines.flatMap(({ name, rows }) => {
      const figure = rows[index] ? figureOf(rows[index], metric) : nothing
      const { value, interval } = figureText(figure, definition, format, say)
      const compared = figure.compared && figureText(figure.compared, definition, format, say).value
      return [
        [name, value, interval && `(${interval})`].filter(Boolean).join(' '),
        ...(compared === undefined || lines.length > 1 ? [] : [`${say.explore.before} ${compared}`]),
      ]
    }),
  ]
}

interface GridProps {
  highest: number
  y: (value: number) => number
  /** Where its lines end. */
  end: number
  definition: Definition
}

function Grid({ highest, y, end, definition }: GridProps) {
  const { say, format } = useLanguage()
  return ticks(highest).map((tick) => (
    <g key={tick} className={tick === 0 ? 'base' : 'grid'}>
      <line x1={margin.left} x2={end} y1={y(tick)} y2={y(tick)} />
      <text x={margin.left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
        {figureText({ value: tick }, definition, format, say).value}
      </text>
    </g>
  ))
}

/** The largest few, over all periods of the answer's days. */
function useLines(given: Given, metric: string, time: Time): { periods: string[]; lines: Line[] } {
  const { question, answer } = given
  const valueName = useValueName()
  const others = (question.by ?? []).filter((name) => name !== time)
  const { from, to } = definitionOf(given, metric)
  const known = [...new Set(answer.rows.map((row) => String(row[time])))].toSorted()
  const periods = periodsBetween(time, known, from, to)
  const byName = new Map<string, Map<string, AnswerRow>>()
  for (const row of answer.rows) {
    const label = others.map((name) => valueName(name, String(row[name]))).join(' · ')
    const line = byName.get(label) ?? new Map<string, AnswerRow>()
    byName.set(label, line.set(String(row[time]), row))
  }
  const sum = (rows: ReadonlyMap<string, AnswerRow>): number =>
    [...rows.values()].reduce((total, row) => total + (figureOf(row, metric).value ?? 0), 0)
  const lines = [...byName].toSorted(([, a], [, b]) => sum(b) - sum(a)).slice(0, most)
  return { periods, lines: lines.map(([name, rows]) => ({ name, rows: periods.map((period) => rows.get(period)) })) }
}

function heights(row: AnswerRow, metric: string, single: boolean): number[] {
  const { value, high, compared } = figureOf(row, metric)
  return [
    value ?? 0,
    single && high !== undefined && Number.isFinite(high) ? Math.min(high, (value ?? 0) * 3 || high) : 0,
    compared?.value ?? 0,
  ]
}

/** A path with a gap at each null; what stands between two gaps is a dot. */
function broken(points: readonly (string | null)[]): string {
  return points
    .map((point, index) => {
      if (point === null) return ''
      return index > 0 && points[index - 1] !== null ? `L${point}` : `M${point}h0`
    })
    .join('')
}

function band(rows: Line['rows'], metric: string, x: (index: number) => number, y: (value: number) => number): string {
  const ends = rows.flatMap((row, index) => {
    const { low, high } = row ? figureOf(row, metric) : {}
    return low === undefined || high === undefined || !Number.isFinite(high) ? [] : [{ index, low, high }]
  })
  const upper = ends.map(({ index, high }) => `${x(index)},${Math.max(0, y(high))}`)
  const lower = ends.map(({ index, low }) => `${x(index)},${y(low)}`)
  return [...upper, ...lower.toReversed()].join(' ')
}

/** Zero and up to four round numbers above it. */
function ticks(highest: number): number[] {
  const power = 10 ** Math.floor(Math.log10(highest))
  const step = [0.2, 0.5, 1, 2, 5].map((factor) => factor * power).find((each) => highest / each <= 4.5) ?? highest
  return Array.from({ length: Math.floor(highest / step + 1e-9) + 1 }, (_, index) => index * step)
}

/** Heights moved so that no two names stand over each other, nor below the base. */
function apart(heightsOfNames: readonly number[]): number[] {
  const gap = 16
  const order = heightsOfNames.map((at, index) => ({ at, index })).toSorted((a, b) => a.at - b.at)
  const moved = [...heightsOfNames]
  let above = -Infinity
  for (const { at, index } of order) above = moved[index] = Math.max(at, above + gap)
  let below = height - margin.bottom + gap
  for (const { index } of order.toReversed()) below = moved[index] = Math.min(moved[index]!, below - gap)
  return moved
}

function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, Math.floor(letters) - 1))}…`
}
