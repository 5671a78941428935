// The command palette: Ctrl K, a few letters, Enter; over the pages, and over the ledger for an id.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { go, useView, writeView } from '../address.ts'
import { useLanguage } from '../language/language.tsx'
import { pagePaths, pages } from '../pages.ts'

export function Palette() {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      setOpen((was) => !was)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return open ? <Box close={() => setOpen(false)} /> : null
}

interface Choice {
  name: string
  href: string
}

function Box({ close }: { close: () => void }) {
  const { say } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const choices = useChoices(typed)
  const current = Math.min(at, choices.length - 1)
  useEffect(() => dialog.current?.showModal(), [])
  const take = ({ href }: Choice) => {
    close()
    go(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setAt((current + step + choices.length) % choices.length)
    else if (event.key === 'Enter' && choices[current]) take(choices[current])
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className="how palette"
      aria-label={say.palette.title}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls="palette-choices"
        aria-activedescendant={choices[current] && `palette-${current}`}
        aria-label={say.palette.title}
        placeholder={say.palette.hint}
        value={typed}
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <List choices={choices} current={current} take={take} />
    </dialog>
  )
}

interface ListProps {
  choices: readonly Choice[]
  /** Number of the one that Enter takes; it is kept in view. */
  current: number
  take: (choice: Choice) => void
}

function List({ choices, current, take }: ListProps) {
  const { say } = useLanguage()
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <ul ref={list} id="palette-choices" role="listbox" aria-label={say.palette.title}>
      {choices.map((choice, index) => (
        <li
          key={choice.href}
          id={`palette-${index}`}
          role="option"
          aria-selected={index === current}
          onClick={() => take(choice)}
        >
          {choice.name}
        </li>
      ))}
    </ul>
  )
}

/** Pages whose name or path holds what is typed, and the ledger's search for it as an id. */
function useChoices(typed: string): Choice[] {
  const { say } = useLanguage()
  const [view] = useView()
  const wanted = typed.trim().toLowerCase()
  const found = pages
    .filter((page) => say.nav[page].toLowerCase().includes(wanted) || page.includes(wanted))
    .map((page) => ({ name: say.nav[page], href: pagePaths[page] + writeView(view) }))
  if (wanted === '') return found
  const id = { name: say.palette.find(typed.trim()), href: `/ledger?${new URLSearchParams({ search: typed.trim() })}` }
  return [...found, id]
}
