// When reports are made by themselves, and a form for one more.
import { type FormEvent, useState } from 'react'
import type { ReportScheduleView } from '#contract/reports.ts'
import { getJson, refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useLoaded } from '../use-loaded.ts'
import { useRecipients } from './recipients.ts'

const path = '/api/v1/reports/schedules'

export function Schedules({ mayChange }: { mayChange: boolean }) {
  const { say } = useLanguage()
  const words = say.reports
  const [changes, setChanges] = useState(0)
  const [refused, refuse] = useState('')
  const { data, error, retry } = useLoaded(`report schedules ${changes}`, (signal) =>
    getJson<{ schedules: ReportScheduleView[] }>(path, signal),
  )
  const changed = () => setChanges((count) => count + 1)
  const remove = (id: string) => {
    sendJson(`${path}/${id}`, undefined, { method: 'DELETE' }).then(changed, (failure: unknown) =>
      refuse(refusalText(failure, say)),
    )
  }
  return (
    <section aria-labelledby="report-schedules">
      <header className="section-head">
        <h2 id="report-schedules">{words.schedules}</h2>
        <small className="lighter">{words.schedulesHint}</small>
      </header>
      {error && <FailedNote error={error} retry={retry} />}
      {data?.schedules.length === 0 && <p className="lighter">{words.noSchedules}</p>}
      {data && data.schedules.length > 0 && (
        <ul className="schedules">
          {data.schedules.map((schedule) => (
            <li key={schedule.id}>
              <Told schedule={schedule} />{' '}
              {mayChange && (
                <button type="button" className="quiet" onClick={() => remove(schedule.id)}>
                  {words.remove}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      <p role="status">{refused}</p>
      {mayChange && <NewSchedule added={changed} />}
    </section>
  )
}

function Told({ schedule }: { schedule: ReportScheduleView }) {
  const { say, format } = useLanguage()
  const words = say.reports
  const { period, on, hour, language, recipients, next, timezone } = schedule
  return (
    <>
      {words.schedule({ period, on, hour: `${hour}:00`, next: format.instant(next, timezone), zone: timezone })}{' '}
      <span className="lighter">
        {words.languages[language]} → {recipients.join(', ') || words.toNobody}
      </span>
    </>
  )
}

function NewSchedule({ added }: { added: () => void }) {
  const { say } = useLanguage()
  const words = say.reports
  const [period, setPeriod] = useState<'week' | 'month'>('week')
  const [told, tell] = useState('')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const body = {
      period,
      on: Number(given.get('on')),
      hour: Number(given.get('hour')),
      language: given.get('language'),
      recipients: given.getAll('recipient'),
    }
    sendJson(path, body).then(
      () => {
        tell(words.added)
        added()
      },
      (error: unknown) => tell(refusalText(error, say)),
    )
  }
  const days = period === 'week' ? words.weekdays : Array.from({ length: 28 }, (_, index) => String(index + 1))
  return (
    <details className="record-change">
      <summary>{words.add}</summary>
      <form onSubmit={submit}>
        <label className="choice">
          <span>{words.rhythm}</span>
          <select value={period} onChange={(event) => setPeriod(event.target.value as 'week' | 'month')}>
            <option value="week">{words.everyWeek}</option>
            <option value="month">{words.everyMonth}</option>
          </select>
        </label>
        <label className="choice">
          <span>{period === 'week' ? words.weekday : words.monthday}</span>
          <select name="on">
            {days.map((day, index) => (
              <option key={day} value={index + 1}>
                {day}
              </option>
            ))}
          </select>
        </label>
        <HourAndLanguage />
        <ToWhom />
        <button type="submit" className="action">
          {words.add}
        </button>
        <p role="status">{told}</p>
      </form>
    </details>
  )
}

function HourAndLanguage() {
  const { say, code } = useLanguage()
  const words = say.reports
  return (
    <>
      <label className="choice">
        <span>{words.hour}</span>
        <select name="hour" defaultValue={8}>
          {Array.from({ length: 24 }, (_, hour) => (
            <option key={hour} value={hour}>
              {hour}:00
            </option>
          ))}
        </select>
      </label>
      <label className="choice">
        <span>{words.language}</span>
        <select name="language" defaultValue={code}>
          <option value="en">{words.languages.en}</option>
          <option value="ja">{words.languages.ja}</option>
        </select>
      </label>
    </>
  )
}

function ToWhom() {
  const { say } = useLanguage()
  const recipients = useRecipients() ?? []
  if (recipients.length === 0) return null
  return (
    <fieldset className="to-whom">
      <legend>{say.reports.sentTo}</legend>
      {recipients.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" name="recipient" value={name} /> {name}
        </label>
      ))}
    </fieldset>
  )
}
