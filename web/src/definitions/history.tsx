// What happened to the plan: who, when, why, and what each proposal changed; the latest first.
import type { PlanHistory } from '#contract/plan-life.ts'
import { useLanguage } from '../language/language.tsx'
import { Link } from '../shell/link.tsx'
import { useTimes } from '../times.tsx'
import { Changes, changeCount } from './diff.tsx'

const shownAtOnce = 12

export function History({ entries }: Pick<PlanHistory, 'entries'>) {
  const { say } = useLanguage()
  const words = say.definitions
  const told = entries.toReversed()
  return (
    <section aria-labelledby="history-title">
      <header className="section-head">
        <h2 id="history-title">{words.history}</h2>
      </header>
      <Entries entries={told.slice(0, shownAtOnce)} />
      {told.length > shownAtOnce && (
        <details>
          <summary>{words.earlier(told.length - shownAtOnce)}</summary>
          <Entries entries={told.slice(shownAtOnce)} />
        </details>
      )}
    </section>
  )
}

export function Entries({ entries }: Pick<PlanHistory, 'entries'>) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.definitions
  return (
    <ol className="plan-history">
      {entries.map(({ id, version, what, department, text, by, at, changes }) => (
        <li key={id} className={what}>
          <time dateTime={new Date(at).toISOString()}>{times.instant(at)}</time>
          <div>
            <p>
              {words.happened[what]({ by, department })}{' '}
              <Link href={`/definitions/${version}`}>{words.version(version)}</Link>
            </p>
            {text !== '' && what !== 'overtaken' && <blockquote>{text}</blockquote>}
            {changes && changeCount(changes) > 0 && (
              <details>
                <summary>{words.changed(changeCount(changes))}</summary>
                <Changes changes={changes} />
              </details>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}
