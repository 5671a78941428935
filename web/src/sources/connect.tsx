// Connecting a source: what there is to connect, the piece to copy with address and key in it, and trying it.
import { useState } from 'react'
import type { About } from '#contract/about.ts'
import { type Connector, connectors, libraries } from '#contract/connect.ts'
import { useParams } from '../address.ts'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { Link } from '../shell/link.tsx'
import { useLoaded } from '../use-loaded.ts'
import { ConnectByHook } from './connect-hook.tsx'
import '../settings/settings.css'
import { ConnectByKey } from './connect-key.tsx'

const storageKey = 'onecount.collector'

/** @param changed a key or webhook was made, or something arrived. */
export function Connect({ changed }: { changed: () => void }) {
  const { say } = useLanguage()
  const words = say.sources.connecting
  const [params, change] = useParams()
  const { data } = useLoaded('about', (signal) => getJson<About>('/api/v1/about', signal))
  const [written, write] = useState(() => localStorage.getItem(storageKey))
  const collector = (written ?? data?.collectUrl ?? '').replace(/\/+$/, '')
  const connector = connectors.find(({ id }) => id === params.get('connect')) ?? connectors[0]!
  const keep = (address: string) => {
    localStorage.setItem(storageKey, address)
    write(address)
  }
  return (
    <section id="connect" className="connect">
      <header className="section-head">
        <h2>{words.title}</h2>
        <span className="lighter">{words.hint}</span>
      </header>
      <Choice chosen={connector} choose={(id) => change({ connect: id }, 'replace')} />
      <h3>{nameOf(connector, say.sources.ways)}</h3>
      {connector.id === 'file' ? (
        <p>
          {words.fileText} <Link href="/import">{words.toImport}</Link>
        </p>
      ) : (
        <>
          <Address collector={collector} change={keep} />
          <Way key={connector.id} connector={connector} collector={collector} changed={changed} />
        </>
      )}
    </section>
  )
}

function Way({ connector, collector, changed }: { connector: Connector; collector: string; changed: () => void }) {
  const { say } = useLanguage()
  const admin = useMay('admin')
  return (
    <>
      {admin === false && <p className="lighter">{say.sources.connecting.onlyAdmins}</p>}
      {connector.hook === undefined ? (
        <ConnectByKey connector={connector} collector={collector} mayMake={admin ?? false} changed={changed} />
      ) : (
        <ConnectByHook
          provider={connector.hook}
          name={connector.name}
          collector={collector}
          mayMake={admin ?? false}
          changed={changed}
        />
      )}
    </>
  )
}

function Choice({ chosen, choose }: { chosen: Connector; choose: (id: string) => void }) {
  const { say } = useLanguage()
  const { groups, choose: label } = say.sources.connecting
  const own = (ids: readonly string[]): Connector[] => connectors.filter(({ id }) => ids.includes(id))
  const shown: [name: string, members: readonly Connector[]][] = [
    [groups.pages, own(['tag'])],
    [groups.libraries, libraries],
    [groups.hooks, connectors.filter(({ hook }) => hook !== undefined)],
    [groups.servers, own(['api', 'file'])],
  ]
  return (
    <fieldset className="connectors">
      <legend className="hidden">{label}</legend>
      {shown.map(([name, members]) => (
        <div key={name}>
          <span className="lighter">{name}</span>
          <span className="chips">
            {members.map((each) => (
              <label key={each.id}>
                <input type="radio" name="connector" checked={each.id === chosen.id} onChange={() => choose(each.id)} />
                <span>{nameOf(each, say.sources.ways)}</span>
              </label>
            ))}
          </span>
        </div>
      ))}
    </fieldset>
  )
}

function nameOf({ id, name }: Connector, ways: Record<string, string>): string {
  return ways[id === 'api' ? 'onecount' : id] ?? name
}

const loopback = /^https?:\/\/(127\.|localhost|\[::1\])/

function Address({ collector, change }: { collector: string; change: (address: string) => void }) {
  const { say } = useLanguage()
  const words = say.sources.connecting
  return (
    <p className="collector-address">
      <label className="choice">
        <span>{words.address}</span>
        <input value={collector} size={34} spellCheck={false} onChange={(event) => change(event.target.value.trim())} />
      </label>
      <small>{loopback.test(collector) ? words.loopback : words.addressHint}</small>
    </p>
  )
}
