// Revoking a key cannot be undone: it asks for the name.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { call } from '../api.ts'
import { useLanguage } from '../language/language.tsx'

export function RevokeKey({ name, close, done }: { name: string; close: () => void; done: () => void }) {
  const { say } = useLanguage()
  const words = say.settings
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const revoke = async (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() !== name) return
    try {
      await call(`/api/v1/keys/${encodeURIComponent(name)}`, { method: 'DELETE' })
      done()
      close()
    } catch (error) {
      setRefused((error as Error).message)
    }
  }
  return (
    <dialog ref={dialog} className="how" aria-labelledby="revoke-title" onClose={close}>
      <form className="how-body revoke-key" onSubmit={(event) => void revoke(event)}>
        <h2 id="revoke-title">{words.revokeTitle(name)}</h2>
        <p>{words.revokeText}</p>
        <label>
          {words.typeName(name)}
          <input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        </label>
        {refused !== null && <p role="alert">{refused}</p>}
        <p className="revoke-actions">
          <button type="submit" className="action" disabled={typed.trim() !== name}>
            {words.revoke}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {words.cancel}
          </button>
        </p>
      </form>
    </dialog>
  )
}
