// Quiet hours, what is told in them all the same, and reminders.
import { type FormEvent, useState } from 'react'
import { alertKindNames } from '#contract/alert-words.ts'
import type { AlertSettings } from '#contract/alerts.ts'
import { alertKinds } from '#contract/kinds.ts'
import { getJson, refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useLoaded } from '../use-loaded.ts'

const address = '/api/v1/alerts/settings'

export function QuietHours({ timezone }: { timezone: string }) {
  const { say } = useLanguage()
  const words = say.alerts
  const { data, error, retry } = useLoaded('alert settings', (signal) => getJson<AlertSettings>(address, signal))
  return (
    <section aria-labelledby="quiet-hours">
      <header className="section-head">
        <h2 id="quiet-hours">{words.settings}</h2>
        <span className="lighter">{words.quietHint(timezone)}</span>
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-row" />}
      {data && <Form settings={data} />}
    </section>
  )
}

function Form({ settings }: { settings: AlertSettings }) {
  const { say } = useLanguage()
  const words = say.alerts
  const mayChange = useMay('admin') ?? false
  const [quiet, setQuiet] = useState(settings.quiet !== null)
  const [told, setTold] = useState<string | null>(null)
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    try {
      await sendJson(address, settingsOf(quiet, new FormData(event.currentTarget)), { method: 'PUT' })
      setTold(words.saved)
    } catch (error) {
      setTold(refusalText(error, say))
    }
  }
  const { from, to } = settings.quiet ?? { from: '22:00', to: '07:00' }
  return (
    <form onSubmit={(event) => void save(event)}>
      <fieldset className="alert-form" disabled={!mayChange}>
        <div className="wide alert-hours">
          <label className="alert-tick">
            <input type="checkbox" checked={quiet} onChange={(event) => setQuiet(event.target.checked)} />
            {words.quietHours}
          </label>
          {quiet && (
            <>
              <input type="time" name="from" required aria-label={words.quietHours} defaultValue={from} />
              <span>{words.until}</span>
              <input type="time" name="to" required aria-label={words.until} defaultValue={to} />
            </>
          )}
        </div>
        {quiet && <Urgent settings={settings} />}
        <label>
          <span>{words.remind}</span>
          <input type="number" name="remind" min={0} max={90} required defaultValue={settings.remind_days} />
          <small>{words.remindHint}</small>
        </label>
        {mayChange && (
          <p className="alert-start">
            <button type="submit" className="action">
              {words.saveSettings}
            </button>
            <span role="status">{told}</span>
          </p>
        )}
      </fieldset>
    </form>
  )
}

function Urgent({ settings }: { settings: AlertSettings }) {
  const { say, code } = useLanguage()
  return (
    <div className="wide" role="group" aria-label={say.alerts.urgent}>
      <p className="lighter">{say.alerts.urgent}</p>
      <div className="alert-ticks">
        {alertKinds.map((kind) => (
          <label key={kind} className="alert-tick">
            <input type="checkbox" name="urgent" value={kind} defaultChecked={settings.urgent.includes(kind)} />
            {alertKindNames[code][kind]}
          </label>
        ))}
      </div>
    </div>
  )
}

function settingsOf(quiet: boolean, form: FormData): object {
  const urgent = quiet ? { urgent: form.getAll('urgent') } : {}
  const hours = quiet ? { from: form.get('from'), to: form.get('to') } : null
  return { quiet: hours, ...urgent, remind_days: Number(form.get('remind')) }
}
