// What went wrong, what was kept, what to do.
import { Component, type ReactNode } from 'react'
import { type Failure, refusalText, refusalWords } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useFailure } from '../use-failure.ts'
import { Steps } from './steps.tsx'

interface FailedProps {
  error: Error
  retry: () => void
}

export function Failed({ error, retry }: FailedProps) {
  const { say } = useLanguage()
  const failure = useFailure(error, retry)
  const { message, hint } = refusalWords(error, say, failure)
  const next = <GoOn className="action" failure={failure} retry={retry} />
  if (failure === 'signed-out') {
    return (
      <Steps title={message} text={hint ?? ''} steps={say.signIn.steps}>
        {next}
      </Steps>
    )
  }
  const ofThePage = failure === 'refused' || failure === 'broken'
  return (
    <section className="failed" role="alert">
      <h1>{ofThePage ? say.failed.title : message}</h1>
      {ofThePage && <p>{message}</p>}
      {hint && <p>{hint}</p>}
      {ofThePage && <p className="lighter">{say.failed.kept}</p>}
      {failure === 'unreachable' && <p className="lighter">{say.failed.asksAgain}</p>}
      {next}
    </section>
  )
}

interface NoteProps extends FailedProps {
  /** What was loaded before still stands below. */
  stale?: boolean
}

/** Where a part of a page failed; the rest of the page goes on. */
export function FailedNote({ error, retry, stale = false }: NoteProps) {
  const { say } = useLanguage()
  const failure = useFailure(error, retry)
  return (
    <p className="failed-note" role="alert">
      <span>
        {stale && `${say.failed.stale} `}
        {refusalText(error, say, failure)}
      </span>
      <GoOn className="quiet" failure={failure} retry={retry} />
    </p>
  )
}

function GoOn({ className, failure, retry }: { className: string; failure: Failure; retry: () => void }) {
  const { say } = useLanguage()
  const isLost = failure === 'updated' || failure === 'broken'
  return (
    <button type="button" className={className} onClick={isLost ? () => location.reload() : retry}>
      {isLost ? say.failed.reload : say.failed.retry}
    </button>
  )
}

/** Around a page: where it cannot be drawn, this is told in its place. */
export class Boundary extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {}

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error ? <Failed error={error} retry={() => location.reload()} /> : this.props.children
  }
}
