// Who is told: each with what it is told of, a test that shows its outcome, and its removal.
import { useState } from 'react'
import { alertKindNames } from '#contract/alert-words.ts'
import type { AddedRecipient, MessageView, Recipient } from '#contract/alerts.ts'
import { type AlertKind, alertKinds, alertRules } from '#contract/kinds.ts'
import { call, getJson, refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Command } from '../shell/command.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useLoaded } from '../use-loaded.ts'
import { AddRecipient } from './add-recipient.tsx'
import { Attempts } from './deliveries.tsx'

const recipients = '/api/v1/alerts/recipients'

export function Recipients({ changed }: { changed: () => void }) {
  const { say } = useLanguage()
  const words = say.alerts
  const mayChange = useMay('admin') ?? false
  const [changes, setChanges] = useState(0)
  const [adding, setAdding] = useState(false)
  const [added, setAdded] = useState<AddedRecipient | null>(null)
  const { data, error, retry } = useLoaded(`recipients ${changes}`, (signal) =>
    getJson<{ recipients: Recipient[] }>(recipients, signal),
  )
  const reload = () => setChanges((count) => count + 1)
  const done = (recipient: AddedRecipient) => {
    setAdding(false)
    setAdded(recipient.secret === undefined ? null : recipient)
    reload()
  }
  return (
    <section aria-labelledby="recipients">
      <header className="section-head">
        <h2 id="recipients">{words.recipients}</h2>
        <span className="lighter">{mayChange ? words.recipientsHint : words.forAdmins}</span>
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-row" />}
      {data?.recipients.length === 0 && !adding && <p>{words.nobody}</p>}
      {added && (
        <div className="alert-secret" role="status">
          <p>{words.madeSecret(added.name)}</p>
          <Command text={added.secret!} />
          <button type="button" className="action" onClick={() => setAdded(null)}>
            {words.kept}
          </button>
        </div>
      )}
      <div className="alert-cards">
        {data?.recipients.map((recipient) => (
          <RecipientCard
            key={recipient.id}
            recipient={recipient}
            mayChange={mayChange}
            reload={reload}
            changed={changed}
          />
        ))}
      </div>
      {mayChange && data && adding && <AddRecipient done={done} cancel={() => setAdding(false)} />}
      {mayChange && data && !adding && (
        <p className="alert-start">
          <button type="button" className="action" onClick={() => setAdding(true)}>
            {words.add}
          </button>
        </p>
      )}
    </section>
  )
}

interface CardProps {
  recipient: Recipient
  mayChange: boolean
  reload: () => void
  changed: () => void
}

function RecipientCard({ recipient, mayChange, reload, changed }: CardProps) {
  const { say } = useLanguage()
  const words = say.alerts
  const [removing, setRemoving] = useState(false)
  const address = `${recipients}/${encodeURIComponent(recipient.id)}`
  const remove = async () => {
    await call(address, { method: 'DELETE' })
    reload()
    changed()
  }
  const { name, kind } = recipient
  return (
    <article className="alert-card" aria-label={name}>
      <h3>
        {name} <small>{words.kinds[kind]}</small>
      </h3>
      <p className="lighter">{recipient.address}</p>
      <TestButton address={address} name={name} changed={changed}>
        {mayChange && (
          <button
            type="button"
            className="quiet"
            aria-label={`${words.remove}: ${name}`}
            onClick={() => setRemoving(true)}
          >
            {words.remove}
          </button>
        )}
      </TestButton>
      <details>
        <summary>{words.rules}</summary>
        <RuleList recipient={recipient} address={address} mayChange={mayChange} reload={reload} />
      </details>
      {removing && (
        <Confirm
          title={words.removeTitle(name)}
          action={words.remove}
          cancel={words.keep}
          run={remove}
          close={() => setRemoving(false)}
        >
          <p>{words.removeText}</p>
        </Confirm>
      )}
    </article>
  )
}

interface TestProps {
  address: string
  name: string
  changed: () => void
  children: React.ReactNode
}

/** Waits for what becomes of it, and shows it. */
function TestButton({ address, name, changed, children }: TestProps) {
  const { say } = useLanguage()
  const words = say.alerts
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<MessageView | string | null>(null)
  const test = async () => {
    setBusy(true)
    try {
      setOutcome(await sendJson<MessageView>(`${address}/test`))
      changed()
    } catch (error) {
      setOutcome(refusalText(error, say))
    }
    setBusy(false)
  }
  return (
    <>
      <p className="alert-moves">
        <button
          type="button"
          className="quiet"
          disabled={busy}
          aria-busy={busy}
          aria-label={`${words.test}: ${name}`}
          onClick={() => void test()}
        >
          {busy ? words.testing : words.test}
        </button>
        {children}
      </p>
      <div role="status">
        {outcome !== null && (typeof outcome === 'string' ? outcome : <Attempts message={outcome} />)}
      </div>
    </>
  )
}

interface RuleProps {
  recipient: Recipient
  address: string
  mayChange: boolean
  reload: () => void
}

function RuleList({ recipient, address, mayChange, reload }: RuleProps) {
  const { say, code } = useLanguage()
  const words = say.alerts
  const [refused, setRefused] = useState<string | null>(null)
  /** What was refused goes back to what is kept. */
  const [refusals, setRefusals] = useState(0)
  const save = async (kind: AlertKind, on: boolean, threshold: number | null) => {
    try {
      const rule = { on, ...(threshold !== null && { threshold }) }
      await sendJson(address, { rules: { [kind]: rule } }, { method: 'PUT' })
      setRefused(null)
      reload()
    } catch (error) {
      setRefused(refusalText(error, say))
      setRefusals((count) => count + 1)
    }
  }
  return (
    <div className="alert-rules">
      {alertKinds.map((kind) => {
        const { on, threshold } = recipient.rules[kind]
        const bounds = alertRules[kind].threshold
        return (
          <div key={kind}>
            <label>
              <input
                key={`${on} ${refusals}`}
                type="checkbox"
                defaultChecked={on}
                disabled={!mayChange}
                onChange={(event) => void save(kind, event.target.checked, threshold)}
              />
              {alertKindNames[code][kind]}
            </label>
            {bounds && (
              <label>
                <span>{words.from}</span>
                <input
                  key={`${threshold} ${refusals}`}
                  type="number"
                  aria-label={`${words.from}: ${alertKindNames[code][kind]}, %`}
                  defaultValue={Math.round(threshold! * 100)}
                  min={bounds.least * 100}
                  max={bounds.most * 100}
                  disabled={!mayChange || !on}
                  onBlur={(event) => {
                    const share = Number(event.target.value) / 100
                    if (share !== threshold) void save(kind, on, share)
                  }}
                />
                %
              </label>
            )}
          </div>
        )
      })}
      {refused !== null && <p role="alert">{refused}</p>}
    </div>
  )
}
