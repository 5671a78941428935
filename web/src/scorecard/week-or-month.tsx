// Week or month, and the periods beside it, in the address: `period` and `day`.
import { type ReactNode, useId } from 'react'
import { useParams } from '../address.ts'
import { addDays } from '../days.ts'
import { useLanguage } from '../language/language.tsx'

type Period = 'week' | 'month'

interface Props {
  /** What is shown where the address says nothing. */
  usual: Period
  /** What is shown at present; the next period is offered once its last day is counted. */
  shown: { from: string; to: string; asOf: string } | undefined
  /** Whether the same day's week or month is shown when the other is chosen; else the latest one. */
  keepsDay?: boolean
  children?: ReactNode
}

export function WeekOrMonth({ usual, shown, keepsDay = false, children }: Props) {
  const { say, format } = useLanguage()
  const words = say.scorecard
  const [params, change] = useParams()
  const name = useId()
  const asked = params.get('period')
  const period: Period = asked === 'week' || asked === 'month' ? asked : usual
  return (
    <div className="period-choice">
      <fieldset className="switch">
        <legend className="hidden">{words.period}</legend>
        {(['week', 'month'] as const).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={name}
              checked={each === period}
              onChange={() => change({ period: each === usual ? null : each, ...(!keepsDay && { day: null }) })}
            />
            <span>{words[each]}</span>
          </label>
        ))}
      </fieldset>
      {shown && (
        <>
          <button
            type="button"
            className="quiet"
            aria-label={words.before}
            onClick={() => change({ day: addDays(shown.from, -1) })}
          >
            ←
          </button>
          <span className="period-days">{format.fullDayRange(shown.from, shown.to)}</span>
          <button
            type="button"
            className="quiet"
            aria-label={words.after}
            disabled={shown.asOf < shown.to}
            onClick={() => change({ day: addDays(shown.to, 1) })}
          >
            →
          </button>
        </>
      )}
      {children}
    </div>
  )
}
