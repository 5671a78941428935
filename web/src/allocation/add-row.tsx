// What no history is known for, planned by hand: a trade show, an event, a letter.
import type { FormEvent } from 'react'
import type { AllocationRow, StoredTarget } from '#contract/saved-target.ts'
import { useLanguage } from '../language/language.tsx'

interface Props {
  target: StoredTarget
  rows: readonly AllocationRow[]
  replace: (rows: AllocationRow[]) => void
}

export function AddRow({ target, rows, replace }: Props) {
  const { say, format } = useLanguage()
  const words = say.allocation
  const add = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const added = rowOf(new FormData(event.currentTarget))
    replace([...rows.filter((row) => !isSame(row, added)), added])
    event.currentTarget.reset()
  }
  const amount = {
    required: true,
    inputMode: 'decimal',
    pattern: '\\d+(\\.\\d+)?',
    size: 8,
    autoComplete: 'off',
  } as const
  return (
    <details className="add-row">
      <summary>{words.addTitle}</summary>
      <form className="save-allocation" onSubmit={add}>
        <label className="choice">
          <span>{words.channel}</span>
          <select name="channel" defaultValue="trade_show">
            {Object.keys(say.channels).map((channel) => (
              <option key={channel} value={channel}>
                {say.channels[channel]}
              </option>
            ))}
          </select>
        </label>
        <label className="choice">
          <span>{words.initiative}</span>
          <input name="initiative" required size={16} autoComplete="off" />
        </label>
        <label className="choice">
          <span>{words.month}</span>
          <select name="month">
            {target.months.map(({ month }) => (
              <option key={month} value={month}>
                {format.monthName(month)}
              </option>
            ))}
          </select>
        </label>
        <label className="choice">
          <span>{words.cv}</span>
          <input name="cv" {...amount} />
        </label>
        <label className="choice">
          <span>{words.spend}</span>
          <input name="budget" {...amount} />
        </label>
        <button type="submit" className="action">
          {words.add}
        </button>
      </form>
    </details>
  )
}

function rowOf(form: FormData): AllocationRow {
  const text = (field: string): string => (form.get(field) as string).trim()
  const place = { channel: text('channel'), initiative: text('initiative'), month: text('month') }
  return { ...place, cv: Number(text('cv')), budget: Number(text('budget')), locked: true }
}

function isSame(one: AllocationRow, other: AllocationRow): boolean {
  return one.channel === other.channel && one.initiative === other.initiative && one.month === other.month
}
