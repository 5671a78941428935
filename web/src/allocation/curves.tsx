// What money has brought: each channel's weeks as dots, its curve with the interval as a band, and what is planned now.
import type { Allocation, ResponseCurve } from '#contract/allocation.ts'
import { addDays } from '../days.ts'
import { PlotReader } from '../figure/plot-reader.tsx'
import { useLanguage } from '../language/language.tsx'
import type { NameOf } from './allocation.tsx'
import type { Line } from './questions.ts'

const size = { width: 300, height: 150 }
const margin = { top: 8, right: 10, bottom: 22, left: 34 }
const weeksAMonth = 365.25 / 12 / 7

export function Curves({ answer, lines, nameOf }: { answer: Allocation; lines: readonly Line[]; nameOf: NameOf }) {
  const { say, format } = useLanguage()
  const words = say.allocation
  const curves = answer.curves.filter(({ points }) => points.length > 0)
  if (curves.length === 0) return null
  const weeks = answer.months.length * weeksAMonth
  return (
    <section aria-labelledby="curves">
      <div className="section-head">
        <h2 id="curves">{words.curves}</h2>
        <small>{words.curvesHint({ from: format.fullDay(answer.from), to: format.fullDay(answer.to) })}</small>
      </div>
      <div className="curves">
        {curves.map((curve) => {
          const name = nameOf(curve)
          const line = lines.find(
            ({ channel, initiative }) => channel === curve.channel && initiative === curve.initiative,
          )
          const more = format.rate(1.1 ** curve.elasticity! - 1)
          return (
            <figure key={`${curve.channel} ${curve.initiative}`}>
              <figcaption>
                {words.curve({ name, elasticity: more })}
                {curve.rule === 'usual' && <small>{words.usualCurve}</small>}
              </figcaption>
              <Plot curve={curve} name={name} planned={(line?.budget ?? 0) / weeks} currency={answer.currency} />
            </figure>
          )
        })}
      </div>
    </section>
  )
}

interface SpentWeek {
  week: string
  spend: number
  cv: number
  /** Some of its CVs are still to come. */
  isReckoned: boolean
}

/** The least spent first. */
function spentWeeks({ weeks }: ResponseCurve): SpentWeek[] {
  return weeks
    .filter(({ spend }) => spend > 0)
    .map(({ cv, arrived, ...week }) => ({ ...week, cv: cv / arrived, isReckoned: arrived < 1 }))
    .toSorted((a, b) => a.spend - b.spend)
}

interface PlotProps {
  curve: ResponseCurve
  name: string
  /** Spend a week. */
  planned: number
  currency: string
}

function Plot({ curve, name, planned, currency }: PlotProps) {
  const { say, format } = useLanguage()
  const words = say.allocation
  const spent = spentWeeks(curve)
  const [most, top] = [
    Math.max(curve.observed.high, planned),
    Math.max(
      1,
      ...spent.map(({ cv }) => cv),
      ...curve.points.map(({ high, spend }) => (spend >= curve.observed.low ? high : 0)),
    ),
  ]
  const x = (spend: number): number => margin.left + ((size.width - margin.left - margin.right) * spend) / most
  const y = (cv: number): number =>
    size.height - margin.bottom - ((size.height - margin.top - margin.bottom) * Math.min(cv, top)) / top
  const path = (of: 'cv' | 'low' | 'high', points = curve.points): string =>
    points.map((point) => `${x(point.spend)},${y(point[of])}`).join(' ')
  const tellWeek = ({ week, spend, cv }: SpentWeek): string[] => [
    format.fullDayRange(week, addDays(week, 6)),
    words.weekly(format.money(spend, currency)),
    `${format.reckoned(cv)} CV`,
  ]
  const least = Math.min(...spent.map(({ cv }) => cv))
  const label = words.curveSpoken({
    name,
    weeks: format.count(spent.length),
    least: format.reckoned(least),
    most: format.reckoned(Math.max(...spent.map(({ cv }) => cv))),
  })
  return (
    <div className="plot">
      <svg viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={label}>
        <g className="base">
          <line x1={margin.left} x2={size.width - margin.right} y1={y(0)} y2={y(0)} />
        </g>
        <text x={margin.left - 6} y={y(top)} dy="0.8em" textAnchor="end">
          {format.count(Math.round(top))}
        </text>
        <text x={margin.left - 6} y={y(0)} textAnchor="end">
          0
        </text>
        <text x={size.width - margin.right} y={size.height - 5} textAnchor="end">
          {words.weekly(format.money(most, currency))}
        </text>
        <polygon className="band" points={`${path('high')} ${path('low', curve.points.toReversed())}`} />
        <polyline className="line" points={path('cv')} />
        {spent.map(({ week, spend, cv, isReckoned }) => (
          <circle key={week} className={isReckoned ? 'reckoned' : undefined} cx={x(spend)} cy={y(cv)} r={3} />
        ))}
        {planned > 0 && <line className="planned" x1={x(planned)} x2={x(planned)} y1={margin.top} y2={y(0)} />}
      </svg>
      <PlotReader
        label={label}
        places={spent.map(({ spend }) => x(spend) / size.width)}
        tell={(at) => tellWeek(spent[at]!)}
      />
    </div>
  )
}
