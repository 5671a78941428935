// What is credited, to whom, and how far back: chosen here, kept in the address.
import type { ReactNode } from 'react'
import type { PlanVersion } from '#contract/plan.ts'
import { useLanguage } from '../language/language.tsx'
import { DurationChoice } from './duration-choice.tsx'
import { type Asked, lookbacks, measureName, measures } from './questions.ts'

interface Props {
  asked: Asked
  plan: PlanVersion
  change: (part: Record<string, string | null>) => void
}

export function Choices({ asked, plan, change }: Props) {
  const { say } = useLanguage()
  const words = say.attribution
  return (
    <div className="attribution-choices">
      <Choice label={words.point} value={asked.point} change={(point) => change({ point })}>
        {plan.plan.points.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice label={words.by} value={asked.by} change={(by) => change({ by })}>
        <option value="channel">{words.byChannel}</option>
        <option value="campaign">{words.byCampaign}</option>
      </Choice>
      <DurationChoice
        label={words.lookback}
        none={words.lookbackPlan}
        value={asked.lookback ?? ''}
        offered={lookbacks}
        change={(lookback) => change({ lookback: lookback || null })}
      />
      <Choice label={words.measure} value={asked.measure} change={(show) => change({ show })}>
        {measures.map((measure) => (
          <option key={measure} value={measure}>
            {measureName(measure, words)}
          </option>
        ))}
      </Choice>
    </div>
  )
}

function Choice(props: { label: string; value: string; change: (value: string) => void; children: ReactNode }) {
  const { label, value, change, children } = props
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => change(event.target.value)}>
        {children}
      </select>
    </label>
  )
}
