// A dialog before something that cannot simply be taken back: what it will do, and the button that does it.
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { refusalText } from '../api.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  title: string
  children: ReactNode
  action: string
  cancel: string
  /** Does it; what it throws is shown, and the dialog stays. */
  run: () => Promise<void>
  close: () => void
  /** While false the button waits: for a name to be typed, or for what it will do to be known. */
  ready?: boolean
}

export function Confirm({ title, children, action, cancel, run, close, ready = true }: Props) {
  const { say } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => dialog.current?.showModal(), [])
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!ready || busy) return
    setBusy(true)
    try {
      await run()
      close()
    } catch (error) {
      setRefused(refusalText(error, say))
      setBusy(false)
    }
  }
  return (
    <dialog ref={dialog} className="how" aria-labelledby={id} onClose={close}>
      <form className="how-body confirm" onSubmit={(event) => void submit(event)}>
        <h2 id={id}>{title}</h2>
        {children}
        {refused !== null && <p role="alert">{refused}</p>}
        <p className="confirm-actions">
          <button type="submit" className="action" disabled={!ready || busy} aria-busy={busy}>
            {action}
          </button>
          <button type="button" className="quiet" onClick={close}>
            {cancel}
          </button>
        </p>
      </form>
    </dialog>
  )
}
