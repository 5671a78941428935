// What was erased, when and by whom, and what it changed in counts.
import { useState } from 'react'
import { heldKinds } from '#contract/kinds.ts'
import type { Erasure } from '#contract/privacy.ts'
import { getJson, refusalText } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { retryErasure } from './requests.ts'

export function Erasures({ changed }: { changed: () => void }) {
  const { say } = useLanguage()
  const words = say.privacy
  const columns = useColumns(changed)
  const { data, error, retry } = useLoaded('erasures', (signal) =>
    getJson<{ erasures: Erasure[] }>('/api/v1/privacy/erasures', signal),
  )
  return (
    <section>
      <header className="section-head">
        <h2 id="erasures-title">{words.erasures}</h2>
        <span className="lighter">{words.erasuresHint}</span>
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-row" role="status" aria-label={say.loading} />}
      {data?.erasures.length === 0 && <p className="lighter">{words.noErasures}</p>}
      {data && data.erasures.length > 0 && (
        <Table label={{ id: 'erasures-title' }} columns={columns} rows={data.erasures} keyOf={({ id }) => id} />
      )}
    </section>
  )
}

/** What waits says for which file, what failed says why; both can be tried again. */
function State({ erasure, changed }: { erasure: Erasure; changed: () => void }) {
  const { say } = useLanguage()
  const words = say.privacy
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const { id, state, waitsFor, failure } = erasure
  const retry = async () => {
    setBusy(true)
    try {
      await retryErasure(id)
      changed()
    } catch (error) {
      setRefused(refusalText(error, say))
      setBusy(false)
    }
  }
  const why = refused ?? (failure === '' ? waitsFor.join(', ') : say.told(failure))
  return (
    <>
      {words.states[failure === '' ? state : 'failed']}
      {why !== '' && <small role={refused === null ? undefined : 'alert'}> {why} </small>}
      {(failure !== '' || state === 'waiting') && (
        <button type="button" className="quiet" disabled={busy} onClick={() => void retry()}>
          {words.tryAgain}
        </button>
      )}
    </>
  )
}

/** Kinds that a report counts. */
const reported = new Set(['events', 'visits', 'records'])

function useColumns(changed: () => void): Column<Erasure>[] {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.privacy
  const went = ({ held }: Erasure): string => {
    const parts = heldKinds
      .filter((kind) => reported.has(kind) && held[kind] > 0)
      .map((kind) => `${words.heldKinds[kind]} ${format.count(held[kind])}`)
    return parts.length === 0 ? '–' : parts.join(' · ')
  }
  const named = ({ asked }: Erasure): string =>
    asked.map((kind) => words.kinds[kind as keyof typeof words.kinds]).join(' · ')
  return [
    { id: 'when', head: words.when, by: ({ at }) => at, cell: ({ at }) => times.instant(at) },
    { id: 'who', head: words.who, by: ({ by }) => by, cell: ({ by }) => by, text: 'cut' },
    { id: 'asked', head: words.asked, by: named, cell: named, text: 'wrap' },
    { id: 'went', head: words.rows, cell: went, text: 'wrap' },
    { id: 'kept', head: words.kept, number: true, by: ({ stay }) => stay, cell: ({ stay }) => format.count(stay) },
    {
      id: 'state',
      head: words.state,
      by: ({ state }) => state,
      cell: (erasure) => <State erasure={erasure} changed={changed} />,
      text: 'wrap',
    },
  ]
}
