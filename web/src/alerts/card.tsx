// One alert: what happened, since when, how sure, what to do; taken on, muted; its history and messages.
import { useState } from 'react'
import { type AlertReader, alertKindNames, alertPages, tellAlert } from '#contract/alert-words.ts'
import type { Alert, AlertView } from '#contract/alerts.ts'
import { call, getJson, refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Attempts } from './deliveries.tsx'

interface Props {
  alert: Alert
  isMuted: boolean
  reader: AlertReader
  changed: () => void
}

export function AlertCard({ alert, isMuted, reader, changed }: Props) {
  const { say } = useLanguage()
  const words = say.alerts
  const { what, since, sure, todo } = tellAlert(alert, reader)
  const mayChange = useMay('editor') ?? false
  const [opened, setOpened] = useState(false)
  const kind = alertKindNames[reader.language][alert.kind]
  return (
    <article className={`alert-card ${alert.closedAt === null ? '' : 'over'}`} aria-label={what}>
      <p className="alert-kind">
        <span>{kind}</span> <States alert={alert} isMuted={isMuted} />
      </p>
      <h3>{what}</h3>
      <dl>
        <div>
          <dt>{words.since}</dt>
          <dd>{since}</dd>
        </div>
        <div>
          <dt>{words.sure}</dt>
          <dd>{sure}</dd>
        </div>
        <div>
          <dt>{words.todo}</dt>
          <dd>{todo}</dd>
        </div>
      </dl>
      <p className="alert-moves">
        <Link href={alertPages[alert.kind]}>{words.look}</Link>
        {mayChange && alert.closedAt === null && (
          <Moves alert={alert} isMuted={isMuted} what={what} changed={changed} />
        )}
      </p>
      <details onToggle={(event) => setOpened(event.currentTarget.open)}>
        <summary>{words.details}</summary>
        {opened && <Details alert={alert} />}
      </details>
    </article>
  )
}

/** Muted until it is over is kept as a day that nobody lives to see. */
const always = Date.UTC(2100, 0, 1)

function States({ alert, isMuted }: Omit<Props, 'changed' | 'reader'>) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.alerts
  const { closedAt, acknowledgedBy, mutedUntil } = alert
  const muted = (mutedUntil ?? 0) > always ? words.muted : words.mutedUntil(times.day(mutedUntil ?? 0))
  const states = [
    closedAt !== null && `${words.over} ${times.instant(closedAt)}`,
    acknowledgedBy !== '' && words.takenOn(acknowledgedBy),
    closedAt === null && isMuted && muted,
  ].filter((state) => state !== false)
  return <small>{states.join(' · ')}</small>
}

function Moves({ alert, isMuted, what, changed }: Omit<Props, 'reader'> & { what: string }) {
  const { say } = useLanguage()
  const words = say.alerts
  const [refused, setRefused] = useState<string | null>(null)
  const address = `/api/v1/alerts/${encodeURIComponent(alert.id)}`
  const move = async (work: () => Promise<unknown>) => {
    try {
      await work()
      changed()
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  const mute = (days: number) => move(() => sendJson(`${address}/mute`, { days }))
  const moves: [string, () => Promise<void>][] = isMuted
    ? [[words.unmute, () => move(() => call(`${address}/mute`, { method: 'DELETE' }))]]
    : [
        [words.muteWeek, () => mute(7)],
        [words.mute, () => mute(0)],
      ]
  if (alert.acknowledgedBy === '')
    moves.unshift([words.takeOn, () => move(() => sendJson(`${address}/acknowledge`, {}))])
  return (
    <>
      {moves.map(([name, run]) => (
        <button key={name} type="button" className="quiet" aria-label={`${name}: ${what}`} onClick={() => void run()}>
          {name}
        </button>
      ))}
      {refused !== null && <span role="alert">{refused}</span>}
    </>
  )
}

/** Asked for when it is opened. */
function Details({ alert }: { alert: Alert }) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.alerts
  const key = `alert ${alert.id} ${alert.updatedAt} ${alert.acknowledgedBy} ${alert.mutedUntil}`
  const { data, error, retry } = useLoaded(key, (signal) =>
    getJson<AlertView>(`/api/v1/alerts/${encodeURIComponent(alert.id)}`, signal),
  )
  if (error && !data) return <FailedNote error={error} retry={retry} />
  if (!data) return <div className="bone bone-row" />
  return (
    <>
      <ul>
        {data.events.map(({ what, by, at, note }) => (
          <li key={`${what} ${at}`}>
            {times.instant(at)} {words.events[what]}
            {`, ${by === '' ? words.byItself : by}`}
            {note !== '' && `: ${note}`}
          </li>
        ))}
      </ul>
      {data.messages.length === 0 && <p>{words.noMessages}</p>}
      {data.messages.map((message) => (
        <div key={message.id}>
          {message.recipient.name} ({words.kinds[message.recipient.kind]}): {words.states[message.state]}
          <Attempts message={message} />
        </div>
      ))}
    </>
  )
}
