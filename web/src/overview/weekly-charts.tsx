// Conversions by week: the macro CV large, the micros beside each other below it, each on its own zero-based scale.
import { type KeyboardEvent, useState } from 'react'
import type { Figure } from '#contract/ask.ts'
import type { Point } from '#contract/plan.ts'
import { addDays } from '../days.ts'
import { figureText, maturityText } from '../figure/figure-text.ts'
import { FigureButton, type Shown } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import { type OverviewAnswers, showFigure } from './questions.ts'
import { WeekPlot } from './week-plot.tsx'
import { WeekTable } from './week-table.tsx'

interface Props {
  answers: OverviewAnswers
  weeks: readonly string[]
  lastWeek: string | undefined
}

/** One point's weeks, for the chart and its table. */
export interface WeekSeries {
  point: Point
  weeks: { week: string; range: string; figure: Figure | undefined; shown: Shown | undefined; over: boolean }[]
}

export function WeeklyCharts({ answers, weeks, lastWeek }: Props) {
  const { say } = useLanguage()
  const [asTable, setAsTable] = useState(false)
  const [pointed, setPointed] = useState<number | null>(null)
  const series = useSeries({ answers, weeks, lastWeek })
  const rest = lastWeek ? weeks.indexOf(lastWeek) : weeks.length - 1
  const index = Math.min(pointed ?? rest, weeks.length - 1)
  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    setPointed(Math.max(0, Math.min(weeks.length - 1, index + by)))
  }
  return (
    <section>
      <header className="section-head">
        <h2>{say.overview.chart}</h2>
        {!asTable && <span className="lighter">{say.overview.band}</span>}
        <button type="button" className="quiet" onClick={() => setAsTable(!asTable)}>
          {asTable ? say.overview.asChart : say.overview.asTable}
        </button>
      </header>
      {asTable ? (
        <WeekTable series={series} />
      ) : (
        <div className="panels" onPointerLeave={() => setPointed(null)} onKeyDown={step}>
          <WeekScrubber series={series} index={index} onChange={setPointed} />
          {series.map((each) => (
            <Panel key={each.point.id} series={each} index={index} pointed={pointed !== null} onPoint={setPointed} />
          ))}
        </div>
      )}
    </section>
  )
}

function useSeries({ answers, weeks, lastWeek }: Props): WeekSeries[] {
  const { format } = useLanguage()
  return answers.map(({ point, byWeek }) => ({
    point,
    weeks: weeks.map((week) => {
      const range = format.dayRange(week, addDays(week, 6))
      const shown = showFigure(byWeek, point, { week }, 'cv', { label: point.name, place: range })
      return { week, range, figure: shown?.figure, shown, over: lastWeek !== undefined && week <= lastWeek }
    }),
  }))
}

/** The week read out, moved with the arrow keys; seen only while it has the focus. */
function WeekScrubber(props: { series: WeekSeries[]; index: number; onChange: (index: number) => void }) {
  const { say, format } = useLanguage()
  const { series, index, onChange } = props
  const spoken = series.map(({ point, weeks }) => {
    const shown = weeks[index]?.shown
    return `${point.name} ${shown ? figureText(shown.figure, shown.definition, format, say).spoken : format.count(0)}`
  })
  return (
    <input
      className="scrubber"
      type="range"
      min={0}
      max={(series[0]?.weeks.length ?? 1) - 1}
      value={index}
      aria-label={say.overview.scrub}
      aria-valuetext={`${series[0]?.weeks[index]?.range}: ${spoken.join('; ')}`}
      onChange={(event) => onChange(Number(event.target.value))}
    />
  )
}

function Panel(props: { series: WeekSeries; index: number; pointed: boolean; onPoint: (index: number) => void }) {
  const { say, format } = useLanguage()
  const { series, index, pointed, onPoint } = props
  const { point, weeks } = series
  const current = weeks[index]
  const macro = point.tier === 'macro'
  return (
    <figure className={macro ? 'panel panel-macro' : 'panel'}>
      <figcaption>
        <span className="panel-name">{point.name}</span>
        <span className="panel-readout">
          {current?.shown ? <FigureButton shown={current.shown} layout="readout" tabIndex={0} /> : format.count(0)}
          <span className="lighter">
            {current?.range}
            {current && !current.over && ` (${say.overview.soFar})`}
          </span>
        </span>
      </figcaption>
      {weeks.some(({ figure }) => figure?.maturity) && (
        <p className="panel-maturity lighter">
          {current?.figure?.maturity && maturityText(current.figure.maturity, format, say)}
        </p>
      )}
      <WeekPlot series={series} macro={macro} index={index} pointed={pointed} onPoint={onPoint} />
    </figure>
  )
}
