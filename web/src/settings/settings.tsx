// Settings: users, keys of programs, whether all is well, and where everything is.
import type { About } from '#contract/about.ts'
import type { Finding } from '#contract/checkup.ts'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { useMay } from '../me.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { Mark } from '../shell/mark.tsx'
import { TimedTitle } from '../times.tsx'
import { type Loaded, useLoaded } from '../use-loaded.ts'
import { Channels } from './channels.tsx'
import { Keys } from './keys.tsx'
import { Users } from './users.tsx'
import './settings.css'

export function Settings() {
  const { say } = useLanguage()
  const admin = useMay('admin')
  const about = useLoaded('about', (signal) => getJson<About>('/api/v1/about', signal))
  const checkup = useLoaded('checkup', (signal) => getJson<{ findings: Finding[] }>('/api/v1/checkup', signal))
  return (
    <div className="page settings">
      <TimedTitle timed={admin === true}>{say.settings.title}</TimedTitle>
      {admin === undefined && <div className="bone bone-chart" />}
      {admin && <Users />}
      {admin && <Keys />}
      {admin === false && <p className="lighter">{say.settings.adminsOnly}</p>}
      <Channels />
      <Health checkup={checkup} />
      <Installation about={about} />
    </div>
  )
}

function Health({ checkup: { data, error, retry } }: { checkup: Loaded<{ findings: Finding[] }> }) {
  const { say } = useLanguage()
  const words = say.settings
  const well = data?.findings.every(({ state }) => state === 'ok')
  return (
    <section aria-labelledby="health-title">
      <header className="section-head">
        <h2 id="health-title">{words.health}</h2>
        {well && <span className="lighter">{words.allWell}</span>}
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-chart" />}
      <dl className="findings">
        {data?.findings.map(({ what, state, found, todo }) => (
          <div key={what} className={state}>
            <dt>
              <Mark state={state} /> {words.whats[what] ?? what}
              <span className={state === 'ok' ? 'hidden' : undefined}> · {words.states[state]}</span>
            </dt>
            <dd>
              {say.told(found)}
              {todo && <small>{say.told(todo)}</small>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Installation({ about: { data, error, retry } }: { about: Loaded<About> }) {
  const { say } = useLanguage()
  const words = say.settings
  const facts: [name: string, value: string][] = data
    ? [
        [words.version, data.version],
        [words.dataFolder, data.dataFolder],
        [words.web, data.publicUrl],
        [words.collector, data.collectUrl],
        [words.engine, data.clickhouse ?? words.embedded],
      ]
    : []
  return (
    <section aria-labelledby="installation-title">
      <header className="section-head">
        <h2 id="installation-title">{words.installation}</h2>
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-chart" />}
      <dl className="findings">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
