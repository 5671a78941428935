// The overview: the answer in a sentence, then the chart that shows it, then the table to work in.
import type { PlanVersion } from '#contract/plan.ts'
import type { View } from '../address.ts'
import { weeksBetween } from '../days.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import type { Loaded } from '../use-loaded.ts'
import { ChannelTable } from './channel-table.tsx'
import type { Days, OverviewAnswers } from './questions.ts'
import { lastFullWeek } from './questions.ts'
import { Sentences } from './sentences.tsx'
import { WeeklyCharts } from './weekly-charts.tsx'

export interface OverviewData {
  plan: PlanVersion
  days: Days
  answers: OverviewAnswers
}

interface Props {
  loaded: Loaded<OverviewData>
  change: (part: Partial<View>) => void
}

export function Overview({ loaded, change }: Props) {
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

export function OverviewSkeleton() {
  const { say } = useLanguage()
  return (
    <Skeleton
      title={say.overview.title}
      shape={['sentence', 'sentence', 'short', 'short', 'chart', 'panels', 'rows']}
    />
  )
}
