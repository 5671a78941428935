// The form that notes an action; from Drift it comes with its fields filled in.
import { type FormEvent, useState } from 'react'
import type { NewAction } from '#contract/actions.ts'
import { type ActionMetric, actionMetrics } from '#contract/kinds.ts'
import type { Plan } from '#contract/plan.ts'
import { refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  plan: Plan | null
  given: URLSearchParams
  channels: readonly string[]
  done: () => void
  cancel: () => void
}

export function ActionForm({ plan, given, channels, done, cancel }: Props) {
  const { say } = useLanguage()
  const words = say.actions
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setBusy(true)
    try {
      await sendJson('/api/v1/actions', actionOf(new FormData(event.currentTarget)))
      done()
    } catch (error) {
      setRefused(refusalText(error, say))
      setBusy(false)
    }
  }
  const text = (name: string): string => given.get(name) ?? ''
  return (
    <form className="action-form" aria-labelledby="new-action" onSubmit={(event) => void save(event)}>
      <h2 id="new-action">{words.adding}</h2>
      <label className="wide">
        <span>{words.hypothesis}</span>
        <textarea name="hypothesis" required maxLength={500} rows={3} defaultValue={text('hypothesis')} />
      </label>
      <label className="wide">
        <span>{words.change}</span>
        <input name="change" required maxLength={500} placeholder={words.changeHint} defaultValue={text('change')} />
      </label>
      <Where given={given} channels={channels} />
      <Aim given={given} plan={plan} />
      <Field name="expected" label={words.expected} value="" type="number" hint={words.expectedHint} />
      <Field name="owner" label={words.owner} value="" />
      <Field name="due" label={words.due} value="" type="date" />
      <Field name="started" label={words.started} value="" type="date" hint={words.startedHint} />
      {refused !== null && <p role="alert">{refused}</p>}
      <p className="wide action-form-end">
        <button type="submit" className="action" disabled={busy}>
          {words.save}
        </button>
        <button type="button" className="quiet" onClick={cancel}>
          {words.cancel}
        </button>
      </p>
    </form>
  )
}

function Where({ given, channels }: Pick<Props, 'given' | 'channels'>) {
  const { say } = useLanguage()
  const words = say.actions
  const text = (name: string): string => given.get(name) ?? ''
  return (
    <>
      <label>
        <span>{words.channel}</span>
        <select name="channel" defaultValue={text('channel')}>
          <option value="">{words.everywhere}</option>
          {[...new Set([...channels, text('channel')])]
            .filter((channel) => channel !== '')
            .map((channel) => (
              <option key={channel} value={channel}>
                {say.channels[channel] ?? channel}
              </option>
            ))}
        </select>
      </label>
      <Field name="campaign" label={words.campaign} value={text('campaign')} />
      <Field name="page" label={words.page} value={text('page')} />
    </>
  )
}

/** What it is to move. */
function Aim({ given, plan }: Pick<Props, 'given' | 'plan'>) {
  const { say } = useLanguage()
  const words = say.actions
  const text = (name: string): string => given.get(name) ?? ''
  return (
    <>
      <label>
        <span>{words.metric}</span>
        <select name="metric" defaultValue={text('metric') || 'cvr.session'}>
          {actionMetrics.map((metric) => (
            <option key={metric} value={metric}>
              {words.metrics[metric]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{say.drift.point}</span>
        <select name="point" defaultValue={text('point')}>
          {(plan?.points ?? []).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

interface FieldProps {
  name: string
  label: string
  value: string
  type?: 'text' | 'number' | 'date'
  hint?: string
}

function Field({ name, label, value, type = 'text', hint }: FieldProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        type={type}
        defaultValue={value}
        placeholder={hint}
        step={type === 'number' ? 'any' : undefined}
      />
      {hint !== undefined && type === 'date' && <small>{hint}</small>}
    </label>
  )
}

function actionOf(form: FormData): NewAction {
  const text = (name: string): string => {
    const value = form.get(name)
    return typeof value === 'string' ? value.trim() : ''
  }
  const [expected, due, started, point] = ['expected', 'due', 'started', 'point'].map(text)
  return {
    hypothesis: text('hypothesis'),
    change: text('change'),
    channel: text('channel'),
    campaign: text('campaign'),
    page: text('page'),
    owner: text('owner'),
    metric: text('metric') as ActionMetric,
    ...(point && { point }),
    ...(expected && { expected: Number(expected) / 100 }),
    ...(due && { due }),
    ...(started && { started, state: 'running' }),
  }
}
