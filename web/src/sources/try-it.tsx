// Trying a connection: a test event sent, or the first real one waited for; what arrived, or what is wrong.
import { useEffect, useRef, useState } from 'react'
import type { RecentAnswer, RecentEvent, Rejection } from '#contract/recent.ts'
import type { TestSent } from '#contract/sources.ts'
import { getJson, refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import type { Told } from '../told/told.ts'
import type { ConnectWords } from './connect-words.ts'

interface Props {
  /** Whose events are waited for; undefined: anybody's. */
  source: string | undefined
  /** A key in hand, with which the server can send. */
  testKey: string | undefined
  about: keyof ConnectWords['reasons']
  changed: () => void
}

type State =
  | { at: 'rest' | 'sending' | 'nothing' | 'notStored' }
  | { at: 'waiting'; seconds: number; refused: Rejection | undefined }
  | { at: 'arrived'; event: RecentEvent }
  | { at: 'tested'; source: string; seconds: number }
  | { at: 'refused'; reason: string }

const patienceSeconds = 60
const lookEveryMs = 1_000

export function TryIt({ source, testKey, about, changed }: Props) {
  const { say } = useLanguage()
  const words = say.sources.connecting
  const [state, setState] = useState<State>({ at: 'rest' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const run = async (work: (signal: AbortSignal, show: (state: State) => void) => Promise<State>) => {
    running.current?.abort()
    const abort = new AbortController()
    running.current = abort
    try {
      const end = await work(abort.signal, (next) => !abort.signal.aborted && setState(next))
      if (!abort.signal.aborted) setState(end)
      changed()
    } catch (error) {
      if (!abort.signal.aborted) setState({ at: 'refused', reason: refusalText(error, say) })
    }
  }
  const stop = () => {
    running.current?.abort()
    setState({ at: 'rest' })
  }
  const busy = state.at === 'sending' || state.at === 'waiting'
  return (
    <div className="try-it">
      <p>
        {testKey !== undefined && (
          <button
            type="button"
            className="action"
            aria-describedby="test-hint"
            disabled={busy}
            onClick={() => void run((signal, show) => sendTest(testKey, say.told, signal, show))}
          >
            {words.test}
          </button>
        )}
        <button
          type="button"
          className="quiet"
          aria-describedby="wait-hint"
          onClick={busy ? stop : () => void run((signal, show) => waitFor(source, signal, show))}
        >
          {busy ? words.stop : state.at === 'nothing' ? words.again : words.wait}
        </button>
      </p>
      <Hints mayTest={testKey !== undefined} />
      <div role="status">
        <Outcome state={state} about={about} />
      </div>
    </div>
  )
}

function Hints({ mayTest }: { mayTest: boolean }) {
  const { say } = useLanguage()
  const words = say.sources.connecting
  return (
    <p className="try-it-hints">
      {mayTest && (
        <span id="test-hint">
          {words.test}: {words.testHint}
        </span>
      )}
      <span id="wait-hint">{mayTest ? `${words.wait}: ${words.waitHint}` : words.waitHint}</span>
    </p>
  )
}

function Outcome({ state, about }: { state: State; about: Props['about'] }) {
  const { say, format } = useLanguage()
  const words = say.sources.connecting
  switch (state.at) {
    case 'rest':
      return null
    case 'sending':
      return <p>{words.sending}</p>
    case 'notStored':
      return <p className="doubtful">{words.notStored}</p>
    case 'refused':
      return <p className="doubtful">{words.refused(state.reason)}</p>
    case 'arrived':
      return <p className="well">{words.arrived(state.event)}</p>
    case 'tested':
      return <p className="well">{words.tested({ source: state.source, seconds: format.count(state.seconds) })}</p>
    case 'waiting':
      return (
        <>
          <p>{words.waiting(format.count(state.seconds))}</p>
          {state.refused && <Refused rejection={state.refused} />}
        </>
      )
    case 'nothing':
      return (
        <>
          <p className="doubtful">{words.nothing}</p>
          <ul>
            {words.reasons[about].map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </>
      )
  }
}

function Refused({ rejection: { index, field, reason } }: { rejection: Rejection }) {
  const { say } = useLanguage()
  const why = index === null ? (say.events.dropped[reason] ?? reason) : say.told(reason)
  return <p className="doubtful">{say.sources.connecting.refusedHere(field === '' ? why : `${field} – ${why}`)}</p>
}

/** Sends it, then looks for it among the latest events until it is stored. */
async function sendTest(key: string, told: Told, signal: AbortSignal, show: (state: State) => void): Promise<State> {
  show({ at: 'sending' })
  const began = performance.now()
  const sent = await sendJson<TestSent>('/api/v1/sources/test', { key }, { signal })
  if (!sent.accepted) return { at: 'refused', reason: [sent.reason, sent.hint].filter(Boolean).map(told).join(' ') }
  for (let second = 0; second < patienceSeconds; second++) {
    const { events } = await latest(sent.source, signal)
    if (events.some(({ id }) => id === sent.id)) {
      return {
        at: 'tested',
        source: sent.source,
        seconds: Math.max(1, Math.round((performance.now() - began) / 1_000)),
      }
    }
    await pause(signal)
  }
  return { at: 'notStored' }
}

/** Waits for what arrives from now on, and tells meanwhile what was refused. */
async function waitFor(source: string | undefined, signal: AbortSignal, show: (state: State) => void): Promise<State> {
  const { now: since } = await latest(source, signal)
  for (let second = 0; second < patienceSeconds; second++) {
    const { events, rejections } = await latest(source, signal)
    const event = events.find(({ receivedAt }) => receivedAt >= since)
    if (event) return { at: 'arrived', event }
    show({ at: 'waiting', seconds: patienceSeconds - second, refused: rejections.find(({ at }) => at >= since) })
    await pause(signal)
  }
  return { at: 'nothing' }
}

/** Events of the source, and what was refused of it or of somebody unknown. */
async function latest(source: string | undefined, signal: AbortSignal): Promise<RecentAnswer> {
  const of = source === undefined ? '' : `&source=${encodeURIComponent(source)}`
  const own = await getJson<RecentAnswer>(`/api/v1/events/recent?limit=20${of}`, signal)
  if (source === undefined || own.rejections.length > 0) return own
  const strangers = await getJson<RecentAnswer>('/api/v1/events/recent?limit=20&source=', signal)
  return { ...own, rejections: strangers.rejections }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, lookEveryMs)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(new DOMException('Stopped', 'AbortError'))
    })
  })
}
