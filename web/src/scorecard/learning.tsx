// Campaigns that are still learning, until when, and a form for changes that spend does not show.
import { type FormEvent, useState } from 'react'
import type { CampaignChange, Scorecard } from '#contract/scorecard.ts'
import { refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'

export function Learning({ card, changed }: { card: Scorecard; changed: () => void }) {
  const { say, format } = useLanguage()
  const words = say.scorecard
  const states = card.total.learning
  return (
    <section aria-labelledby="learning-title">
      <header className="section-head">
        <h2 id="learning-title">{words.learning}</h2>
        <small className="lighter">{words.learningHint}</small>
      </header>
      {states.length === 0 ? (
        <p className="lighter">{words.nobodyLearns}</p>
      ) : (
        <ul className="learning">
          {states.map((state) => (
            <li key={`${state.channel} ${state.campaign}`}>
              <strong>{state.campaign}</strong>{' '}
              {words.learns({
                cause: state.note || words.causes[state.cause],
                since: format.day(state.since),
                until: format.day(state.until),
                reached: format.count(state.reached),
                needed: state.needed === null ? null : format.count(state.needed),
              })}
            </li>
          ))}
        </ul>
      )}
      <details className="record-change">
        <summary>{words.record}</summary>
        <RecordChange card={card} changed={changed} />
      </details>
    </section>
  )
}

function RecordChange({ card, changed }: { card: Scorecard; changed: () => void }) {
  const { say } = useLanguage()
  const words = say.scorecard
  const [told, tell] = useState('')
  const campaigns = [...new Set(card.initiatives.map(({ initiative }) => initiative))]
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const body = Object.fromEntries(new FormData(form)) as Record<string, string>
    sendJson<CampaignChange>('/api/v1/scorecard/changes', body).then(
      () => {
        form.reset()
        tell(words.recorded)
        changed()
      },
      (error: unknown) => tell(refusalText(error, say)),
    )
  }
  return (
    <form onSubmit={submit}>
      <p className="lighter">{words.recordHint}</p>
      <label className="choice">
        <span>{words.campaign}</span>
        <select name="campaign" required>
          {campaigns.map((campaign) => (
            <option key={campaign}>{campaign}</option>
          ))}
        </select>
      </label>
      <label className="choice">
        <span>{words.when}</span>
        <input type="date" name="day" required defaultValue={card.asOf} />
      </label>
      <label className="choice what">
        <span>{words.what}</span>
        <input name="what" required maxLength={400} />
      </label>
      <button type="submit" className="action">
        {words.record}
      </button>
      <p role="status">{told}</p>
    </form>
  )
}
