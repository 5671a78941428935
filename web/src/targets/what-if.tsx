// Sliders over what a target is reckoned from, and the form that saves what they come to.
import { type FormEvent, useState } from 'react'
import type { Funnel } from '#contract/funnel.ts'
import type { ReckonedTarget, StoredTarget } from '#contract/saved-target.ts'
import { refusalText } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { shareOf } from './funnel-tree.tsx'
import { save, savedPart } from './requests.ts'

interface Props {
  target: StoredTarget
  draft: Funnel
  change: (funnel: Funnel) => void
  answer: ReckonedTarget | undefined
  busy: boolean
  saved: (id: string) => void
}

interface Knob {
  id: string
  label: string
  value: number
  /** As it is saved: the slider goes from a half to one and a half of it. */
  usual: number
  isRate: boolean
  put(value: string): Funnel
}

export function WhatIf({ target, draft, change, answer, busy, saved }: Props) {
  const { say, format } = useLanguage()
  const words = say.targets
  const mayEdit = useMay('editor')
  const knobs = useKnobs(target.funnel!, draft)
  const isChanged = draft !== target.funnel
  return (
    <section aria-labelledby="what-if">
      <div className="section-head">
        <h2 id="what-if">{words.whatIf}</h2>
        <small>{words.whatIfHint}</small>
        {isChanged && (
          <button type="button" className="quiet" onClick={() => change(target.funnel!)}>
            {words.reset}
          </button>
        )}
      </div>
      <div className="knobs">
        {knobs.map(({ id, label, value, usual, isRate, put }) => {
          const text = isRate
            ? format.rate(value)
            : id === 'pace.cv'
              ? format.reckoned(value)
              : format.money(value, draft.currency)
          return (
            <label key={id}>
              <span>{label}</span>
              <strong aria-hidden="true">{text}</strong>
              <input
                type="range"
                min={usual * 0.5}
                max={isRate ? Math.min(1, usual * 1.5) : usual * 1.5}
                step={usual / 100}
                value={value}
                aria-valuetext={text}
                onChange={(event) => change(put(event.target.value))}
              />
            </label>
          )
        })}
      </div>
      {isChanged && mayEdit && answer && <SaveForm {...{ target, answer, busy, saved }} />}
    </section>
  )
}

function useKnobs(usual: Funnel, draft: Funnel): Knob[] {
  const { say } = useLanguage()
  const words = say.targets
  const whatIf = (value: string) => ({ value, note: words.whatIf })
  const amount = (text: string): string => String(Math.round(Number(text) * 100) / 100)
  const rate = (text: string): string => String(Math.round(Number(text) * 1e4) / 1e4)
  const rates = draft.stages.slice(0, -1).map((stage, index): Knob => {
    const put = (value: string): Funnel => ({
      ...draft,
      stages: draft.stages.map((each, at) => (at === index ? { ...each, rate: whatIf(rate(value)) } : each)),
    })
    const label = words.rate(stage.name, draft.stages[index + 1]!.name)
    const [value, was] = [shareOf(stage.rate!.value), shareOf(usual.stages[index]!.rate!.value)]
    return { id: `rate ${index}`, label, value, usual: was, isRate: true, put }
  })
  const money = (id: string, label: string, of: (funnel: Funnel) => string | undefined, put: Knob['put']): Knob[] => {
    const was = Number(of(usual) ?? 0)
    return was > 0 ? [{ id, label, value: Number(of(draft)), usual: was, isRate: false, put }] : []
  }
  const pace =
    (part: 'cv' | 'cost') =>
    (value: string): Funnel => ({ ...draft, pace: { ...draft.pace!, [part]: whatIf(amount(value)) } })
  return [
    ...money(
      'revenue',
      words.revenue,
      ({ revenue }) => revenue,
      (value) => ({ ...draft, revenue: amount(value) }),
    ),
    ...money(
      'value',
      words.customerValue,
      ({ customer_value }) => customer_value.value,
      (value) => ({ ...draft, customer_value: whatIf(amount(value)) }),
    ),
    ...rates.filter(({ usual: was }) => was < 1),
    ...(usual.margin === undefined
      ? []
      : [
          {
            id: 'margin',
            label: words.margin,
            value: shareOf(draft.margin!),
            usual: shareOf(usual.margin),
            isRate: true,
            put: (value: string): Funnel => ({ ...draft, margin: rate(value) }),
          },
        ]),
    ...money('pace.cv', words.paceCv, (funnel) => funnel.pace?.cv.value, pace('cv')),
    ...money('pace.cost', words.paceCost, (funnel) => funnel.pace?.cost.value, pace('cost')),
  ]
}

function SaveForm({
  target,
  answer,
  busy,
  saved,
}: Pick<Props, 'target' | 'busy' | 'saved'> & { answer: ReckonedTarget }) {
  const { say } = useLanguage()
  const words = say.targets
  const [refused, setRefused] = useState<string | null>(null)
  const [saving, setSaving] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const why = new FormData(event.currentTarget).get('why') as string
    setSaving(true)
    try {
      const { cpa, funnel, ...kept } = answer.target
      const next = { ...savedPart(target), ...kept, cpa: cpa ?? target.cpa, ...(funnel && { funnel }) }
      await save(target.id, next, { why, revision: target.version })
      saved(target.id)
    } catch (error) {
      setRefused(refusalText(error, say))
      setSaving(false)
    }
  }
  return (
    <form className="save-target" onSubmit={(event) => void submit(event)}>
      <label className="choice">
        <span>
          {words.saveTitle} – {words.why}
        </span>
        <input name="why" required maxLength={2000} size={32} autoComplete="off" />
      </label>
      <button type="submit" className="action" disabled={busy || saving}>
        {words.saveButton}
      </button>
      {refused !== null && <p role="alert">{refused}</p>}
    </form>
  )
}
