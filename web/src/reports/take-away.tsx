// The report taken away as a file, kept, or sent to somebody as a test.
import { useState } from 'react'
import type { MessageView } from '#contract/alerts.ts'
import type { KeptReport, MadeReport } from '#contract/reports.ts'
import { refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Link } from '../shell/link.tsx'
import { useRecipients } from './recipients.ts'

interface Props {
  report: MadeReport & { id?: string }
  /** Of the API, with its query. */
  address: string
  mayChange: boolean
  changed: () => void
}

export function TakeAway({ report, address, mayChange, changed }: Props) {
  const { say } = useLanguage()
  const words = say.reports
  const [told, tell] = useState('')
  const formats = [
    ['pdf', words.pdf],
    ['md', words.markdown],
    ['mail', words.mail],
  ] as const
  const keep = () => {
    tell(words.keeping)
    const { period, asOf: day, language, knownOn } = report
    const body = { period, day, language, ...(knownOn !== null && { known_on: knownOn }) }
    sendJson<KeptReport>('/api/v1/reports', body).then(
      () => {
        tell(words.keptNow)
        changed()
      },
      (error: unknown) => tell(refusalText(error, say)),
    )
  }
  return (
    <div className="take-away">
      {formats.map(([format, name]) => (
        <a
          key={format}
          href={`/api/v1/reports/${address}&format=${format}`}
          download={`${report.period}-${report.from}.${format === 'mail' ? 'eml' : format}`}
        >
          {name}
        </a>
      ))}
      {mayChange && report.id === undefined && (
        <button type="button" className="quiet" onClick={keep}>
          {words.keep}
        </button>
      )}
      {mayChange && report.id === undefined && <Test report={report} tell={tell} />}
      <p role="status">{told}</p>
    </div>
  )
}

function Test({ report, tell }: { report: MadeReport; tell: (text: string) => void }) {
  const { say } = useLanguage()
  const words = say.reports
  const recipients = useRecipients()
  if (!recipients) return null
  if (recipients.length === 0)
    return (
      <span className="lighter">
        {words.noRecipients} <Link href="/alerts">{words.toAlerts}</Link>
      </span>
    )
  const send = (recipient: string) => {
    tell(words.sending)
    const { period, language } = report
    sendJson<MessageView>('/api/v1/reports/test', { period, language, recipient }).then(
      ({ state, attempts }) =>
        tell(words.testSent({ state: words.messageStates[state], detail: attempts.at(-1)?.detail ?? '' })),
      (error: unknown) => tell(refusalText(error, say)),
    )
  }
  return (
    <form
      className="test"
      onSubmit={(event) => {
        event.preventDefault()
        send(new FormData(event.currentTarget).get('recipient') as string)
      }}
    >
      <select name="recipient" aria-label={words.recipient}>
        {recipients.map(({ id, name }) => (
          <option key={id}>{name}</option>
        ))}
      </select>
      <button type="submit" className="quiet">
        {words.sendTest}
      </button>
    </form>
  )
}
