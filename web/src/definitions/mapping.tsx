// What each ad platform calls the points, and what of that does not fit what the platforms report.
import type { MappedPlatform, MappedPoint, MappingFinding, PlanMapping } from '#contract/mapping.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useLoaded } from '../use-loaded.ts'
import { loadMapping } from './requests.ts'

export function Mapping({ version }: { version: number }) {
  const { say, format } = useLanguage()
  const words = say.definitions
  const { data, error, retry } = useLoaded(`mapping ${version}`, (signal) => loadMapping(version, signal))
  return (
    <section aria-labelledby="mapping-title" className="mapping">
      <header className="section-head">
        <h2 id="mapping-title">{words.mapping}</h2>
        <span className="lighter">
          {words.mappingHint} {data?.days && format.fullDayRange(data.days.from, data.days.to)}
        </span>
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-chart" />}
      {data && <Held mapping={data} />}
    </section>
  )
}

function Held({ mapping: { days, platforms, findings, uncounted } }: { mapping: PlanMapping }) {
  const { say, format } = useLanguage()
  const words = say.definitions
  const [comma] = format.separators(3)
  const active = platforms.filter(({ spends, reports }) => spends || reports)
  const idle = platforms.filter((platform) => !active.includes(platform)).map(({ name }) => name)
  const shown = days ? active : platforms
  return (
    <>
      {!days && <p>{words.mappingNone}</p>}
      {(days || findings.length > 0) && (
        <p>{findings.length === 0 ? words.mappingFits : words.mappingMisfits(findings.length)}</p>
      )}
      <Findings findings={findings} />
      {shown.length > 0 && (
        <details>
          <summary>{words.mappingTable(shown.length)}</summary>
          <Names platforms={shown} />
        </details>
      )}
      {days && idle.length > 0 && <p className="lighter">{words.mappingIdle(idle.join(comma))}</p>}
      {uncounted.length > 0 && <p className="lighter">{words.mappingUncounted(uncounted.join(comma))}</p>}
    </>
  )
}

function Findings({ findings }: { findings: readonly MappingFinding[] }) {
  const { say } = useLanguage()
  if (findings.length === 0) return null
  return (
    <ul className="mapping-findings">
      {findings.map(({ what, cause, todo, basis }) => (
        <li key={what}>
          <strong>{say.told(what)}</strong>
          <p>
            {say.told(cause)} {basis && say.told(basis)}
          </p>
          <p>→ {say.told(todo)}</p>
        </li>
      ))}
    </ul>
  )
}

type Row = MappedPoint & { platform: string }

/** Points that the plan names at a platform or that it reports; the macro, where there are none. */
function rowsOf({ name: platform, points }: MappedPlatform): Row[] {
  const told = points.filter(({ called, reported, role }) => called.length > 0 || reported !== null || role !== null)
  const rows = told.length > 0 ? told : points.filter(({ tier }) => tier === 'macro')
  return rows.map((point) => ({ ...point, platform }))
}

const calledCell = (row: Row) => <Called {...row} />

function Names({ platforms }: { platforms: readonly MappedPlatform[] }) {
  const { say, format } = useLanguage()
  const words = say.definitions
  const columns: Column<Row>[] = [
    { id: 'point', head: words.point, cell: ({ name }) => name, by: ({ name }) => name },
    { id: 'platform', head: words.platform, cell: ({ platform }) => platform, by: ({ platform }) => platform },
    { id: 'called', head: words.called, cell: calledCell },
    { id: 'role', head: words.role, cell: ({ role }) => (role === null ? '–' : words.roles[role]) },
    {
      id: 'reported',
      head: words.reported,
      number: true,
      cell: ({ reported }) => (reported === null ? '–' : format.count(reported)),
      by: ({ reported }) => reported,
    },
    {
      id: 'ours',
      head: words.ours,
      number: true,
      cell: ({ ours }) => {
        if (ours === null) return '–'
        const { low, high } = ours
        return low === high ? format.count(low) : `${format.count(low)}–${format.count(high)}`
      },
    },
  ]
  return (
    <Table
      label={{ text: words.mapping }}
      columns={columns}
      rows={platforms.flatMap(rowsOf)}
      keyOf={({ platform, point }) => `${platform} ${point}`}
    />
  )
}

function Called({ called, suggestion }: MappedPoint) {
  const { say } = useLanguage()
  if (called.length > 0) return called.join(', ')
  return suggestion === null ? '–' : <span className="lighter">{say.definitions.suggested(suggestion)}</span>
}
