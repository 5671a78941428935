// A button whose work takes a moment, and that says so where it was refused.
import { useState } from 'react'
import { refusalText } from '../api.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  label: string
  run: () => Promise<void>
  className: 'action' | 'quiet'
  disabled?: boolean
}

export function Busy({ label, run, className, disabled = false }: Props) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { say } = useLanguage()
  const click = async () => {
    setBusy(true)
    setRefused(null)
    try {
      await run()
    } catch (error) {
      setRefused(refusalText(error, say))
    }
    setBusy(false)
  }
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={disabled || busy}
        aria-busy={busy}
        onClick={() => void click()}
      >
        {label}
      </button>
      {refused !== null && (
        <p role="alert" className="refused">
          {refused}
        </p>
      )}
    </>
  )
}
