// Drift: the answer in a sentence, measurement first, then the causes as a waterfall, and where they lie.
import { useMemo } from 'react'
import type { Extent } from '#contract/ask.ts'
import type { DriftFormat } from '#contract/drift-words.ts'
import type { DriftReport } from '#contract/drift.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { useParams } from '../address.ts'
import { fetched } from '../fetched.tsx'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { useLoaded } from '../use-loaded.ts'
import { askDrift, readAsked } from './asked.ts'
import { Choices } from './choices.tsx'
import { Measurement } from './measurement.tsx'
import { Pages } from './pages.tsx'
import { writtenParts } from './parts.ts'
import { Tree } from './tree.tsx'
import { Waterfall, signed } from './waterfall.tsx'
import './drift.css'

const DaysPlot = fetched(async () => (await import('./days-plot.tsx')).DaysPlot)
// comes while the figures are asked for
DaysPlot.fetch()

export function Drift({ plan, extent }: { plan: PlanVersion; extent: Extent }) {
  const { say } = useLanguage()
  const words = say.drift
  const [params, change] = useParams()
  const asked = readAsked(params, plan.plan)
  const key = JSON.stringify(['drift', asked, extent.to, plan.version])
  const { data: report, error, loading, retry } = useLoaded(key, (signal) => askDrift(asked, plan.plan, signal))
  if (!report && !error) return <DriftSkeleton />
  return (
    <div className="page drift" aria-busy={loading}>
      <h1>{words.title}</h1>
      {report && <Sentences report={report} />}
      <Choices asked={asked} plan={plan.plan} shown={report ?? null} change={change} />
      {error && (report ? <FailedNote error={error} retry={retry} stale /> : <Failed error={error} retry={retry} />)}
      {report && <Explained report={report} />}
    </div>
  )
}

/** How the report's numbers are written. */
function useDriftFormat({ metric, currency }: Pick<DriftReport, 'metric' | 'currency'>): DriftFormat {
  const { say, format } = useLanguage()
  return {
    value: (value) => (metric === 'cpa' ? format.money(value, currency) : format.rate(value)),
    money: (value) => format.money(value, currency),
    rate: (value) => format.rate(value),
    channel: (channel) => channelName(channel, say),
  }
}

function Sentences({ report }: { report: DriftReport }) {
  const { say, format } = useLanguage()
  const words = say.drift
  const own = useDriftFormat(report)
  const { before, after, target, point, of, caveats } = report
  const days = { after: format.dayRange(after.from, after.to), before: format.dayRange(before.from, before.to) }
  return (
    <div className="sentences">
      <p className="first">{unbroken(words.sentence(report, own))}</p>
      <p>
        {words.periods({ ...days, point: point.name, place: placeName(of, own) })}
        {target && after.value !== null && (
          <>
            {' '}
            {words.targetIs({
              target: own.money(target.cpa),
              after: signed(after.value - target.cpa, own.money),
              standing: signed(target.standing, own.money),
            })}
          </>
        )}
      </p>
      {caveats.map(({ code, message }) => (
        <p key={code} className="lighter">
          {say.told(message)}
        </p>
      ))}
    </div>
  )
}

function placeName({ channel, campaign }: DriftReport['of'], own: DriftFormat): string {
  return [channel && own.channel(channel), campaign].filter((name) => name !== '').join(' › ')
}

/** A sign stays on the line of its amount. */
const unbroken = (text: string): string => text.replaceAll(/[+−±] ?(?=\D)/g, '$&\u2060')

function Explained({ report }: { report: DriftReport }) {
  const { say, format: plain } = useLanguage()
  const words = say.drift
  const format = useDriftFormat(report)
  const split = report.causes.length > 0
  const parts = useMemo(() => writtenParts(report, plain), [report, plain])
  return (
    <>
      {(report.verdict !== 'blind' || report.measurement.length > 0) && <Measurement findings={report.measurement} />}
      {split && (
        <section aria-labelledby="drift-chart">
          <header className="section-head">
            <h2 id="drift-chart">{words.chart}</h2>
            <span className="lighter">{words.chartHint}</span>
          </header>
          <Waterfall report={report} parts={parts} />
        </section>
      )}
      {report.first && <Advice report={report} format={format} />}
      {split && <Tree key={JSON.stringify(report.of)} report={report} format={format} parts={parts} />}
      <section aria-labelledby="drift-dates">
        <header className="section-head">
          <h2 id="drift-dates">{words.dates}</h2>
          <span className="lighter">{words.datesHint({ days: String(report.dates.falseAlarmEveryDays) })}</span>
        </header>
        <Dates report={report} />
        <DaysPlot report={report} format={format} waiting={<div className="bone bone-chart" />} />
        <Marks report={report} />
      </section>
      {report.pages.length > 0 && <Pages pages={report.pages} format={format} />}
    </>
  )
}

function Advice({ report, format }: { report: DriftReport; format: DriftFormat }) {
  const { say } = useLanguage()
  const words = say.drift
  const { cause, place } = report.first!
  const metrics = { bidding: 'cpc', creative: 'ctr', landing: 'landing', page: 'cvr.session' } as const
  const fields = new URLSearchParams({
    new: '1',
    hypothesis: words.sentence(report, format),
    channel: place.channel,
    campaign: place.campaign ?? '',
    page: place.page ?? '',
    metric: cause in metrics ? metrics[cause as keyof typeof metrics] : 'cpa',
    point: report.point.id,
  })
  return (
    <section aria-labelledby="drift-todo">
      <header className="section-head">
        <h2 id="drift-todo">{words.todo}</h2>
      </header>
      <ul className="drift-advice">
        {words.advice[cause].map((advice) => (
          <li key={advice}>{advice}</li>
        ))}
      </ul>
      <p className="drift-next">
        <Link className="drift-add" href={`/actions?${fields}`}>
          {words.add}
        </Link>
        <Link href={`/actions?${new URLSearchParams({ channel: place.channel })}`}>{words.seeActions}</Link>
      </p>
    </section>
  )
}

function Dates({ report }: { report: DriftReport }) {
  const { say, format } = useLanguage()
  const words = say.drift
  const { changes } = report.dates
  if (changes.length === 0) return <p className="lighter">{words.noDates}</p>
  return (
    <ul className="drift-dates">
      {changes.map(({ series, direction, from, alarm }) => (
        <li key={`${series} ${from}`}>
          {words.date({
            series: series === 'metric' ? words.metrics[report.metric] : words.causes[series],
            up: direction === 'rise',
            from: format.day(from),
            alarm: format.day(alarm),
          })}
        </li>
      ))}
    </ul>
  )
}

/** The rules of the chart, each by its name. */
function Marks({ report: { marks } }: { report: DriftReport }) {
  const { say, format } = useLanguage()
  if (marks.length === 0) return null
  return (
    <ul className="drift-dates lighter">
      {marks.map(({ day, what, name }) => (
        <li key={`${day} ${what} ${name}`}>
          {format.day(day)} {say.drift.marks[what](name)}
        </li>
      ))}
    </ul>
  )
}

function DriftSkeleton() {
  const { say } = useLanguage()
  return <Skeleton title={say.drift.title} shape={['sentence', 'short', 'chart', 'rows']} />
}
