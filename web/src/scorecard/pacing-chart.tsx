// The period's running total, the range that it is heading for, and the target as a line of its own.
import { useState } from 'react'
import type { Pacing, PacingDay, Scorecard } from '#contract/scorecard.ts'
import type { Format } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import type { Messages } from '../language/messages.ts'
import { PlotReader } from '../figure/plot-reader.tsx'
import { niceTicks, useWidth } from '../overview/week-plot.tsx'
import { Table } from '../table/table.tsx'
import { paceText } from './sentences.tsx'

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
          {words.how(
            words.methods[pacing.method],
            error === null ? null : say.targets.percent(Math.round(error * 100)),
          )}{' '}
          {pacing.arriving >= 1 && words.arriving(format.reckoned(pacing.arriving))}
        </p>
      )}
    </section>
  )
}

const margin = { top: 18, right: 132, bottom: 24, left: 44 }
const height = 260
/** Below this width the labels at the right end are numbers alone. */
const narrow = 560

/** Where days and counts stand in the drawing. */
interface Scale {
  right: number
  x(at: number): number
  y(value: number): number
  line(points: readonly Point[]): string
}
/** Number of the day, −1 before the first, and a running total. */
type Point = [at: number, value: number]

function scaleOf(width: number, days: number, highest: number): Scale {
  const right = width < narrow ? 44 : margin.right
  const x = (at: number): number => margin.left + ((width - margin.left - right) * (at + 1)) / days
  const y = (value: number): number =>
    height - margin.bottom - ((height - margin.top - margin.bottom) * value) / highest
  return { right, x, y, line: (points) => points.map(([at, value]) => `${x(at)},${y(value)}`).join(' ') }
}

function Plot({ card }: { card: Scorecard }) {
  const { say, format } = useLanguage()
  const [box, width] = useWidth()
  const { days, total } = card
  const pacing = card.asOf < card.to ? total.pacing : null
  const last = days.findLastIndex(({ counted }) => counted !== null)
  const counted = days[last]?.counted ?? 0
  const target = days.at(-1)!.target
  const highest = Math.max(1, pacing?.high ?? 0, target ?? 0, counted)
  const scale = scaleOf(width, days.length, highest)
  const summary = say.scorecard.chartSummary({
    counted: format.count(counted),
    target: target === null ? '–' : format.reckoned(target),
    pace: pacing ? paceText(pacing, format, say) : format.count(counted),
  })
  return (
    <div ref={box} className="plot" style={{ height }}>
      {width > 0 && (
        <svg width={width} height={height} role="img" aria-label={summary}>
          <LearningDays card={card} scale={scale} />
          <Axes card={card} scale={scale} width={width} highest={highest} />
          <Lines days={days} pacing={pacing} scale={scale} last={last} />
          <EndLabels ends={{ target, pace: pacing?.end ?? null, counted }} scale={scale} width={width} />
        </svg>
      )}
      {width > 0 && (
        <PlotReader
          label={say.scorecard.day}
          places={days.map((_, at) => scale.x(at) / width)}
          tell={(at) => tellDay(days[at]!, at === days.length - 1 ? pacing : null, format, say)}
        />
      )}
    </div>
  )
}

/** @param pacing where the day is the one that it leads to. */
function tellDay({ day, counted, target }: PacingDay, pacing: Pacing | null, format: Format, say: Messages): string[] {
  const words = say.scorecard
  return [
    format.fullDay(day),
    ...(counted === null ? [] : [`${words.counted} ${format.count(counted)}`]),
    ...(target === null ? [] : [`${words.target} ${format.reckoned(target)}`]),
    ...(pacing ? [`${words.pace} ${paceText(pacing, format, say)}`] : []),
  ]
}

interface AxesProps {
  card: Scorecard
  scale: Scale
  width: number
  highest: number
}

function Axes({ card: { days }, scale: { right, x, y }, width, highest }: AxesProps) {
  const { format } = useLanguage()
  const end = days.length - 1
  return (
    <>
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
    </>
  )
}

/** Days on which a campaign learns are shaded: what happens there says little yet. */
function LearningDays({ card: { days, total }, scale: { x } }: { card: Scorecard; scale: Scale }) {
  const { say, format } = useLanguage()
  const shaded = days.map(({ day }) => total.learning.some(({ since, until }) => since <= day && day <= until))
  const first = shaded.indexOf(true)
  const last = shaded.lastIndexOf(true)
  if (first === -1) return null
  const campaigns = [...new Set(total.learning.map(({ campaign }) => campaign))]
  const who = campaigns.length === 1 ? campaigns[0]! : format.count(campaigns.length)
  return (
    <g className="learning-days">
      {shaded.map(
        (isShaded, at) =>
          isShaded && (
            <rect
              key={at}
              x={x(at - 1)}
              width={x(at) - x(at - 1)}
              y={margin.top}
              height={height - margin.top - margin.bottom}
            />
          ),
      )}
      {/* above the lines, towards the side that has more room */}
      <text
        {...(days.length - first > last ? { x: x(first - 1) } : { x: x(last), textAnchor: 'end' })}
        y={margin.top - 4}
      >
        {say.scorecard.learningDays(who)}
      </text>
    </g>
  )
}

interface LinesProps {
  days: readonly PacingDay[]
  pacing: Pacing | null
  scale: Scale
  /** Number of the last day that is counted. */
  last: number
}

/** The range, the target, and the running total on top. */
function Lines({ days, pacing, scale: { x, y, line }, last }: LinesProps) {
  const end = days.length - 1
  const so = days.slice(0, last + 1).map(({ counted }, at): Point => [at, counted!])
  const aim = days.flatMap(({ target }, at): Point[] => (target === null ? [] : [[at, target]]))
  const now: Point = so.at(-1) ?? [-1, 0]
  return (
    <>
      {pacing && (
        <>
          <polygon className="band" points={line([now, [end, pacing.high], [end, pacing.low]])} />
          <polyline className="line unfinished" points={line([now, [end, pacing.end]])} />
        </>
      )}
      {aim.length > 0 && <polyline className="line aim" points={line([[-1, 0], ...aim])} />}
      <polyline className="line" points={line([[-1, 0], ...so])} />
      <circle cx={x(now[0])} cy={y(now[1])} r={4} />
    </>
  )
}

interface EndLabelsProps {
  ends: { target: number | null; pace: number | null; counted: number }
  scale: Scale
  width: number
}

/** What the lines end at; on a phone their own looks tell which number is whose. */
function EndLabels({ ends: { target, pace, counted }, scale: { right, y }, width }: EndLabelsProps) {
  const { say, format } = useLanguage()
  const words = say.scorecard
  const label = (key: 'target' | 'pace' | 'counted', value: number) => ({
    key,
    at: y(value),
    text: width < narrow ? format.reckoned(value) : `${words[key]} ${format.reckoned(value)}`,
  })
  const labels = spread(
    [
      ...(target === null ? [] : [label('target', target)]),
      pace === null ? label('counted', counted) : label('pace', pace),
    ],
    16,
  )
  return labels.map(({ key, at, text }) => (
    <text key={key} className={`end-label end-${key}`} x={width - right + 8} y={at} dy="0.35em">
      {text}
    </text>
  ))
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
          cell: ({ target }) => (target === null ? '' : format.reckoned(target)),
        },
      ]}
    />
  )
}
