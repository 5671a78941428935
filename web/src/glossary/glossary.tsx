// Words and what they mean: here, and to others. The search and the open word stand in the address.
import { useId, useRef } from 'react'
import type { GlossaryMeaning, GlossaryTerm } from '#contract/glossary.ts'
import { useParams } from '../address.ts'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Failed, FailedNote } from '../shell/failed.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { useSlash } from '../shell/use-slash.ts'
import { useLoaded } from '../use-loaded.ts'
import './glossary.css'

/** So few found words are shown open. */
const few = 3

export function Glossary() {
  const { say, code } = useLanguage()
  const [params, change] = useParams()
  const { data, error, retry } = useLoaded(`glossary ${code}`, (signal) =>
    getJson<{ terms: GlossaryTerm[] }>(`/api/v1/glossary?language=${code}`, signal),
  )
  const search = params.get('search') ?? ''
  if (!data) {
    if (error) return <Failed error={error} retry={retry} />
    return <Skeleton title={say.glossary.title} shape={['sentence', 'rows']} />
  }
  const found = data.terms.filter((term) => fits(term, search))
  return (
    <div className="page glossary">
      <h1>{say.glossary.title}</h1>
      {error && <FailedNote error={error} retry={retry} stale />}
      <Sentence terms={data.terms} />
      <Search search={search} change={(typed) => change({ search: typed || null, term: null }, 'replace')} />
      <section aria-label={say.glossary.title}>
        {found.map((term) => (
          <Word
            key={term.term}
            term={term}
            open={params.get('term') === term.term || (search !== '' && found.length <= few)}
            toggle={(open) => change({ term: open ? term.term : null }, 'replace')}
          />
        ))}
        {found.length === 0 && (
          <p role="status">
            {say.glossary.none(search)}{' '}
            <button type="button" className="quiet" onClick={() => change({ search: null, term: null })}>
              {say.glossary.all}
            </button>
          </p>
        )}
      </section>
    </div>
  )
}

/** Width, case, blanks and hyphens do not matter; words, other names and names of meanings are looked through. */
function fits({ term, aliases, meanings }: GlossaryTerm, search: string): boolean {
  const wanted = plain(search)
  return [term, ...aliases, ...meanings.map(({ name }) => name)].some((name) => plain(name).includes(wanted))
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '')
}

function Sentence({ terms }: { terms: readonly GlossaryTerm[] }) {
  const { say, format } = useLanguage()
  const most = terms.reduce((a, b) => (b.meanings.length > a.meanings.length ? b : a))
  return (
    <div className="sentences">
      <p className="first">{say.glossary.first({ count: format.count(terms.length) })}</p>
      <p>{say.glossary.lead({ term: most.term, meanings: format.count(most.meanings.length) })}</p>
    </div>
  )
}

function Search({ search, change }: { search: string; change: (typed: string) => void }) {
  const { say } = useLanguage()
  const field = useRef<HTMLInputElement>(null)
  useSlash(field)
  return (
    <div role="search">
      <label className="glossary-search">
        <span>{say.glossary.search}</span>
        <input
          ref={field}
          type="search"
          placeholder={say.glossary.searchHint}
          value={search}
          spellCheck={false}
          onChange={(event) => change(event.target.value)}
        />
      </label>
    </div>
  )
}

interface WordProps {
  term: GlossaryTerm
  open: boolean
  toggle: (open: boolean) => void
}

function Word({ term: { term, aliases, meanings }, open, toggle }: WordProps) {
  const { say, format } = useLanguage()
  const words = say.glossary
  const ours = meanings.filter((meaning) => meaning.ours)
  const others = meanings.filter((meaning) => !meaning.ours)
  return (
    <details
      className="word"
      open={open}
      onToggle={(event) => {
        const { open: shown } = event.currentTarget
        if (shown !== open) toggle(shown)
      }}
    >
      <summary>
        <span className="word-name">{term}</span>{' '}
        <span className="word-gist">{(ours[0] ?? others[0])!.definition}</span>{' '}
        {meanings.length > 1 && <small className="word-count">{words.meanings(format.count(meanings.length))}</small>}
      </summary>
      <Meanings title={words.here} meanings={ours} ours />
      <Meanings title={ours.length > 0 ? words.others : words.usedFor} meanings={others} />
      {aliases.length > 0 && (
        <p className="lighter">
          {words.alsoCalled}: {aliases.join(' · ')}
        </p>
      )}
    </details>
  )
}

interface MeaningsProps {
  title: string
  meanings: readonly GlossaryMeaning[]
  ours?: boolean
}

function Meanings({ title, meanings, ours = false }: MeaningsProps) {
  const { say } = useLanguage()
  const id = useId()
  if (meanings.length === 0) return null
  return (
    <div className={ours ? 'meanings ours' : 'meanings'}>
      <p className="meanings-title" id={id}>
        {title}
      </p>
      <ul aria-labelledby={id}>
        {meanings.map(({ name, definition, source, metric }) => (
          <li key={name}>
            <strong>{name}</strong>
            <p>{definition}</p>
            <p className="lighter meaning-origin">
              {metric !== null && (
                <span>
                  {say.glossary.metric}: <code>{metric}</code>
                </span>
              )}
              <span>
                {say.glossary.source}: {source}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}
