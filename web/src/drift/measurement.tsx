// What was checked before anything else: what is missing from the data in these days.
import type { DriftFinding } from '#contract/drift.ts'
import { useLanguage } from '../language/language.tsx'

export function Measurement({ findings }: { findings: readonly DriftFinding[] }) {
  const { say, format } = useLanguage()
  const words = say.drift
  if (findings.length === 0) return <p className="drift-clean">{words.measurementClean}</p>
  return (
    <section aria-labelledby="drift-measurement">
      <header className="section-head">
        <h2 id="drift-measurement">{words.measurement}</h2>
      </header>
      <ul className="drift-findings">
        {findings.map(({ what, from, to, cause, todo, reckoned }) => (
          <li key={`${what} ${from}`}>
            <p>
              <strong>{say.told(what)}</strong>{' '}
              <span className="lighter">
                {to === null ? words.since(format.day(from)) : format.dayRange(from, to)}
                {reckoned && `, ${words.reckoned}`}
              </span>
            </p>
            <p>
              {say.told(cause)} {say.told(todo)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
