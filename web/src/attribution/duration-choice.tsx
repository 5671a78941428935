// One of some durations, or the one that the address has.
import { useLanguage } from '../language/language.tsx'

interface Props {
  label: string
  /** What no choice means; absent: one has to be chosen. */
  none?: string
  /** `30d`, `12h`; '' is no choice. */
  value: string
  offered: readonly string[]
  change: (chosen: string) => void
}

export function DurationChoice({ label, none, value, offered, change }: Props) {
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
