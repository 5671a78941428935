// Search and filters above the ledger; all of it stands in the address.
import { type KeyboardEvent, useRef } from 'react'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { useSlash } from '../shell/use-slash.ts'
import { type Choices, type FilterName, type LedgerFilters, filterNames } from './questions.ts'

interface Props {
  filters: LedgerFilters
  points: readonly { id: string; name: string }[]
  choices: Choices | undefined
  change: (part: Record<string, string | null>) => void
}

export function Filters({ filters, points, choices, change }: Props) {
  const { say } = useLanguage()
  const words = say.ledger
  const channels = withChosen(choices?.channels ?? [], filters.channel).map((id) => [id, channelName(id, say)] as const)
  const sources = withChosen(choices?.sources ?? [], filters.source).map((id) => [id, id] as const)
  const active = filterNames.some((name) => filters[name] !== null) || filters.search !== null
  return (
    <div className="ledger-filters">
      <Search key={filters.search} search={filters.search} change={change} />
      <Choice name="point" label={words.point} value={filters.point} change={change}>
        {points.map(({ id, name }) => [id, name] as const)}
      </Choice>
      <Choice name="channel" label={words.channel} value={filters.channel} change={change}>
        {channels}
      </Choice>
      <Choice name="source" label={words.source} value={filters.source} change={change}>
        {sources}
      </Choice>
      {active && (
        <button
          type="button"
          className="quiet"
          onClick={() => change({ search: null, point: null, channel: null, source: null })}
        >
          {words.clear}
        </button>
      )}
    </div>
  )
}

/** A value in the address stays to be seen, whatever there is to choose from. */
function withChosen(values: readonly string[], chosen: string | null): string[] {
  return chosen === null || values.includes(chosen) ? [...values] : [chosen, ...values]
}

function Search({ search, change }: { search: string | null; change: Props['change'] }) {
  const { say } = useLanguage()
  const field = useRef<HTMLInputElement>(null)
  useSlash(field)
  const apply = () => change({ search: field.current?.value.trim() || null })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && search !== null) change({ search: null })
  }
  return (
    <form
      className="ledger-search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <input
        ref={field}
        type="search"
        aria-label={say.ledger.search}
        placeholder={say.ledger.searchHint}
        defaultValue={search ?? ''}
        maxLength={256}
        spellCheck={false}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="action">
        {say.ledger.searchGo}
      </button>
    </form>
  )
}

interface ChoiceProps {
  name: FilterName
  label: string
  value: string | null
  change: Props['change']
  children: readonly (readonly [value: string, name: string])[]
}

/** Values go through as `=value`, so that "not known" (the empty one) differs from "all". */
function Choice({ name, label, value, change, children }: ChoiceProps) {
  const { say } = useLanguage()
  return (
    <label className="choice">
      <span>{label}</span>
      <select
        value={value === null ? '' : `=${value}`}
        onChange={(event) => change({ [name]: event.target.value === '' ? null : event.target.value.slice(1) })}
      >
        <option value="">{say.ledger.all}</option>
        {children.map(([id, text]) => (
          <option key={id} value={`=${id}`}>
            {text}
          </option>
        ))}
      </select>
    </label>
  )
}
