// A source that sends with a key: the key made on the spot, the piece to copy, and trying it.
import { type FormEvent, useState } from 'react'
import { type Connector, type Snippet, fillSnippet } from '#contract/connect.ts'
import { refusalText, sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Command } from '../shell/command.tsx'
import { TryIt } from './try-it.tsx'

interface Props {
  connector: Connector
  collector: string
  mayMake: boolean
  changed: () => void
}

interface Made {
  name: string
  kind: Snippet['key']
  source: string
  key: string
}

export function ConnectByKey({ connector, collector, mayMake, changed }: Props) {
  const { say } = useLanguage()
  const words = say.sources.connecting
  const { snippets } = connector
  const [label, setLabel] = useState(snippets[0]!.label)
  const snippet = snippets.find((each) => each.label === label) ?? snippets[0]!
  const [keys, setKeys] = useState<Partial<Record<Snippet['key'], Made>>>({})
  const made = keys[snippet.key]
  const take = (key: Made) => {
    setKeys((before) => ({ ...before, [key.kind]: key }))
    changed()
  }
  return (
    <div className="connect-way">
      {snippets.length > 1 && (
        <span className="chips" role="group" aria-label={connector.name}>
          {snippets.map((each) => (
            <label key={each.label}>
              <input
                type="radio"
                name="snippet"
                checked={each.label === snippet.label}
                onChange={() => setLabel(each.label)}
              />
              <span>{words.labels[each.label] ?? each.label}</span>
            </label>
          ))}
        </span>
      )}
      {mayMake && !made && (
        <MakeKey key={`make ${snippet.key}`} kind={snippet.key} suggested={connector.id} done={take} />
      )}
      <div role="status">{made && <p>{words.shownOnce(made.name)}</p>}</div>
      <p>{words.insert}</p>
      <Command text={fillSnippet(snippet.text, collector, made?.key ?? 'KEY')} />
      <TryIt
        key={`try ${snippet.key}`}
        source={made?.source}
        testKey={made?.key}
        about={snippet.key === 'browser' ? 'pages' : 'servers'}
        changed={changed}
      />
    </div>
  )
}

interface MakeProps {
  kind: Snippet['key']
  suggested: string
  done: (made: Made) => void
}

const usualNames: Readonly<Record<string, string>> = { tag: 'website', api: 'server' }

function MakeKey({ kind, suggested, done }: MakeProps) {
  const { say } = useLanguage()
  const words = say.sources.connecting
  const [refused, setRefused] = useState<string | null>(null)
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const origins = String(form.get('origins') ?? '')
      .split(/[\s,]+/)
      .filter(Boolean)
    try {
      const key = await sendJson<Made>('/api/v1/keys', { name: String(form.get('name')).trim(), kind, origins })
      done(key)
    } catch (error) {
      setRefused(refusalText(error, say))
    }
  }
  return (
    <form className="create-key" onSubmit={(event) => void make(event)}>
      <label className="choice">
        <span>
          {words.keyName} ({words.keyFor[kind]})
        </span>
        <input
          name="name"
          required
          maxLength={64}
          size={18}
          autoComplete="off"
          defaultValue={usualNames[suggested] ?? suggested}
        />
      </label>
      {kind === 'browser' && (
        <label className="choice">
          <span>{words.sites}</span>
          <input name="origins" required size={28} placeholder="https://www.example.com" />
        </label>
      )}
      <button type="submit" className="action">
        {words.makeKey}
      </button>
      {refused !== null && <p role="alert">{refused}</p>}
    </form>
  )
}
