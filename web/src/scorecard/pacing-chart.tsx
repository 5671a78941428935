// The period's running total, the range that it is heading for, and the target as a line of its own.
import { useState } from 'react'
import type { Scorecard } from '#contract/scorecard.ts'
import { useLanguage } from '../language/language.tsx'
import { niceTicks, useWidth } from '../overview/week-plot.tsx'
import { Table } from '../table/table.tsx'
import { paceText, whole } from './sentences.tsx'

export function PacingChart({ card }: { card: Scorecard }) {
  const { say, format } = useLanguage()
  const words = say.scorecard
  const [asTable, setAsTable] = useState(false)
  const { pacing } = card.total
  const error = pacing?.errors.find(({ method }) => method === pacing.method)?.error ?? null
  return (
    <section className="pacing" aria-labelledby="pacing-title">
      <header className="section-head">
        <h2 id="pacing-title">{words.chart}</h2>
        <button type="button" className="quiet" onClick={() => setAsTable(!asTable)}>
          {asTable ? words.asChart : words.asTable}
        </button>
      </header>
      {asTable ? <DayTable card={card} /> : <Plot card={card} />}
      {pacing && card.asOf < card.to && (
        <p className="lighter">
          {words.how(words.method[pacing.method], error === null ? null : format.rate(error))}{' '}
          {pacing.arriving >= 1 && words.arriving(whole(format, pacing.arriving))}
        </p>
      )}
    </section>
  )
}

const margin = { top: 14, right: 132, bottom: 24, left: 44 }
const height = 260
/** Below this width the labels at the right end are numbers alone. */
const narrow = 560

function Plot({ card }: { card: Scorecard }) {
  const { say, format } = useLanguage()
  const words = say.scorecard
  const [box, width] = useWidth()
  const { days, total } = card
  const pacing = card.asOf < card.to ? total.pacing : null
  const right = width < narrow ? 44 : margin.right
  const last = days.findLastIndex(({ counted }) => counted !== null)
  const counted = days[last]?.counted ?? 0
  const target = days.at(-1)!.target
  const highest = Math.max(1, pacing?.high ?? 0, target ?? 0, counted)
  const x = (at: number): number => margin.left + ((width - margin.left - right) * (at + 1)) / days.length
  const y = (value: number): number =>
    height - margin.bottom - ((height - margin.top - margin.bottom) * value) / highest
  const end = days.length - 1
  const line = (points: readonly [number, number][]): string => points.map(([at, v]) => `${x(at)},${y(v)}`).join(' ')
  const so: [number, number][] = [
    [-1, 0],
    ...days.slice(0, last + 1).map((d, at): [number, number] => [at, d.counted!]),
  ]
  // on a phone the lines' own looks tell which number is whose
  const label = (name: string, value: number): string =>
    width < narrow ? whole(format, value) : `${name} ${whole(format, value)}`
  const labels = spread(
    [
      ...(target === null ? [] : [{ key: 'target', at: y(target), text: label(words.target, target) }]),
      pacing
        ? { key: 'pace', at: y(pacing.end), text: label(words.pace, pacing.end) }
        : { key: 'counted', at: y(counted), text: label(words.counted, counted) },
    ],
    16,
  )
  const summary = words.chartSummary({
    counted: format.count(counted),
    target: target === null ? '–' : whole(format, target),
    pace: pacing ? paceText(pacing, format, say) : format.count(counted),
  })
  return (
    <div ref={box} className="plot" style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={summary}>
          {niceTicks(highest, 4).map((tick) => (
            <g key={tick} className={tick === 0 ? 'base' : 'grid'}>
              <line x1={margin.left} x2={width - right} y1={y(tick)} y2={y(tick)} />
              <text x={margin.left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {format.count(tick)}
              </text>
            </g>
          ))}
          {[0, Math.floor(end / 2), end].map((at) => (
            <text key={at} x={x(at)} y={height - 6} textAnchor={at === 0 ? 'start' : at === end ? 'end' : 'middle'}>
              {format.day(days[at]!.day)}
            </text>
          ))}
          {pacing && (
            <>
              <polygon
                className="band"
                points={line([
                  [last, counted],
                  [end, pacing.high],
                  [end, pacing.low],
                ])}
              />
              <polyline
                className="line unfinished"
                points={line([
                  [last, counted],
                  [end, pacing.end],
                ])}
              />
            </>
          )}
          {target !== null && (
            <polyline
              className="line aim"
              points={line([[-1, 0], ...days.map((d, at): [number, number] => [at, d.target!])])}
            />
          )}
          <polyline className="line" points={line(so)} />
          {last >= 0 && <circle cx={x(last)} cy={y(counted)} r={4} />}
          {labels.map(({ key, at, text }) => (
            <text key={key} className={`end-label end-${key}`} x={width - right + 8} y={at} dy="0.35em">
              {text}
            </text>
          ))}
        </svg>
      )}
    </div>
  )
}

/** Labels that would touch are moved apart, each by half. */
function spread<Label extends { at: number }>(labels: readonly Label[], least: number): Label[] {
  const [a, b] = labels
  if (!a || !b || Math.abs(a.at - b.at) >= least) return [...labels]
  const middle = (a.at + b.at) / 2
  const down = a.at <= b.at ? -1 : 1
  return [
    { ...a, at: middle + (down * least) / 2 },
    { ...b, at: middle - (down * least) / 2 },
  ]
}

function DayTable({ card }: { card: Scorecard }) {
  const { say, format } = useLanguage()
  const words = say.scorecard
  return (
    <Table
      label={{ id: 'pacing-title' }}
      rows={card.days}
      keyOf={({ day }) => day}
      columns={[
        { id: 'day', head: words.day, cell: ({ day }) => format.day(day), by: ({ day }) => day },
        {
          id: 'counted',
          head: words.counted,
          number: true,
          cell: ({ counted }) => (counted === null ? '' : format.count(counted)),
        },
        {
          id: 'target',
          head: words.target,
          number: true,
          cell: ({ target }) => (target === null ? '' : whole(format, target)),
        },
      ]}
    />
  )
}
