// Keys of programs that send events or read: made (and shown once), listed, revoked by typing the name.
import { useState } from 'react'
import type { KeyEntry } from '#contract/key.ts'
import { call, getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Command } from '../shell/command.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { CreateKey, type MadeKey } from './create-key.tsx'
import { TagSnippet } from './tag-snippet.tsx'

export function Keys() {
  const { say } = useLanguage()
  const words = say.settings
  const [changes, setChanges] = useState(0)
  const [made, setMade] = useState<MadeKey | null>(null)
  const [revoking, setRevoking] = useState<string | null>(null)
  const { data, error, retry } = useLoaded(`keys ${changes}`, (signal) =>
    getJson<{ keys: KeyEntry[] }>('/api/v1/keys', signal),
  )
  const changed = () => setChanges((count) => count + 1)
  const columns = useColumns(setRevoking)
  return (
    <section>
      <header className="section-head">
        <h2 id="keys-title">{words.keys}</h2>
        <span className="lighter">{words.keysHint}</span>
      </header>
      {made ? (
        <div className="made-key" role="status">
          <p>{words.shownOnce(made.name)}</p>
          <Command text={made.key} />
          {made.key.startsWith('oc_b_') && <TagSnippet browserKey={made.key} />}
          <button type="button" className="action" onClick={() => setMade(null)}>
            {words.kept}
          </button>
        </div>
      ) : (
        <CreateKey
          done={(key) => {
            setMade(key)
            changed()
          }}
        />
      )}
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-row" />}
      {data?.keys.length === 0 && !made && <p className="lighter">{words.noKeys}</p>}
      {data && data.keys.length > 0 && (
        <Table
          label={{ id: 'keys-title' }}
          columns={columns}
          rows={data.keys}
          keyOf={({ id }) => id}
          rowClass={({ revokedAt }) => (revokedAt === null ? undefined : 'past')}
        />
      )}
      {!made && data?.keys.some(isForPages) && <TagSnippet />}
      {revoking !== null && <RevokeKey name={revoking} close={() => setRevoking(null)} done={changed} />}
    </section>
  )
}

/** A key for pages, in force. */
function isForPages({ kind, revokedAt }: KeyEntry): boolean {
  return kind === 'browser' && revokedAt === null
}

function useColumns(revoke: (name: string) => void): Column<KeyEntry>[] {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.settings
  return [
    { id: 'name', head: words.name, by: ({ name }) => name, cell: ({ name }) => name },
    {
      id: 'kind',
      head: words.kind,
      by: ({ kind }) => words.kinds[kind],
      cell: ({ kind, origins }) => (
        <>
          {words.kinds[kind]} {origins.length > 0 && <small>{origins.join(' ')}</small>}
        </>
      ),
    },
    { id: 'source', head: words.source, by: ({ source }) => source || null, cell: ({ source }) => source },
    {
      id: 'made',
      head: words.made,
      by: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => times.instant(createdAt),
    },
    {
      id: 'state',
      head: words.state,
      by: ({ revokedAt }) => revokedAt ?? 0,
      cell: ({ revokedAt }) => (revokedAt === null ? words.inForce : words.revokedOn(times.instant(revokedAt))),
    },
    {
      id: 'revoke',
      head: '',
      number: true,
      cell: ({ name, revokedAt }) =>
        revokedAt === null && (
          <button type="button" className="quiet" onClick={() => revoke(name)}>
            {words.revoke}
            <span className="hidden"> {name}</span>
          </button>
        ),
    },
  ]
}

/** Revoking a key cannot be taken back: it asks for the name. */
function RevokeKey({ name, close, done }: { name: string; close: () => void; done: () => void }) {
  const { say } = useLanguage()
  const words = say.settings
  const [typed, setTyped] = useState('')
  const run = async () => {
    await call(`/api/v1/keys/${encodeURIComponent(name)}`, { method: 'DELETE' })
    done()
  }
  return (
    <Confirm
      title={words.revokeTitle(name)}
      action={words.revoke}
      cancel={words.cancel}
      ready={typed.trim() === name}
      run={run}
      close={close}
    >
      <p>{words.revokeText}</p>
      <label>
        {words.typeName(name)}
        <input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
      </label>
    </Confirm>
  )
}
