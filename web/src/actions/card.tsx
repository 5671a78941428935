// One action: what was changed and why, its state, and what it did in words.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Action, ActionChange, ActionState, ActionView, MeasuredAction } from '#contract/actions.ts'
import { getJson, refusalText, sendJson } from '../api.ts'
import { channelName } from '../language/channel-name.ts'
import type { Format } from '../language/format.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'

export type ListedAction = Action & { overdue: boolean }

interface Props {
  action: ListedAction
  mayChange: boolean
  changed: () => void
}

export function ActionCard({ action, mayChange, changed }: Props) {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.actions
  const { change, hypothesis, owner, due, started, overdue, expected, state, history } = action
  const begun = started !== null && state !== 'planned'
  return (
    <article className="action-card" aria-label={change}>
      <h3>{change}</h3>
      <p className="action-about">
        <span>{placeOf(action, words.everywhere, (channel) => channelName(channel, say))}</span>
        {owner !== '' && <span>{owner}</span>}
        {started !== null && <span>{words.since(format.day(started))}</span>}
        {due !== null && (state === 'planned' || state === 'running') && (
          <span className={overdue ? 'overdue' : undefined}>
            {words.dueOn(format.day(due))}
            {overdue && `, ${words.overdue}`}
          </span>
        )}
      </p>
      <p>
        <small>{words.because}</small> {hypothesis}
      </p>
      {begun ? (
        <Effect action={action} />
      ) : (
        expected !== null && (
          <p className="lighter">{words.expectedToo(`${signedPercent(expected)} ${words.metrics[action.metric]}`)}</p>
        )
      )}
      {mayChange && <Moves action={action} changed={changed} />}
      {history.length > 1 && (
        <details>
          <summary>{words.history}</summary>
          <ul>
            {history.map(({ state: was, note, by, at }) => (
              <li key={at}>
                {times.day(at)} {words.states[was]}, {by}
                {note !== '' && `: ${note}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  )
}

function placeOf({ channel, campaign, page }: Action, everywhere: string, nameOf: (channel: string) => string): string {
  const parts = [channel === '' ? '' : nameOf(channel), campaign, page].filter((part) => part !== '')
  return parts.length > 0 ? parts.join(' › ') : everywhere
}

function signedPercent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.round(Math.abs(share) * 100)} %`
}

/** Asked for by itself, when it comes into view: each takes the server a while. */
function Effect({ action }: { action: ListedAction }) {
  const { say, format } = useLanguage()
  const words = say.actions
  const [place, seen] = useSeen()
  const key = seen ? `action ${action.id} ${action.changedAt}` : null
  const { data, error, retry } = useLoaded(key, (signal) =>
    getJson<ActionView>(`/api/v1/actions/${encodeURIComponent(action.id)}`, signal),
  )
  if (error && !data) return <FailedNote error={error} retry={retry} />
  if (!data)
    return (
      <p ref={place} className="lighter">
        {words.measuring}
      </p>
    )
  const { effect, noEffect, expected, metric } = data
  return (
    <p className={`action-effect ${effect?.verdict ?? 'none'}`}>
      {effect ? words.effectOf(metric, { ...effect, ...daysOf(effect, format) }) : words.noEffect[noEffect!]}
      {expected !== null && ` ${words.expectedToo(signedPercent(expected))}`}
    </p>
  )
}

/** With the year, since an effect may be an old one. */
function daysOf({ from, to }: MeasuredAction, format: Format): { from: string; to: string } {
  return { from: format.fullDay(from), to: format.fullDay(to) }
}

/** Whether what it stands on has come into view. */
function useSeen() {
  const place = useRef<HTMLParagraphElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (seen || !place.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [seen])
  return [place, seen] as const
}

const nextStates: Record<ActionState, readonly ActionState[]> = {
  planned: ['running', 'dropped'],
  running: ['done', 'dropped'],
  done: [],
  dropped: ['planned'],
}

function Moves({ action, changed }: { action: ListedAction; changed: () => void }) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.actions
  const [refused, setRefused] = useState<string | null>(null)
  const names = { running: words.start, done: words.done, dropped: words.drop, planned: words.reopen }
  const move = async (change: ActionChange) => {
    try {
      await sendJson(`/api/v1/actions/${encodeURIComponent(action.id)}`, change, { method: 'PUT' })
      changed()
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  const begin = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const started = new FormData(event.currentTarget).get('started')
    void move({ state: 'running', started: typeof started === 'string' ? started : null })
  }
  return (
    <div className="action-moves">
      {nextStates[action.state].map((state) =>
        state === 'running' ? (
          <form key={state} onSubmit={begin}>
            <input type="date" name="started" required aria-label={words.startsOn} defaultValue={times.today()} />
            <button type="submit" className="quiet" aria-label={`${names[state]}: ${action.change}`}>
              {names[state]}
            </button>
          </form>
        ) : (
          <button
            key={state}
            type="button"
            className="quiet"
            aria-label={`${names[state]}: ${action.change}`}
            onClick={() => void move({ state })}
          >
            {names[state]}
          </button>
        ),
      )}
      {refused !== null && <p role="alert">{refused}</p>}
    </div>
  )
}
