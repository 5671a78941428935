// What is looked at: figure, point, period, and what it is compared with.
import type { ReactNode } from 'react'
import type { DriftChoice } from '#contract/drift.ts'
import { driftMetrics } from '#contract/kinds.ts'
import type { Plan } from '#contract/plan.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { type Asked, lengths } from './asked.ts'

interface Props {
  asked: Asked
  plan: Plan
  /** Both periods as they were answered; what own days begin with. */
  shown: { after: Days; before: Days; choices: readonly DriftChoice[] } | null
  change: (part: Record<string, string | null>) => void
}

interface Days {
  from: string
  to: string
}

export function Choices({ asked, plan, shown, change }: Props) {
  const { say } = useLanguage()
  const words = say.drift
  const choosePeriod = (value: string) => {
    if (value !== 'own') change({ days: value, from: null, to: null })
    else if (shown) change({ days: null, from: shown.after.from, to: shown.after.to })
  }
  const chooseAgainst = (value: string) => {
    const own = value === 'own' && shown ? shown.before : null
    const against = value === 'before' ? null : value
    change({ against, before_from: own?.from ?? null, before_to: own?.to ?? null })
  }
  return (
    <div className="drift-choices">
      <Choice label={words.metric} value={asked.metric} choose={(metric) => change({ metric })}>
        {driftMetrics.map((metric) => (
          <option key={metric} value={metric}>
            {words.metrics[metric]}
          </option>
        ))}
      </Choice>
      <Choice label={words.point} value={asked.point} choose={(point) => change({ point })}>
        {plan.points.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Place asked={asked} choices={shown?.choices ?? []} change={change} />
      <Choice label={words.period} value={String(asked.length ?? 'own')} choose={choosePeriod}>
        {lengths.map((length) => (
          <option key={length} value={length}>
            {words.days(length)}
          </option>
        ))}
        <option value="own">{words.own}</option>
      </Choice>
      {asked.length === null && (
        <TwoDays from={asked.from!} to={asked.to!} change={(from, to) => change({ from, to })} label={words.period} />
      )}
      <Choice label={words.compared} value={asked.against} choose={chooseAgainst}>
        <option value="before">{words.before}</option>
        {asked.metric === 'cpa' && <option value="target">{words.target}</option>}
        <option value="own">{words.ownBefore}</option>
      </Choice>
      {asked.against === 'own' && asked.beforeFrom !== null && asked.beforeTo !== null && (
        <TwoDays
          from={asked.beforeFrom}
          to={asked.beforeTo}
          change={(from, to) => change({ before_from: from, before_to: to })}
          label={words.compared}
        />
      )}
    </div>
  )
}

/** Everything, a channel alone, or one of its campaigns; one that did nothing in these days stays to be seen. */
function Place({
  asked: { channel, campaign },
  choices,
  change,
}: Pick<Props, 'asked' | 'change'> & { choices: readonly DriftChoice[] }) {
  const { say } = useLanguage()
  const words = say.drift
  const channels = [...new Set([...choices.map((each) => each.channel), channel])].filter((each) => each !== '')
  const own = choices.find((each) => each.channel === channel)?.campaigns ?? []
  const campaigns = [...new Set([...own, campaign])].filter((each) => each !== '')
  return (
    <>
      <Choice
        label={words.channel}
        value={channel}
        choose={(value) => change({ channel: value || null, campaign: null })}
      >
        <option value="">{words.allChannels}</option>
        {channels.map((each) => (
          <option key={each} value={each}>
            {channelName(each, say)}
          </option>
        ))}
      </Choice>
      {campaigns.length > 0 && (
        <Choice label={words.campaign} value={campaign} choose={(value) => change({ campaign: value || null })}>
          <option value="">{words.allCampaigns}</option>
          {campaigns.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Choice>
      )}
    </>
  )
}

function Choice({
  label,
  value,
  choose,
  children,
}: {
  label: string
  value: string
  choose: (value: string) => void
  children: ReactNode
}) {
  return (
    <label className="choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => choose(event.target.value)}>
        {children}
      </select>
    </label>
  )
}

/** Days that leave the other in order; others are refused by the field itself. */
function TwoDays({ from, to, change, label }: Days & { change: (from: string, to: string) => void; label: string }) {
  const { say } = useLanguage()
  const words = say.drift
  return (
    <span className="own-days">
      <input
        type="date"
        aria-label={`${label}: ${words.from}`}
        value={from}
        max={to}
        onChange={({ target }) => target.value !== '' && target.value <= to && change(target.value, to)}
      />
      <span aria-hidden="true">–</span>
      <input
        type="date"
        aria-label={`${label}: ${words.to}`}
        value={to}
        min={from}
        onChange={({ target }) => target.value >= from && change(from, target.value)}
      />
    </span>
  )
}
