// Merging and splitting by hand: what was ruled on a conversion, and the dialogs that rule and take back.
import { type ReactNode, useState } from 'react'
import type { LedgerEntry, Ruled, Ruling } from '#contract/ledger.ts'
import { type View, go, writeView } from '../address.ts'
import { sendJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useTimes } from '../times.tsx'

interface Props {
  entry: LedgerEntry
  view: View
  reload: () => void
}

type Asked = { what: 'split' | 'merge' } | { what: 'undo'; ruling: Ruling }

export function ByHand({ entry, view, reload }: Props) {
  const { say } = useLanguage()
  const words = say.ledger
  const mayRule = useMay('editor') === true && !entry.withdrawn
  const [asked, setAsked] = useState<Asked | null>(null)
  const { conversion, rulings } = entry
  if (rulings.length === 0 && !mayRule) return null
  const send = async (path: string, body?: object) => {
    const { conversions } = await sendJson<Ruled>(`/api/v1/ledger/${path}`, body)
    const [first] = conversions
    if (first === undefined || conversions.includes(conversion.id)) reload()
    else go(`/ledger/${first}${writeView(view)}`)
  }
  const dialog = { entry, send, close: () => setAsked(null) }
  return (
    <section aria-labelledby="by-hand-title">
      <header className="section-head">
        <h2 id="by-hand-title">{words.byHand}</h2>
        <span className="lighter">{words.byHandHint}</span>
      </header>
      <ul className="rulings">
        {rulings.map((ruling) => (
          <Told key={ruling.id} ruling={ruling}>
            {mayRule && ruling.undoneAt === null && (
              <button type="button" className="quiet" onClick={() => setAsked({ what: 'undo', ruling })}>
                {words.undo}
              </button>
            )}
          </Told>
        ))}
      </ul>
      {mayRule && (
        <p className="confirm-actions">
          {membersOf(entry).length > 1 && (
            <button type="button" className="quiet" onClick={() => setAsked({ what: 'split' })}>
              {words.split}
            </button>
          )}
          <button type="button" className="quiet" onClick={() => setAsked({ what: 'merge' })}>
            {words.merge}
          </button>
        </p>
      )}
      {asked?.what === 'split' && <Split {...dialog} />}
      {asked?.what === 'merge' && <Merge {...dialog} />}
      {asked?.what === 'undo' && <Undo {...dialog} ruling={asked.ruling} />}
    </section>
  )
}

/** Sightings of the action itself. */
function membersOf({ sightings }: LedgerEntry): LedgerEntry['sightings'] {
  return sightings.filter(({ outcome }) => outcome === 'counted' || outcome === 'duplicate')
}

function Told({ ruling, children }: { ruling: Ruling; children: ReactNode }) {
  const { say } = useLanguage()
  const times = useTimes()
  const { kind, by, at, why, undoneAt, undoneBy } = ruling
  return (
    <li className={undoneAt === null ? undefined : 'lighter'}>
      {say.ledger.ruled({ kind, by, time: times.instant(at) })} {why}{' '}
      {undoneAt !== null && say.ledger.undone({ by: undoneBy ?? '', time: times.instant(undoneAt) })} {children}
    </li>
  )
}

interface DialogProps {
  entry: LedgerEntry
  send: (path: string, body?: object) => Promise<void>
  close: () => void
}

function Split({ entry, send, close }: DialogProps) {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.ledger
  const [taken, setTaken] = useState<readonly string[]>([])
  const [why, setWhy] = useState('')
  const members = membersOf(entry)
  const ready = why.trim() !== '' && taken.length > 0 && taken.length < members.length
  const toggle = (id: string) => setTaken(taken.includes(id) ? taken.filter((one) => one !== id) : [...taken, id])
  return (
    <Confirm
      title={words.splitTitle}
      action={words.split.replace('…', '')}
      cancel={words.cancel}
      ready={ready}
      run={() => send(`${entry.conversion.id}/split`, { sightings: taken, why })}
      close={close}
    >
      <div className="choose-sightings">
        {members.map(({ id, source, recordId, time }) => (
          <label key={id}>
            <input type="checkbox" checked={taken.includes(id)} onChange={() => toggle(id)} />
            <span>
              {times.instant(time)} · {source} <code>{recordId}</code>
            </span>
          </label>
        ))}
      </div>
      <Why value={why} change={setWhy} />
      <p className="lighter">{words.splitText}</p>
    </Confirm>
  )
}

function Merge({ entry, send, close }: DialogProps) {
  const { say } = useLanguage()
  const words = say.ledger
  const [other, setOther] = useState('')
  const [why, setWhy] = useState('')
  return (
    <Confirm
      title={words.mergeTitle}
      action={words.merge.replace('…', '')}
      cancel={words.cancel}
      ready={other.trim() !== '' && why.trim() !== ''}
      run={() => send(`${entry.conversion.id}/merge`, { with: other.trim(), why })}
      close={close}
    >
      <label>
        {words.otherId}
        <input value={other} maxLength={256} spellCheck={false} onChange={(event) => setOther(event.target.value)} />
      </label>
      <Why value={why} change={setWhy} />
      <p className="lighter">{words.mergeText}</p>
    </Confirm>
  )
}

function Undo({ send, close, ruling }: DialogProps & { ruling: Ruling }) {
  const { say } = useLanguage()
  const words = say.ledger
  const run = () => send(`rulings/${ruling.id}/undo`)
  return (
    <Confirm title={words.undoTitle} action={words.undo} cancel={words.cancel} run={run} close={close}>
      <p>{words.undoText}</p>
    </Confirm>
  )
}

function Why({ value, change }: { value: string; change: (why: string) => void }) {
  const { say } = useLanguage()
  return (
    <label>
      {say.ledger.why}
      <input value={value} maxLength={500} onChange={(event) => change(event.target.value)} />
    </label>
  )
}
