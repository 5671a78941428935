// Alerts: what is open and what to do about it, what is over, what was delivered, and who is told.
import { useMemo, useState } from 'react'
import type { Alert, AlertReport, MessageView } from '#contract/alerts.ts'
import type { AlertReader } from '#contract/alert-words.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { currentPlan, getJson, refusalText, sendJson } from '../api.ts'
import { ChannelNames, useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { PlanZone, TimedTitle, useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { AlertCard } from './card.tsx'
import { Deliveries } from './deliveries.tsx'
import { QuietHours } from './quiet-hours.tsx'
import { Recipients } from './recipients.tsx'
import './alerts.css'

interface Shown {
  report: AlertReport
  /** When it was loaded, epoch milliseconds. */
  now: number
  messages: MessageView[]
  plan: PlanVersion | null
}

export function Alerts() {
  const { say } = useLanguage()
  const [changes, setChanges] = useState(0)
  const { data, error, retry } = useLoaded<Shown>(`alerts ${changes}`, async (signal) => {
    const [report, { messages }, plan] = await Promise.all([
      getJson<AlertReport>('/api/v1/alerts', signal),
      getJson<{ messages: MessageView[] }>('/api/v1/alerts/messages', signal),
      currentPlan(signal),
    ])
    return { report, messages, plan, now: Date.now() }
  })
  if (error && !data) return <Failed error={error} retry={retry} />
  if (!data) return <Skeleton title={say.alerts.title} shape={['sentence', 'rows']} />
  return (
    // as messages tell it: without a plan they cannot know the zone of whoever reads them
    <PlanZone zone={data.report.timezone}>
      <ChannelNames rules={data.plan?.plan.channels}>
        <div className="page alerts">
          <TimedTitle>{say.alerts.title}</TimedTitle>
          {error && <FailedNote error={error} retry={retry} stale />}
          <Content {...data} changed={() => setChanges((count) => count + 1)} />
        </div>
      </ChannelNames>
    </PlanZone>
  )
}

function Content({ report, messages, now, changed }: Shown & { changed: () => void }) {
  const { say, code } = useLanguage()
  const words = say.alerts
  const mayConfigure = useMay('editor') ?? false
  const { timezone, alerts } = report
  const reader = useMemo<AlertReader>(
    () => ({ language: code, timezone, channels: say.channels }),
    [code, timezone, say.channels],
  )
  const isSettled = (alert: Alert): boolean => alert.acknowledgedBy !== '' || (alert.mutedUntil ?? 0) > now
  const stillOpen = alerts.filter(({ closedAt }) => closedAt === null)
  // what nobody has seen to yet stands first
  const open = [...stillOpen.filter((alert) => !isSettled(alert)), ...stillOpen.filter(isSettled)]
  const closed = alerts.filter(({ closedAt }) => closedAt !== null)
  return (
    <>
      <Answer report={report} open={open.length} changed={changed} />
      {open.length > 0 && (
        <section className="open-alerts">
          <h2 className="hidden">{words.openOnes}</h2>
          <Cards alerts={open} now={now} reader={reader} changed={changed} />
        </section>
      )}
      {mayConfigure && <Recipients changed={changed} />}
      {mayConfigure && <QuietHours timezone={timezone} />}
      <section>
        <header className="section-head">
          <h2 id="deliveries">{words.messages}</h2>
          <span className="lighter">{words.messagesHint}</span>
        </header>
        <Deliveries messages={messages} />
      </section>
      <section>
        <header className="section-head">
          <h2>{words.closed}</h2>
        </header>
        {closed.length === 0 ? (
          <p className="lighter">{words.noHistory}</p>
        ) : (
          <Cards alerts={closed} now={now} reader={reader} changed={changed} />
        )}
      </section>
    </>
  )
}

interface CardsProps {
  alerts: readonly Alert[]
  now: number
  reader: AlertReader
  changed: () => void
}

function Cards({ alerts, now, ...rest }: CardsProps) {
  return (
    <div className="alert-cards">
      {alerts.map((alert) => (
        <AlertCard key={alert.id} alert={alert} isMuted={(alert.mutedUntil ?? 0) > now} {...rest} />
      ))}
    </div>
  )
}

function Answer({ report, open, changed }: { report: AlertReport; open: number; changed: () => void }) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.alerts
  const mayCheck = useMay('editor') ?? false
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const check = async () => {
    setBusy(true)
    try {
      await sendJson('/api/v1/alerts/check')
      setRefused(null)
      changed()
    } catch (error) {
      setRefused(refusalText(error, say))
    }
    setBusy(false)
  }
  const { checkedAt, notChecked } = report
  const quiet = notChecked.length > 0 ? words.quietPartly : words.quietNow
  return (
    <div className="sentences">
      <p className="first">{open > 0 ? words.open(open) : checkedAt === null ? words.notYet : quiet}</p>
      <p className="alert-checked">
        {checkedAt !== null && <span>{words.checked(times.instant(checkedAt))}</span>}
        {mayCheck && (
          <button type="button" className="quiet" disabled={busy} aria-busy={busy} onClick={() => void check()}>
            {busy ? words.checking : words.check}
          </button>
        )}
      </p>
      {refused !== null && <p role="alert">{refused}</p>}
      {notChecked.map(({ what, why }) => (
        <p key={what} className="lighter">
          {words.couldNot(words.parts[what], say.told(why))}
        </p>
      ))}
    </div>
  )
}
