// Keys for those who send events: made (and shown once), listed, revoked by typing the name.
import { useState } from 'react'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Command } from '../shell/command.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { useLoaded } from '../use-loaded.ts'
import { CreateKey, type MadeKey } from './create-key.tsx'
import { RevokeKey } from './revoke-key.tsx'

/** A key as the API lists it. */
export interface KeyEntry {
  id: string
  name: string
  kind: 'write' | 'browser'
  source: string
  origins: string[]
  createdAt: number
  revokedAt: number | null
}

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

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
      {error && <FailedNote error={error} retry={retry} />}
      {data?.keys.length === 0 && !made && <p className="lighter">{words.noKeys}</p>}
      {data && data.keys.length > 0 && <KeyTable keys={data.keys} revoke={setRevoking} />}
      {revoking !== null && <RevokeKey name={revoking} close={() => setRevoking(null)} done={changed} />}
    </section>
  )
}

function KeyTable({ keys, revoke }: { keys: readonly KeyEntry[]; revoke: (name: string) => void }) {
  const { say, format } = useLanguage()
  const words = say.settings
  return (
    <div className="scroll" role="region" aria-labelledby="keys-title" tabIndex={0}>
      <table className="figures plain">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.kind}</th>
            <th scope="col">{words.source}</th>
            <th scope="col">{words.made}</th>
            <th scope="col">{words.state}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {keys.map(({ id, name, kind, source, origins, createdAt, revokedAt }) => (
            <tr key={id} className={revokedAt === null ? undefined : 'revoked'}>
              <th scope="row">{name}</th>
              <td title={origins.join(' ')}>{words.kinds[kind]}</td>
              <td>{source}</td>
              <td>{format.instant(createdAt, ownZone)}</td>
              <td>{revokedAt === null ? words.inForce : words.revokedOn(format.instant(revokedAt, ownZone))}</td>
              <td className="number">
                {revokedAt === null && (
                  <button type="button" className="quiet" onClick={() => revoke(name)}>
                    {words.revoke}
                    <span className="hidden"> {name}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
