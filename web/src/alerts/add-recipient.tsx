// The form that adds a recipient, with the fields that its kind needs.
import { type FormEvent, type InputHTMLAttributes, useState } from 'react'
import type { AddedRecipient, RecipientInput } from '#contract/alerts.ts'
import { type RecipientKind, recipientKinds, smtpSecurities } from '#contract/kinds.ts'
import { languages } from '#contract/library.ts'
import { refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  done: (recipient: AddedRecipient) => void
  cancel: () => void
}

const languageNames = { en: 'English', ja: '日本語' }

export function AddRecipient({ done, cancel }: Props) {
  const { say, code } = useLanguage()
  const words = say.alerts
  const [kind, setKind] = useState<RecipientKind>('email')
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    try {
      const body = recipientOf(kind, new FormData(event.currentTarget))
      done(await sendJson<AddedRecipient>('/api/v1/alerts/recipients', body))
    } catch (error) {
      setRefused(refusalText(error, say))
      setBusy(false)
    }
  }
  return (
    <form className="alert-form" aria-labelledby="new-recipient" onSubmit={(event) => void save(event)}>
      <h3 id="new-recipient">{words.adding}</h3>
      <Choice label={words.kind} value={kind} change={(value) => setKind(value as RecipientKind)}>
        {recipientKinds.map((each) => [each, words.kinds[each]])}
      </Choice>
      <Field name="name" label={words.name} required maxLength={64} />
      <Choice name="language" label={words.language} initial={code}>
        {languages.map((each) => [each, languageNames[each]])}
      </Choice>
      {kind === 'email' && <MailFields />}
      {kind === 'slack' && (
        <Field
          name="url"
          label={words.slackUrl}
          hint={words.slackHint}
          type="url"
          required
          wide
          placeholder={slackExample}
        />
      )}
      {kind === 'webhook' && (
        <>
          <Field name="url" label={words.url} hint={words.urlHint} type="url" required wide />
          <Field name="secret" label={words.secret} hint={words.secretHint} type="password" autoComplete="off" />
        </>
      )}
      {refused !== null && <p role="alert">{refused}</p>}
      <p className="lighter">{words.sealed}</p>
      <p className="alert-start">
        <button type="submit" className="action" disabled={busy}>
          {words.save}
        </button>
        <button type="button" className="quiet" onClick={cancel}>
          {words.cancel}
        </button>
      </p>
    </form>
  )
}

const slackExample = 'https://hooks.slack.com/services/…'

function MailFields() {
  const { say } = useLanguage()
  const words = say.alerts
  return (
    <>
      <Field
        name="to"
        label={words.receivers}
        hint={words.receiversHint}
        required
        wide
        placeholder="team@example.com"
      />
      <Field name="from" label={words.sender} type="email" required />
      <Field name="host" label={words.host} required placeholder="smtp.example.com" />
      <Field name="port" label={words.port} type="number" required defaultValue={587} min={1} max={65_535} />
      <Choice name="security" label={words.security} initial="starttls">
        {smtpSecurities.map((each) => [each, words.securities[each]])}
      </Choice>
      <Field name="user" label={words.user} autoComplete="off" />
      <Field name="password" label={words.password} type="password" autoComplete="new-password" />
    </>
  )
}

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint?: string
  wide?: boolean
}

function Field({ label, hint, wide = false, ...input }: FieldProps) {
  return (
    <label className={wide ? 'wide' : undefined}>
      <span>{label}</span>
      <input {...input} />
      {hint !== undefined && <small>{hint}</small>}
    </label>
  )
}

interface ChoiceProps {
  name?: string
  label: string
  value?: string
  initial?: string
  change?: (value: string) => void
  children: readonly (readonly [value: string, name: string])[]
}

function Choice({ name, label, value, initial, change, children }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select name={name} value={value} defaultValue={initial} onChange={(event) => change?.(event.target.value)}>
        {children.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}

function recipientOf(kind: RecipientKind, form: FormData): RecipientInput {
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const common = { name: text('name'), language: text('language') as 'en' | 'ja' }
  if (kind === 'slack') return { kind, ...common, url: text('url') }
  if (kind === 'webhook') {
    const secret = text('secret')
    return { kind, ...common, url: text('url'), ...(secret && { secret }) }
  }
  const to = text('to')
    .split(/[,、\s]+/)
    .filter((address) => address !== '')
  const security = text('security') as (typeof smtpSecurities)[number]
  const server = { host: text('host'), port: Number(text('port')), security }
  return { kind, ...common, ...server, user: text('user'), password: text('password'), from: text('from'), to }
}
