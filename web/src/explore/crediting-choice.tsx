// Who gets a CV that several visits led to: the ledger's one, or a share for each by a model.
import { attributionModels } from '#contract/attribution.ts'
import { lookbacks } from '../attribution/questions.ts'
import { useLanguage } from '../language/language.tsx'
import { type Asked, canBeDealtOut } from './asked.ts'

interface Props {
  asked: Asked
  change: (part: Partial<Asked>) => void
}

const halfLives = ['1d', '3d', '7d', '14d', '30d']

export function CreditingChoice({ asked, change }: Props) {
  const { say } = useLanguage()
  const words = say.explore
  const { model, lookback, halfLife } = asked
  const possible = canBeDealtOut(asked)
  return (
    <>
      <label className="choice">
        <span>{words.credit}</span>
        <select
          value={model}
          disabled={!possible && model === ''}
          aria-describedby={possible ? undefined : 'credit-hint'}
          onChange={(event) => change({ model: event.target.value as Asked['model'] })}
        >
          <option value="">{words.byLedger}</option>
          {attributionModels.map((each) => (
            <option key={each} value={each}>
              {say.attribution.models[each]}
            </option>
          ))}
        </select>
        {!possible && <small id="credit-hint">{words.creditHint}</small>}
      </label>
      {model !== '' && (
        <Duration
          label={say.attribution.lookback}
          none={say.attribution.lookbackPlan}
          value={lookback}
          offered={lookbacks}
          change={(chosen) => change({ lookback: chosen })}
        />
      )}
      {model === 'time_decay' && (
        <Duration
          label={words.halfLife}
          value={halfLife || '7d'}
          offered={halfLives}
          change={(chosen) => change({ halfLife: chosen })}
        />
      )}
    </>
  )
}

interface DurationProps {
  label: string
  /** What no choice means; absent: one has to be chosen. */
  none?: string
  value: string
  offered: readonly string[]
  change: (chosen: string) => void
}

function Duration({ label, none, value, offered, change }: DurationProps) {
  const { say } = useLanguage()
  const durations = [...new Set([...offered, ...(value === '' ? [] : [value])])]
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => change(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {durations.map((each) => (
          <option key={each} value={each}>
            {each.endsWith('d') ? say.attribution.days(Number.parseInt(each, 10)) : each}
          </option>
        ))}
      </select>
    </label>
  )
}
