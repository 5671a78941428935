// One point's weeks as SVG: a line of counts, a band of intervals, a zero base; drawn in real pixels.
import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { figureText } from '../figure/figure-text.ts'
import type { Format } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import type { WeekSeries } from './weekly-charts.tsx'

interface Props {
  series: WeekSeries
  macro: boolean
  index: number
  pointed: boolean
  onPoint: (index: number) => void
}

const margin = { top: 10, right: 14, bottom: 24, left: 36 }

export function WeekPlot({ series, macro, index, pointed, onPoint }: Props) {
  const { say, format } = useLanguage()
  const [box, width] = useWidth()
  const height = macro ? 232 : 128
  const { weeks, point } = series
  const highest = Math.max(
    1,
    ...weeks.map(({ figure }) => Math.max(figure?.high ?? 0, figure?.value ?? 0, figure?.maturity?.corrected ?? 0)),
  )
  const ticks = niceTicks(highest, macro ? 4 : 2)
  const x = (week: number): number =>
    margin.left + (width - margin.left - margin.right) * (weeks.length === 1 ? 0.5 : week / (weeks.length - 1))
  const y = (value: number): number =>
    height - margin.bottom - ((height - margin.top - margin.bottom) * value) / highest
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const left = event.clientX - event.currentTarget.getBoundingClientRect().left
    const share = (left - margin.left) / (width - margin.left - margin.right)
    onPoint(Math.max(0, Math.min(weeks.length - 1, Math.round(share * (weeks.length - 1)))))
  }
  const last = weeks.findLast(({ over }) => over) ?? weeks.at(-1)
  const spoken = last?.shown
    ? figureText(last.shown.figure, last.shown.definition, format, say).spoken
    : format.count(0)
  const label = say.overview.chartSummary({
    name: point.name,
    from: weeks[0]?.range ?? '',
    to: weeks.at(-1)?.range ?? '',
    last: spoken,
  })
  return (
    <div ref={box} className="plot" style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={label} onPointerMove={move} onPointerDown={move}>
          {ticks.map((tick) => (
            <g key={tick} className={tick === 0 ? 'base' : 'grid'}>
              <line x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)} />
              <text x={margin.left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {format.count(tick)}
              </text>
            </g>
          ))}
          <WeekTicks weeks={weeks} x={x} y={height - 6} width={width} format={format} />
          <Marks series={series} x={x} y={y} />
          {weeks[index] && (
            <g className={pointed ? 'pointed' : 'resting'}>
              <line x1={x(index)} x2={x(index)} y1={margin.top} y2={y(0)} />
              <circle cx={x(index)} cy={y(weeks[index].figure?.value ?? 0)} r={4} />
            </g>
          )}
        </svg>
      )}
    </div>
  )
}

/** The band, then the line; the part that is not over yet is dotted. */
function Marks({ series, x, y }: { series: WeekSeries; x: (week: number) => number; y: (value: number) => number }) {
  const { weeks } = series
  const value = (week: number): number => weeks[week]?.figure?.value ?? 0
  const upper = weeks.map(({ figure }, week) => `${x(week)},${y(figure?.high ?? value(week))}`)
  const lower = weeks.map(({ figure }, week) => `${x(week)},${y(figure?.low ?? value(week))}`)
  const band = (from: number, to: number): string =>
    [...upper.slice(from, to), ...lower.slice(from, to).toReversed()].join(' ')
  const over = weeks.findLastIndex((week) => week.over)
  const solid = over === -1 ? weeks.length : over + 1
  const rest = Math.max(0, solid - 1)
  const points = weeks.map((_, week) => `${x(week)},${y(value(week))}`)
  return (
    <>
      <polygon className="band" points={band(0, solid)} />
      {solid < points.length && <polygon className="band unfinished" points={band(rest, points.length)} />}
      <polyline className="line" points={points.slice(0, solid).join(' ')} />
      {solid < points.length && <polyline className="line unfinished" points={points.slice(rest).join(' ')} />}
      <Grown series={series} x={x} y={y} />
    </>
  )
}

/** What recent weeks will grow to: hatched from what has arrived up to the corrected figure. */
function Grown({ series, x, y }: { series: WeekSeries; x: (week: number) => number; y: (value: number) => number }) {
  return series.weeks.map(({ week, figure }, index) => {
    const corrected = figure?.maturity?.corrected
    if (corrected == null) return null
    const [top, bottom] = [y(corrected), y(figure!.value ?? 0)]
    return (
      <g key={week} className="grown">
        <line className="to-come" x1={x(index)} x2={x(index)} y1={top} y2={bottom} />
        <line x1={x(index) - 5} x2={x(index) + 5} y1={top} y2={top} />
      </g>
    )
  })
}

/** The first week of each month is named; on narrow charts every second or third. */
function WeekTicks(props: {
  weeks: WeekSeries['weeks']
  x: (week: number) => number
  y: number
  width: number
  format: Format
}) {
  const { weeks, x, y, width, format } = props
  const starts = weeks
    .map(({ week }, index) => ({ week, index }))
    .filter(({ week, index }) => index === 0 || weeks[index - 1]!.week.slice(0, 7) !== week.slice(0, 7))
  // The first week is left out when its month's name would run into the next.
  const apart = starts.filter(({ index }, nth) => nth > 0 || !starts[1] || x(starts[1].index) - x(index) > 52)
  const every = Math.max(1, Math.ceil((apart.length * 56) / Math.max(1, width)))
  return (
    <g className="weeks">
      {apart
        .filter((_, nth) => nth % every === 0)
        .map(({ week, index }) => (
          <text key={week} x={x(index)} y={y} textAnchor={index === 0 ? 'start' : 'middle'}>
            {format.day(week)}
          </text>
        ))}
    </g>
  )
}

/** Zero and up to `count` round numbers `least` or more apart, none above `highest` (at least `least`). */
export function niceTicks(highest: number, count: number, least = 1): number[] {
  const power = 10 ** Math.floor(Math.log10(highest))
  const steps = [0.1, 0.2, 0.5, 1, 2, 5].map((factor) => Math.max(least, factor * power))
  const step = steps.find((candidate) => Math.floor(highest / candidate) <= count)!
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, index) => index * step)
}

export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)))
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [])
  return [box, width]
}
