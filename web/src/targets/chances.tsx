// How likely the target is: the four outcomes as one bar, and the chances in words.
import type { Outlook } from '#contract/funnel.ts'
import { dualOutcomes } from '#contract/kinds.ts'
import { useLanguage } from '../language/language.tsx'

export function Chances({ outlook: { at_pace: pace } }: { outlook: Outlook }) {
  const { say } = useLanguage()
  const words = say.targets
  const percent = (share: number): string => words.percent(Math.round(share * 100))
  const outcomes = pace?.outcomes && dualOutcomes.map((outcome) => ({ outcome, share: pace.outcomes![outcome] }))
  return (
    <section aria-labelledby="chances">
      <h2 id="chances">{words.chances}</h2>
      {!pace && <p className="lighter">{words.noPace}</p>}
      {outcomes && (
        <>
          <div className="outcome-bar" aria-hidden="true">
            {outcomes.map(({ outcome, share }) => (
              <span key={outcome} className={outcome} style={{ flexGrow: share }} />
            ))}
          </div>
          <ul className="outcome-list">
            {outcomes.map(({ outcome, share }) => (
              <li key={outcome}>
                <span className={`swatch ${outcome}`} aria-hidden="true" />
                <strong>{percent(share)}</strong> {words.outcomes[outcome]}
              </li>
            ))}
          </ul>
        </>
      )}
      {pace && (
        <dl className="chance-list">
          {(['cv', 'cpa', 'both', 'revenue'] as const).map((side) => {
            const share = pace.chance[side]
            if (share === null) return null
            return (
              <div key={side}>
                <dt>{words.chanceOf[side]}</dt>
                <dd>{percent(share)}</dd>
              </div>
            )
          })}
        </dl>
      )}
    </section>
  )
}
