// What went wrong, what was kept, what to do.
import { refusalText, refusalWords } from '../api.ts'
import { useLanguage } from '../language/language.tsx'

export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  const { say } = useLanguage()
  const { message, hint } = refusalWords(error, say)
  return (
    <section className="failed" role="alert">
      <h1>{say.failed.title}</h1>
      <p>{message}</p>
      {hint && <p>{hint}</p>}
      <p className="lighter">{say.failed.kept}</p>
      <button type="button" className="action" onClick={retry}>
        {say.failed.retry}
      </button>
    </section>
  )
}

interface NoteProps {
  error: Error
  retry: () => void
  /** What was loaded before still stands below. */
  stale?: boolean
}

/** Where a part of a page failed; the rest of the page goes on. */
export function FailedNote({ error, retry, stale = false }: NoteProps) {
  const { say } = useLanguage()
  return (
    <p className="failed-note" role="alert">
      <span>
        {stale && `${say.failed.stale} `}
        {refusalText(error, say)}
      </span>
      <button type="button" className="quiet" onClick={retry}>
        {say.failed.retry}
      </button>
    </p>
  )
}
