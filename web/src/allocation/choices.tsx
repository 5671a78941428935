// What the allocation is made for: which months are looked at, by what it is split, how much money, how far it may go.
import type { StoredTarget } from '#contract/saved-target.ts'
import { useLanguage } from '../language/language.tsx'
import type { Plan } from './questions.ts'

interface Props {
  target: StoredTarget
  plan: Plan
  month: string | null
  setPlan: (plan: Plan) => void
  setMonth: (month: string | null) => void
}

export function Choices({ target, plan, month, setPlan, setMonth }: Props) {
  const { say, format } = useLanguage()
  const words = say.allocation
  return (
    <div className="choices">
      <label className="choice">
        <span>{words.month}</span>
        <select value={month ?? ''} onChange={(event) => setMonth(event.target.value || null)}>
          <option value="">{words.wholePeriod}</option>
          {target.months.map(({ month: each }) => (
            <option key={each} value={each}>
              {format.monthName(each)}
            </option>
          ))}
        </select>
      </label>
      <label className="choice">
        <span>{words.by}</span>
        <select
          value={plan.by}
          onChange={(event) => setPlan({ ...plan, by: event.target.value as Plan['by'], rows: [], isAnew: true })}
        >
          <option value="channel">{words.byChannel}</option>
          <option value="initiative">{words.byInitiative}</option>
        </select>
      </label>
      <label className="choice">
        <span>{words.beyond}</span>
        <select value={plan.beyond} onChange={(event) => setPlan({ ...plan, beyond: Number(event.target.value) })}>
          <option value={1}>{words.beyondNone}</option>
          {[1.25, 1.5, 2].map((times) => (
            <option key={times} value={times}>
              {words.beyondBy(say.targets.percent(Math.round((times - 1) * 100)))}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={plan.isAnew}
          onChange={(event) => setPlan({ ...plan, isAnew: event.target.checked })}
        />
        <span>
          {words.anew} <small className="lighter">{words.anewHint}</small>
        </span>
      </label>
      <BudgetKnob {...{ target, plan, setPlan }} />
    </div>
  )
}

/** The money as a share of what the target allows. */
function BudgetKnob({ target, plan, setPlan }: Pick<Props, 'target' | 'plan' | 'setPlan'>) {
  const { say, format } = useLanguage()
  const words = say.allocation
  const whole = target.months.reduce((sum, { cv }) => sum + cv, 0) * target.cpa
  const percent = say.targets.percent(Math.round(plan.budget * 100))
  return (
    <label className="budget-knob">
      <span>{words.budget}</span>
      <input
        type="range"
        min={0.1}
        max={1.5}
        step={0.05}
        value={plan.budget}
        aria-valuetext={percent}
        onChange={(event) => setPlan({ ...plan, budget: Number(event.target.value) })}
      />
      <output>
        {format.money(whole * plan.budget, target.currency)} <small>{words.budgetShare(percent)}</small>
      </output>
    </label>
  )
}
