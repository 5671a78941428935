// One person: found by any identifier, with what is held; downloaded, or erased after it was typed once more.
import { type FormEvent, useState } from 'react'
import { heldKinds } from '#contract/kinds.ts'
import type { Erasure, FoundPerson, PersonQuery } from '#contract/privacy.ts'
import { refusalText } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { downloadPerson, erasePerson, findPerson } from './requests.ts'

const kinds = ['email', 'phone', 'user_id', 'visitor'] as const
type Kind = (typeof kinds)[number]

type Asked = { kind: Kind; text: string }
const queryOf = ({ kind, text }: Asked): PersonQuery => ({ [kind]: text })

export function Person({ done }: { done: () => void }) {
  const { say } = useLanguage()
  const words = say.privacy
  const [asked, setAsked] = useState<Asked | null>(null)
  const [found, setFound] = useState<FoundPerson | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [erasure, setErasure] = useState<Erasure | null>(null)
  const find = async (wanted: Asked) => {
    setBusy(true)
    setRefused(null)
    setFound(null)
    setErasure(null)
    try {
      setFound(await findPerson(queryOf(wanted)))
      setAsked(wanted)
    } catch (error) {
      setRefused(refusalText(error, say))
    } finally {
      setBusy(false)
    }
  }
  const erased = (result: Erasure) => {
    setErasure(result)
    setFound(null)
    done()
  }
  return (
    <section>
      <header className="section-head">
        <h2>{words.person}</h2>
        <span className="lighter">{words.personHint}</span>
      </header>
      <FindForm busy={busy} refused={refused} find={(wanted) => void find(wanted)} />
      {busy && (
        <p className="lighter" role="status">
          {words.finding}
        </p>
      )}
      {found && asked && <Found found={found} asked={asked} erased={erased} />}
      {erasure && <p role="status">{words.became(erasure)}</p>}
    </section>
  )
}

interface FindProps {
  busy: boolean
  refused: string | null
  find: (asked: Asked) => void
}

function FindForm({ busy, refused, find }: FindProps) {
  const { say } = useLanguage()
  const words = say.privacy
  const [kind, setKind] = useState<Kind>('email')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = new FormData(event.currentTarget).get('identifier')
    if (typeof text === 'string' && text.trim() !== '') find({ kind, text: text.trim() })
  }
  return (
    <form className="find-person" onSubmit={submit}>
      <label className="choice">
        <span>{words.by}</span>
        <select value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {kinds.map((each) => (
            <option key={each} value={each}>
              {words.kinds[each]}
            </option>
          ))}
        </select>
      </label>
      <label className="choice">
        <span className="hidden">{words.kinds[kind]}</span>
        <input name="identifier" required maxLength={512} size={32} autoComplete="off" spellCheck={false} />
      </label>
      <button type="submit" className="action" disabled={busy}>
        {words.find}
      </button>
      {refused !== null && <p role="alert">{refused}</p>}
    </form>
  )
}

interface FoundProps {
  found: FoundPerson
  asked: Asked
  erased: (erasure: Erasure) => void
}

function Found({ found, asked, erased }: FoundProps) {
  const { say, format } = useLanguage()
  const words = say.privacy
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const held = heldKinds.filter((kind) => found.held[kind] > 0)
  const download = () => {
    downloadPerson(queryOf(asked)).catch((error: unknown) => setRefused(refusalText(error, say)))
  }
  return (
    <div className="found-person">
      {held.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <>
          <h3>{words.held}</h3>
          <dl className="held">
            {held.map((kind) => (
              <div key={kind}>
                <dt>{words.heldKinds[kind]}</dt>
                <dd>{format.count(found.held[kind])}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>{words.knownBy}</h3>
      <Identifiers list={found.identifiers} />
      {found.shared.length > 0 && (
        <>
          <p>{words.shared}</p>
          <Identifiers list={found.shared} />
        </>
      )}
      {found.stay > 0 && <p>{words.stay(found.stay, format.count(found.stay))}</p>}
      {found.recounted > 0 && <p>{words.recounted(found.recounted, format.count(found.recounted))}</p>}
      <p className="confirm-actions">
        {held.length > 0 && (
          <button type="button" className="quiet" onClick={download}>
            {words.download}
          </button>
        )}
        <button type="button" className="action" onClick={() => setAsking(true)}>
          {words.erase}
        </button>
      </p>
      {refused !== null && <p role="alert">{refused}</p>}
      {asking && <Erase asked={asked} found={found} close={() => setAsking(false)} erased={erased} />}
    </div>
  )
}

function Identifiers({ list }: { list: readonly string[] }) {
  return (
    <ul className="identifiers">
      {list.map((identifier) => (
        <li key={identifier}>
          <code>{identifier}</code>
        </li>
      ))}
    </ul>
  )
}

function Erase({ asked, found, close, erased }: FoundProps & { close: () => void }) {
  const { say, format } = useLanguage()
  const words = say.privacy
  const [typed, setTyped] = useState('')
  const [share, setShare] = useState<number | null>(null)
  const run = async () => {
    setShare(0)
    try {
      erased(await erasePerson(queryOf(asked), setShare))
    } finally {
      setShare(null)
    }
  }
  return (
    <Confirm
      title={words.eraseTitle}
      action={words.erase.replace('…', '')}
      cancel={words.cancel}
      ready={typed.trim() === asked.text}
      run={run}
      close={close}
    >
      <p>{words.eraseText}</p>
      <p>{found.stay > 0 ? words.stay(found.stay, format.count(found.stay)) : words.eraseStays}</p>
      <label className="choice confirm-name">
        <span>{words.typeAgain(asked.text)}</span>
        <input value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" spellCheck={false} />
      </label>
      {share !== null && <progress aria-label={words.erasing} value={share} max={1} />}
    </Confirm>
  )
}
