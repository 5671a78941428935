// One source's volume by day, with the days on which something was missing or unusual marked.
import { useState } from 'react'
import type { Gap } from '#contract/gaps.ts'
import type { SourceEntry, SourceReport } from '#contract/sources.ts'
import { addDays } from '../days.ts'
import type { Format } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import { PlotReader } from '../figure/plot-reader.tsx'
import { niceTicks, useWidth } from '../overview/week-plot.tsx'
import { Table } from '../table/table.tsx'
import type { SourcesWords } from './words.ts'

interface Props {
  report: SourceReport
  gaps: readonly Gap[]
  /** `events website`, as the address has it; null: the source with most findings, else the largest. */
  chosen: string | null
  choose: (name: string) => void
}

interface Day {
  day: string
  count: number
  found: string
}

export function VolumeChart({ report, gaps, chosen, choose }: Props) {
  const { say } = useLanguage()
  const words = say.sources
  const [asTable, setAsTable] = useState(false)
  const withVolume = report.sources.filter(({ volume }) => volume.some((count) => count > 0))
  const source = report.sources.find((each) => nameOf(each) === chosen) ?? mostFound(withVolume, gaps)
  if (!source) return null
  const own = gaps.filter((gap) => gap.source === source.name)
  const days = source.volume.map((count, at): Day => {
    const day = addDays(report.from, at)
    const found = own.filter((gap) => gap.from <= day && day <= (gap.to ?? report.to))
    return { day, count, found: found.map(({ what }) => say.told(what)).join('; ') }
  })
  return (
    <section className="volume">
      <header className="section-head">
        <h2 id="volume-title">{words.chart}</h2>
        <label className="choice">
          <span>{words.chartOf}</span>
          <select value={nameOf(source)} onChange={(event) => choose(event.target.value)}>
            {report.sources.map((each) => (
              <option key={nameOf(each)} value={nameOf(each)}>
                {each.name} ({words.holds[each.holds]})
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="quiet" onClick={() => setAsTable(!asTable)}>
          {asTable ? words.asChart : words.asTable}
        </button>
      </header>
      {asTable ? <DayTable days={days} /> : <Plot name={source.name} days={days} gaps={own} />}
    </section>
  )
}

function nameOf({ name, holds }: SourceEntry): string {
  return `${holds} ${name}`
}

function mostFound(sources: readonly SourceEntry[], gaps: readonly Gap[]): SourceEntry | undefined {
  const found = ({ name }: SourceEntry): number => gaps.filter(({ source }) => source === name).length
  const size = ({ volume }: SourceEntry): number => volume.reduce((sum, each) => sum + each, 0)
  return sources.toSorted((a, b) => found(b) - found(a) || size(b) - size(a))[0]
}

const margin = { top: 18, right: 8, bottom: 24, left: 48 }
const height = 200

function Plot({ name, days, gaps }: { name: string; days: readonly Day[]; gaps: readonly Gap[] }) {
  const { say, format } = useLanguage()
  const words = say.sources
  const [box, width] = useWidth()
  const highest = Math.max(1, ...days.map(({ count }) => count))
  const step = Math.max(1, (width - margin.left - margin.right) / days.length)
  const x = (at: number): number => margin.left + at * step
  const y = (value: number): number =>
    height - margin.bottom - ((height - margin.top - margin.bottom) * value) / highest
  const total = format.count(days.reduce((sum, { count }) => sum + count, 0))
  const marked = gaps.length === 0 ? words.nothingMarked : words.marked(format.count(gaps.length))
  const [from, to] = [format.day(days[0]!.day), format.day(days.at(-1)!.day)]
  return (
    <div ref={box} className="plot" style={{ height }}>
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={words.chartSummary({ name, from, to, total, marked })}
        >
          <Marked days={days} gaps={gaps} x={x} step={step} />
          {niceTicks(highest, 3).map((tick) => (
            <g key={tick} className={tick === 0 ? 'base' : 'grid'}>
              <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
              <text x={margin.left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {format.count(tick)}
              </text>
            </g>
          ))}
          {days.map(({ day, count, found }, at) => (
            <rect
              key={day}
              className={found ? 'bar found' : 'bar'}
              x={x(at) + step * 0.1}
              width={step * 0.8}
              y={y(count)}
              height={y(0) - y(count)}
            />
          ))}
          <DayNames days={days} x={x} width={width} />
        </svg>
      )}
      {width > 0 && (
        <PlotReader
          label={words.day}
          places={days.map((_, at) => x(at + 0.5) / width)}
          tell={(at) => tellDay(days[at]!, words, format)}
        />
      )}
    </div>
  )
}

function DayNames({ days, x, width }: { days: readonly Day[]; x: (at: number) => number; width: number }) {
  const { format } = useLanguage()
  return days.map(
    ({ day }, at) =>
      isTold(at, days.length, width) && (
        <text key={day} x={x(at + 0.5)} y={height - 6} textAnchor={at === 0 ? 'start' : at > 80 ? 'end' : 'middle'}>
          {format.day(day)}
        </text>
      ),
  )
}

function tellDay({ day, count, found }: Day, words: SourcesWords, format: Format): string[] {
  return [format.fullDay(day), `${words.volume} ${format.count(count)}`, ...(found ? [found] : [])]
}

/** Every second week, or where there is no room the first and the last day alone. */
function isTold(at: number, length: number, width: number): boolean {
  if (at === 0 || at === length - 1) return true
  return width > 560 && at % 14 === 0 && at < length - 8
}

interface MarkedProps {
  days: readonly Day[]
  gaps: readonly Gap[]
  x: (at: number) => number
  step: number
}

/** The days of each finding as a ground behind the bars, with the number by which it is told below. */
function Marked({ days, gaps, x, step }: MarkedProps) {
  const first = days[0]!.day
  const last = days.at(-1)!.day
  return gaps
    .filter(({ to, from }) => (to ?? last) >= first && from <= last)
    .map(({ from, to, what }) => {
      const begins = days.findIndex(({ day }) => day >= from)
      const ends = days.findLastIndex(({ day }) => day <= (to ?? last))
      return (
        <g key={`${from} ${what}`} className="gap-days">
          <rect
            x={x(begins)}
            width={(ends - begins + 1) * step}
            y={margin.top}
            height={height - margin.top - margin.bottom}
          />
          <line x1={x(begins)} x2={x(begins) + (ends - begins + 1) * step} y1={margin.top} y2={margin.top} />
        </g>
      )
    })
}

function DayTable({ days }: { days: readonly Day[] }) {
  const { say, format } = useLanguage()
  const words = say.sources
  return (
    <Table
      label={{ id: 'volume-title' }}
      rows={days.toReversed()}
      keyOf={({ day }) => day}
      columns={[
        { id: 'day', head: words.day, by: ({ day }) => day, cell: ({ day }) => format.day(day) },
        {
          id: 'count',
          head: words.count,
          number: true,
          by: ({ count }) => count,
          cell: ({ count }) => format.count(count),
        },
        { id: 'found', head: words.found, text: 'wrap', by: ({ found }) => found || null, cell: ({ found }) => found },
      ]}
    />
  )
}
