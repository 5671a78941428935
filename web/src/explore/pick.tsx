// Several of many: a button that says what is chosen, and below it the whole list to tick, with a search where it is long.
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useLanguage } from '../language/language.tsx'

export interface Option {
  id: string
  name: string
  /** What it is, in lighter letters. */
  hint?: string
  /** Other words that the search finds it by. */
  also?: readonly string[]
}

interface Props {
  label: string
  groups: readonly { name: string; options: readonly Option[] }[]
  chosen: readonly string[]
  change: (chosen: string[]) => void
  /** What the button says where nothing is chosen. */
  none: string
  most?: number
  /** Stands below the list. */
  children?: ReactNode
}

const searchedFrom = 10

export function Pick({ label, groups, chosen, change, none, most = Infinity, children }: Props) {
  const { say } = useLanguage()
  const box = useRef<HTMLDetailsElement>(null)
  const id = useId()
  const [typed, setTyped] = useState('')
  useCloseOutside(box)
  const names = new Map(groups.flatMap(({ options }) => options.map((option) => [option.id, option.name])))
  const wanted = typed.trim().toLowerCase()
  const fits = ({ id: value, name, also = [] }: Option): boolean =>
    [name, value, ...also].some((word) => word.toLowerCase().includes(wanted))
  const shown = groups
    .map((group) => ({ ...group, options: group.options.filter(fits) }))
    .filter(({ options }) => options.length > 0)
  const toggle = (value: string) =>
    change(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value])
  return (
    <details
      ref={box}
      className="pick"
      onKeyDown={(event) => closeOnEscape(event, box.current)}
      onToggle={() => typeAtOnce(box.current)}
    >
      <summary>
        <span className="pick-label" id={id}>
          {label}
        </span>
        <span className="pick-chosen">
          {chosen.length === 0 ? none : chosen.map((each) => names.get(each) ?? each).join(', ')}
        </span>
      </summary>
      <div className="pick-panel" role="group" aria-labelledby={id}>
        {names.size >= searchedFrom && (
          <input
            type="search"
            aria-label={say.explore.search}
            placeholder={say.explore.search}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        {shown.map(({ name, options }) => (
          <fieldset key={name}>
            <legend className={name === '' ? 'hidden' : undefined}>{name || label}</legend>
            <Ticks options={options} chosen={chosen} most={most} toggle={toggle} />
          </fieldset>
        ))}
        {shown.length === 0 && <p className="lighter">{say.explore.noneFits}</p>}
        {children}
      </div>
    </details>
  )
}

interface TicksProps {
  options: readonly Option[]
  chosen: readonly string[]
  most: number
  toggle: (id: string) => void
}

function Ticks({ options, chosen, most, toggle }: TicksProps) {
  return options.map(({ id, name, hint }) => (
    <label key={id}>
      <input
        type="checkbox"
        checked={chosen.includes(id)}
        disabled={!chosen.includes(id) && chosen.length >= most}
        onChange={() => toggle(id)}
      />
      <span>
        {name}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </label>
  ))
}

function closeOnEscape(event: KeyboardEvent, box: HTMLDetailsElement | null) {
  if (event.key !== 'Escape' || !box?.open) return
  event.preventDefault()
  box.open = false
  box.querySelector('summary')!.focus()
}

/** A list with a search is opened to be searched; a keyboard on glass would cover it. */
function typeAtOnce(box: HTMLDetailsElement | null) {
  if (box?.open && matchMedia('(pointer: fine)').matches) box.querySelector<HTMLInputElement>('[type=search]')?.focus()
}

/** A list that is open closes when the reader goes on elsewhere. */
function useCloseOutside(box: { current: HTMLDetailsElement | null }) {
  useEffect(() => {
    const close = (event: Event) => {
      if (box.current?.open && !box.current.contains(event.target as Node)) box.current.open = false
    }
    document.addEventListener('pointerdown', close)
    document.addEventListener('focusin', close)
    return () => {
      document.removeEventListener('pointerdown', close)
      document.removeEventListener('focusin', close)
    }
  }, [box])
}
