// The top bar: which days, and by which version of the plan. Both stand in the address.
import { useState } from 'react'
import type { PlanVersion } from '#contract/plan.ts'
import { type Period, type View, periods } from '../address.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  view: View
  change: (part: Partial<View>) => void
  /** Null while none is agreed, undefined while it is not known. */
  plan: PlanVersion | null | undefined
  /** The days in force; null while they are not known. */
  days: { from: string; to: string } | null
}

export function TopBar({ view, change, plan, days }: Props) {
  const { say, format } = useLanguage()
  return (
    <div className="top-bar">
      <PeriodChoice view={view} change={change} days={days} />
      <span className="days">{days && format.fullDayRange(days.from, days.to)}</span>
      <label className="choice plan-choice">
        <span>{say.plan.label}</span>
        <select
          value={view.plan ?? ''}
          disabled={!plan}
          onChange={(event) => change({ plan: event.target.value === '' ? null : Number(event.target.value) })}
        >
          <option value="">{plan === null ? say.plan.none : say.plan.asWas}</option>
          {planChoices(plan, view.plan).map((version) => (
            <option key={version} value={version}>
              {say.plan.asIs(version)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

/** The version in force, and the one in the address where it is another. */
function planChoices(plan: PlanVersion | null | undefined, chosen: number | null): number[] {
  const versions = new Set([plan?.version, chosen ?? undefined].filter((version) => version !== undefined))
  return [...versions].toSorted((a, b) => b - a)
}

function PeriodChoice({ view, change, days }: Pick<Props, 'view' | 'change' | 'days'>) {
  const { say } = useLanguage()
  const own = view.from !== null || view.to !== null
  const choose = (value: string) => {
    if (value === 'own') change({ from: days?.from ?? null, to: days?.to ?? null })
    else change({ period: value as Period, from: null, to: null })
  }
  return (
    <>
      <label className="choice">
        <span>{say.period.label}</span>
        <select value={own ? 'own' : view.period} onChange={(event) => choose(event.target.value)}>
          {periods.map((period) => (
            <option key={period} value={period}>
              {say.period.preset[period]}
            </option>
          ))}
          <option value="own">{say.period.own}</option>
        </select>
      </label>
      {own && <OwnDays key={`${view.from} ${view.to}`} view={view} change={change} />}
    </>
  )
}

function OwnDays({ view, change }: Pick<Props, 'view' | 'change'>) {
  const { say } = useLanguage()
  const [from, setFrom] = useState(view.from ?? '')
  const [to, setTo] = useState(view.to ?? '')
  const wrong = from !== '' && to !== '' && from > to
  const apply = () => {
    if (!wrong && (from !== (view.from ?? '') || to !== (view.to ?? ''))) change({ from: from || null, to: to || null })
  }
  return (
    <span className="own-days" onBlur={apply} onKeyDown={(event) => event.key === 'Enter' && apply()}>
      <input type="date" aria-label={say.period.from} value={from} onChange={(event) => setFrom(event.target.value)} />
      <span aria-hidden="true">–</span>
      <input type="date" aria-label={say.period.to} value={to} onChange={(event) => setTo(event.target.value)} />
      {wrong && <span role="alert">{say.period.wrongOrder}</span>}
    </span>
  )
}
