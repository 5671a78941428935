// The figure day by day, both periods shaded, with rules where something was changed.
import type { DriftReport } from '#contract/drift.ts'
import type { DriftFormat } from '#contract/drift-words.ts'
import { useLanguage } from '../language/language.tsx'
import { PlotReader } from '../figure/plot-reader.tsx'
import { niceTicks, useWidth } from '../overview/week-plot.tsx'

const height = 212
const margin = { top: 46, right: 14, bottom: 24, left: 64 }

export function DaysPlot({ report, format }: { report: DriftReport; format: DriftFormat }) {
  const { say, format: dates } = useLanguage()
  const words = say.drift
  const [box, width] = useWidth()
  const { days, before, after, marks } = report
  const values = days.flatMap(({ value }) => (value === null ? [] : [value]))
  const highest = cap(values)
  const ticks = report.metric === 'cpa' ? niceTicks(Math.max(1, highest), 3) : [0, highest / 2, highest]
  const inner = width - margin.left - margin.right
  const at = (index: number): number => margin.left + (inner * index) / Math.max(1, days.length - 1)
  const x = (day: string): number => at(days.findIndex((each) => each.day === day))
  const y = (value: number): number =>
    height - margin.bottom - ((height - margin.top - margin.bottom) * Math.min(value, highest)) / highest
  const tell = (index: number): string[] => {
    const { day, value } = days[index]!
    const told = `${words.metrics[report.metric]} ${value === null ? '–' : format.value(value)}`
    const here = marks.filter((mark) => mark.day === day)
    return [dates.fullDay(day), told, ...here.map(({ what, name }) => words.marks[what](name))]
  }
  const from = dates.day(days[0]!.day)
  const to = dates.day(days.at(-1)!.day)
  const label = words.dailyChart({ metric: words.metrics[report.metric], from, to })
  return (
    <div ref={box} className="plot drift-days" style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label}>
          <Period days={days} period={before} x={x} name={words.start} />
          <Period days={days} period={after} x={x} name={words.end} now />
          {ticks.map((tick) => (
            <g key={tick} className={tick === 0 ? 'base' : 'grid'}>
              <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
              <text x={margin.left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {format.value(tick)}
              </text>
            </g>
          ))}
          <Rules marks={marks} x={x} bottom={y(0)} middle={width / 2} />
          <path className="line" d={lineOf(days, at, y)} />
          <text x={margin.left} y={height - 6}>
            {from}
          </text>
          <text x={width - margin.right} y={height - 6} textAnchor="end">
            {to}
          </text>
        </svg>
      )}
      {width > 0 && <PlotReader label={label} places={days.map((_, index) => at(index) / width)} tell={tell} />}
    </div>
  )
}

interface PeriodProps {
  days: DriftReport['days']
  period: DriftReport['before']
  x: (day: string) => number
  name: string
  now?: boolean
}

/** One of the two periods, shaded and named. */
function Period({ days, period, x, name, now }: PeriodProps) {
  const inside = days.filter(({ day }) => period.from <= day && day <= period.to)
  if (inside.length === 0) return null
  const [left, right] = [x(inside[0]!.day), x(inside.at(-1)!.day)]
  return (
    <g className={now ? 'period now' : 'period'}>
      <rect x={left} width={Math.max(1, right - left)} y={margin.top} height={height - margin.top - margin.bottom} />
      <text x={left} y={margin.top - 5}>
        {name}
      </text>
    </g>
  )
}

interface RulesProps {
  marks: DriftReport['marks']
  x: (day: string) => number
  bottom: number
  middle: number
}

/** Where the plan or a campaign changed, or an action began; names stand on two lines, towards the middle, where there is room. */
function Rules({ marks, x, bottom, middle }: RulesProps) {
  const { say } = useLanguage()
  const words = say.drift
  const taken: [number, number][][] = [[], []]
  return (
    <>
      {marks.map(({ day, what, name }) => {
        const text = shorten(words.marks[what](name))
        const toLeft = x(day) > middle
        const from = toLeft ? x(day) - widthOf(text) : x(day)
        const to = from + widthOf(text)
        const line = taken.findIndex((places) => places.every(([start, end]) => to < start || end < from))
        taken[line]?.push([from, to])
        return (
          <g key={`${day} ${what} ${name}`} className={`rule rule-${what}`}>
            <line x1={x(day)} x2={x(day)} y1={margin.top - 6} y2={bottom} />
            {line >= 0 && (
              <text x={x(day)} y={10 + 15 * line} textAnchor={toLeft ? 'end' : 'start'} dx={toLeft ? -4 : 4}>
                {text}
              </text>
            )}
          </g>
        )
      })}
    </>
  )
}

/** Pixels, generously; names that would lie on another stand in the list below alone. */
function widthOf(text: string): number {
  const wide = text.match(/[\u2e80-\uffff]/g)?.length ?? 0
  return 8 + 7.5 * (text.length - wide) + 13 * wide
}

/** A day with hardly a CV would make the others flat: three times the median is as high as it goes. */
function cap(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 1
  return Math.max(Math.min(sorted.at(-1) ?? 1, 3 * median), 1e-9)
}

/** Days without a value leave a gap; one between two gaps is a dot, which needs a length to be drawn. */
function lineOf(days: DriftReport['days'], at: (index: number) => number, y: (value: number) => number): string {
  return days
    .map(({ value }, index) => {
      if (value === null) return ''
      const place = `${at(index).toFixed(1)} ${y(value).toFixed(1)}`
      return index === 0 || days[index - 1]!.value === null ? `M${place}h0` : `L${place}`
    })
    .join('')
}

const longest = 26
const shorten = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)
