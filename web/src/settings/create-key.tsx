// The form that makes a key.
import { type FormEvent, useState } from 'react'
import type { KeyKind } from '#contract/key.ts'
import { refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'

export interface MadeKey {
  name: string
  key: string
}

export function CreateKey({ done }: { done: (made: MadeKey) => void }) {
  const { say } = useLanguage()
  const words = say.settings
  const [kind, setKind] = useState<KeyKind>('write')
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    try {
      done(await makeKey(new FormData(event.currentTarget), kind))
    } catch (error) {
      setRefused(refusalText(error, say))
      setBusy(false)
    }
  }
  return (
    <form className="create-key" onSubmit={(event) => void create(event)}>
      <label className="choice">
        <span>{words.name}</span>
        <input name="name" required maxLength={64} size={16} autoComplete="off" />
      </label>
      <label className="choice">
        <span>{words.kind}</span>
        <select value={kind} onChange={(event) => setKind(event.target.value as KeyKind)}>
          <option value="write">{words.kinds.write}</option>
          <option value="browser">{words.kinds.browser}</option>
          <option value="api">{words.kinds.api}</option>
        </select>
      </label>
      {kind === 'browser' && (
        <label className="choice">
          <span>{words.origins}</span>
          <input
            name="origins"
            required
            size={30}
            aria-describedby="origins-hint"
            placeholder="https://www.example.com"
          />
        </label>
      )}
      {kind !== 'api' && (
        <label className="choice">
          <span>{words.source}</span>
          <input name="source" maxLength={64} size={16} aria-describedby="source-hint" autoComplete="off" />
        </label>
      )}
      <button type="submit" className="action" disabled={busy}>
        {words.create}
      </button>
      {kind !== 'api' && <Hints kind={kind} />}
      {refused !== null && <p role="alert">{refused}</p>}
    </form>
  )
}

function Hints({ kind }: { kind: KeyKind }) {
  const { say } = useLanguage()
  const words = say.settings
  return (
    <p className="create-key-hints">
      {kind === 'browser' && (
        <span id="origins-hint">
          {words.origins}: {words.originsHint}
        </span>
      )}
      <span id="source-hint">
        {words.source}: {words.sourceHint}
      </span>
    </p>
  )
}

function makeKey(form: FormData, kind: KeyKind): Promise<MadeKey> {
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const origins = text('origins')
    .split(/[\s,]+/)
    .filter(Boolean)
  const source = text('source')
  return sendJson('/api/v1/keys', { name: text('name'), kind, origins, ...(source !== '' && { source }) })
}
