// The overview: the answer in a sentence, then the chart that shows it, then the table to work in.
import type { PlanVersion } from '#contract/plan.ts'
import type { View } from '../address.ts'
import { weeksBetween } from '../days.ts'
import { FigureDialog } from '../figure/shown-figure.tsx'
import { useLanguage } from '../language/language.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { type Loaded, useLoaded } from '../use-loaded.ts'
import { ChannelTable } from './channel-table.tsx'
import { OverviewSkeleton } from './overview-skeleton.tsx'
import { type Days, type OverviewAnswers, askOverview, lastFullWeek } from './questions.ts'
import { Sentences } from './sentences.tsx'
import { WeeklyCharts } from './weekly-charts.tsx'

interface OverviewData {
  plan: PlanVersion
  days: Days
  answers: OverviewAnswers
}

interface Props {
  plan: PlanVersion
  days: Days
  view: View
  change: (part: Partial<View>) => void
}

export function Overview({ plan, days, view, change }: Props) {
  const key = JSON.stringify(['overview', days, view.plan, plan.version])
  const loaded = useLoaded<OverviewData>(key, async (signal) => ({
    plan,
    days,
    answers: await askOverview(days, view, plan.plan.points, signal),
  }))
  if (loaded.error && !loaded.data) return <Failed error={loaded.error} retry={loaded.retry} />
  return (
    <FigureDialog>
      <Answered loaded={loaded} change={change} />
    </FigureDialog>
  )
}

function Answered({ loaded, change }: { loaded: Loaded<OverviewData>; change: Props['change'] }) {
  const { say } = useLanguage()
  const { data, error, loading, retry } = loaded
  if (!data) return <OverviewSkeleton />
  const { plan, days, answers } = data
  const weeks = weeksBetween(days.from, days.to, plan.plan.week_start)
  const lastWeek = lastFullWeek(weeks, days, plan.plan.timezone)
  return (
    <div className="page" aria-busy={loading}>
      <h1>{say.overview.title}</h1>
      {error && <FailedNote error={error} retry={retry} stale />}
      {isEmpty(data) ? (
        <NothingInPeriod showAll={() => change({ period: 'all', from: null, to: null })} />
      ) : (
        <>
          <Sentences answers={answers} lastWeek={lastWeek} />
          <WeeklyCharts answers={answers} weeks={weeks} lastWeek={lastWeek} />
          <ChannelTable answers={answers} />
          <Notes answers={answers} />
        </>
      )}
    </div>
  )
}

function isEmpty({ answers }: OverviewData): boolean {
  return answers.every(({ byWeek, byChannel }) => byWeek.answer.rows.length + byChannel.answer.rows.length === 0)
}

function NothingInPeriod({ showAll }: { showAll: () => void }) {
  const { say } = useLanguage()
  return (
    <section className="steps">
      <h2>{say.empty.noRows.title}</h2>
      <p>{say.empty.noRows.text}</p>
      <button type="button" className="action" onClick={showAll}>
        {say.empty.noRows.action}
      </button>
    </section>
  )
}

/** What the answers ask to be known of their figures, each once. */
function Notes({ answers }: { answers: OverviewAnswers }) {
  const { say } = useLanguage()
  const asked = answers.flatMap(({ byWeek, byChannel, total }) => [byWeek, byChannel, total])
  const messages = new Set(asked.flatMap(({ answer }) => answer.caveats.map(({ message }) => say.told(message))))
  if (messages.size === 0) return null
  return (
    <section className="notes" aria-labelledby="notes-title">
      <h2 id="notes-title">{say.overview.notes}</h2>
      <ul>
        {[...messages].map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </section>
  )
}
