// The first target: a goal and a margin typed, everything else measured.
import { type FormEvent, useState } from 'react'
import type { Funnel } from '#contract/funnel.ts'
import { refusalText } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { measure, reckon, save } from './requests.ts'
import './targets.css'

export function NewTarget({ saved }: { saved: (id: string) => void }) {
  const { say } = useLanguage()
  const words = say.targets
  const mayEdit = useMay('editor')
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    setBusy(true)
    setRefused(null)
    try {
      saved(await makeTarget(new FormData(event.currentTarget)))
    } catch (error) {
      setRefused(refusalText(error, say))
      setBusy(false)
    }
  }
  const amount = { inputMode: 'decimal', pattern: '\\d+(\\.\\d+)?', size: 14 } as const
  const fields = [
    { name: 'name', label: words.name, maxLength: 120 },
    { name: 'revenue', label: words.revenue, ...amount },
    { name: 'price', label: words.price, ...amount },
    { name: 'goods', label: words.goods, ...amount, defaultValue: '0' },
    { name: 'margin', label: `${words.margin} %`, ...amount, size: 6 },
    { name: 'why', label: words.why, maxLength: 2000, size: 28 },
  ]
  return (
    <div className="page targets">
      <h1>{words.title}</h1>
      <div className="sentences">
        <p className="first">{words.empty}</p>
        <p>{words.emptyHint}</p>
      </div>
      {mayEdit && (
        <form className="new-target" onSubmit={(event) => void submit(event)}>
          {fields.map(({ name, label, ...input }) => (
            <label key={name} className="choice">
              <span>{label}</span>
              <input name={name} required autoComplete="off" {...input} />
            </label>
          ))}
          <button type="submit" className="action" disabled={busy}>
            {words.create}
          </button>
          {refused !== null && (
            <p role="alert">
              {words.notSaved} {refused}
            </p>
          )}
        </form>
      )}
    </div>
  )
}

/** Measures, reckons and saves; returns the short name that the target got. Throws ApiProblem. */
async function makeTarget(form: FormData): Promise<string> {
  const text = (field: string): string => (form.get(field) as string).trim()
  const { funnel: measured, point, timezone } = await measure()
  const money = {
    revenue: text('revenue'),
    unit_price: text('price'),
    cost_of_goods: text('goods'),
    margin: `${text('margin')}%`,
  }
  const typed = { value: money.unit_price, note: 'unit price' }
  // the server completes it and refuses what is missing
  const funnel = { customer_value: typed, ...measured, ...money } as Funnel
  const { target } = await reckon(funnel, point)
  const id = `t${measured.first}`
  const { cpa, ...kept } = target
  await save(
    id,
    { ...kept, name: text('name'), timezone, fiscal_start: `${measured.first.slice(5)}-01`, cpa: cpa! },
    { why: text('why'), revision: 0 },
  )
  return id
}
