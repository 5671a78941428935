// A command to run, with a button that copies it.
import { useState } from 'react'
import { useLanguage } from '../language/language.tsx'

export function Command({ text }: { text: string }) {
  const { say } = useLanguage()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <div className="command">
      <code>{text}</code>
      {'clipboard' in navigator && (
        <button type="button" className="quiet" onClick={() => void copy()}>
          <span aria-live="polite">{copied ? say.how.copied : say.how.copy}</span>
        </button>
      )}
    </div>
  )
}
