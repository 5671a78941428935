// Events as they arrive, and those that were rejected, with the reason; asked again every few seconds.
import { useState } from 'react'
import type { EventNames, RecentAnswer } from '#contract/recent.ts'
import { useParams } from '../address.ts'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { Steps } from '../shell/steps.tsx'
import { TimedTitle } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { ArrivedTable, RejectedTable } from './tables.tsx'
import { useLive } from './use-live.ts'
import './events.css'

export function Events() {
  const { say } = useLanguage()
  const [params, change] = useParams()
  const [paused, setPaused] = useState(false)
  const filters = { name: params.get('name'), source: params.get('source'), junk: params.get('junk') }
  const query = new URLSearchParams(Object.entries(filters).flatMap(([key, value]) => (value ? [[key, value]] : [])))
  const { data, error, retry } = useLive(`events ${query}`, paused, (signal) =>
    getJson<RecentAnswer>(`/api/v1/events/recent?${query}`, signal),
  )
  const names = useLoaded('event names', (signal) => getJson<EventNames>('/api/v1/events/names', signal))
  if (!data && error) return <Failed error={error} retry={retry} />
  if (!data) return <Skeleton title={say.events.title} shape={['sentence', 'short', 'rows']} />
  const nothing = data.events.length + data.rejections.length === 0
  if (nothing && query.size === 0) return <Steps {...say.events.empty} />
  return (
    <div className="page events">
      <TimedTitle>{say.events.title}</TimedTitle>
      {error && <FailedNote error={error} retry={retry} stale />}
      <Sentence answer={data} />
      <div className="event-filters">
        <Pause paused={paused} change={setPaused} />
        <Choice
          label={say.events.name}
          value={filters.name}
          values={names.data?.names}
          change={(name) => change({ name })}
        />
        <Choice
          label={say.events.source}
          value={filters.source}
          values={names.data?.sources}
          change={(source) => change({ source })}
        />
        <label className="only-junk">
          <input
            type="checkbox"
            checked={filters.junk === 'true'}
            onChange={(event) => change({ junk: event.target.checked ? 'true' : null })}
          />
          <span>{say.events.onlyJunk}</span>
        </label>
      </div>
      <RejectedTable answer={data} />
      <ArrivedTable answer={data} />
    </div>
  )
}

function Sentence({ answer: { events, rejections, waiting, now } }: { answer: RecentAnswer }) {
  const { say, format } = useLanguage()
  const [newest] = events
  const [latest] = rejections
  const ago = (ms: number): string => format.ago(now - ms)
  return (
    <div className="sentences" aria-live="off">
      {newest && (
        <p className="first">
          {say.events.newest({ name: newest.name, source: newest.source, ago: ago(newest.receivedAt) })}
        </p>
      )}
      <p>
        {latest
          ? say.events.rejections({ count: format.count(rejections.length), ago: ago(latest.at) })
          : say.events.noRejection}{' '}
        {waiting > 0 && say.events.waiting(format.count(waiting))}
      </p>
    </div>
  )
}

function Pause({ paused, change }: { paused: boolean; change: (paused: boolean) => void }) {
  const { say } = useLanguage()
  return (
    <span className={`live${paused ? ' paused' : ''}`}>
      <span role="status">{paused ? say.events.paused : say.events.live}</span>
      <button type="button" className="quiet" onClick={() => change(!paused)}>
        {paused ? say.events.resume : say.events.pause}
      </button>
    </span>
  )
}

interface ChoiceProps {
  label: string
  value: string | null
  values: readonly string[] | undefined
  change: (value: string | null) => void
}

function Choice({ label, value, values = [], change }: ChoiceProps) {
  const { say } = useLanguage()
  const shown = value === null || values.includes(value) ? values : [value, ...values]
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={value ?? ''} onChange={(event) => change(event.target.value || null)}>
        <option value="">{say.events.all}</option>
        {shown.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  )
}
