// Who gets a CV that several visits led to: the ledger's one, or a share for each by a model.
import { attributionModels } from '#contract/kinds.ts'
import { DurationChoice } from '../attribution/duration-choice.tsx'
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
        <DurationChoice
          label={say.attribution.lookback}
          none={say.attribution.lookbackPlan}
          value={lookback}
          offered={lookbacks}
          change={(chosen) => change({ lookback: chosen })}
        />
      )}
      {model === 'time_decay' && (
        <DurationChoice
          label={words.halfLife}
          value={halfLife || '7d'}
          offered={halfLives}
          change={(chosen) => change({ halfLife: chosen })}
        />
      )}
    </>
  )
}
