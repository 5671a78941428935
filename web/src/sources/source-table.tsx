// All sources as a table: how each comes, when last, how much by day, how much is rejected, and how it is.
import type { SourceEntry, SourceReport } from '#contract/sources.ts'
import { useLanguage } from '../language/language.tsx'
import { Mark } from '../shell/mark.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'

interface Props {
  report: SourceReport
  choose: (name: string) => void
}

/** The days that a row's bars show. */
const rowDays = 28

export function SourceTable({ report, choose }: Props) {
  const { say } = useLanguage()
  const words = say.sources
  return (
    <section>
      <header className="section-head">
        <h2 id="sources-title">{words.table}</h2>
        <span className="lighter">
          {words.tableHint} {words.before}
        </span>
      </header>
      <Table
        label={{ id: 'sources-title' }}
        columns={useColumns(choose)}
        rows={report.sources}
        keyOf={({ name, holds }) => `${holds} ${name}`}
        className="all-sources"
      />
    </section>
  )
}

/** In the order of sorting: the worst is the most. */
const ranks: Record<SourceEntry['health'], number> = { rejecting: 4, silent: 3, never: 2, test: 1, healthy: 0 }

function useColumns(choose: (name: string) => void): Column<SourceEntry>[] {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.sources
  return [
    {
      id: 'name',
      head: words.source,
      by: ({ name }) => name,
      cell: ({ name, holds }) => (
        <button type="button" className="plain-link" onClick={() => choose(`${holds} ${name}`)}>
          {name}
        </button>
      ),
    },
    {
      id: 'how',
      head: words.how,
      by: ({ ways }) => ways.join(' ') || null,
      cell: ({ ways, holds }) => (
        <span>
          {ways.map((way) => words.ways[way] ?? way).join(', ') || '–'} <small>{words.holds[holds]}</small>
        </span>
      ),
    },
    {
      id: 'last',
      head: words.last,
      by: ({ lastAt }) => lastAt,
      cell: ({ firstAt, lastAt, holds }) =>
        lastAt === null ? (
          <span className="lighter">{words.never}</span>
        ) : (
          <span className="ends">
            {holds === 'reports' ? times.fullDay(lastAt) : times.instant(lastAt)}
            <small>{words.firstOn(times.fullDay(firstAt!))}</small>
          </span>
        ),
    },
    ...useFigureColumns(),
  ]
}

/** How much, what of it was refused, and how the source is. */
function useFigureColumns(): Column<SourceEntry>[] {
  const { say, format } = useLanguage()
  const words = say.sources
  return [
    {
      id: 'volume',
      head: words.volume,
      number: true,
      by: ({ volume }) => total(volume),
      cell: ({ volume }) => (
        <span className="row-volume">
          <Bars volume={volume.slice(-rowDays)} /> <span>{format.count(total(volume))}</span>
        </span>
      ),
    },
    {
      id: 'rejected',
      head: words.rejected,
      number: true,
      by: ({ sent }) => share(sent),
      cell: ({ sent }) => (share(sent) === null ? <span className="lighter">–</span> : format.rate(share(sent)!)),
    },
    {
      id: 'state',
      head: words.state,
      text: 'wrap',
      by: ({ health }) => ranks[health],
      cell: (source) => <Health source={source} />,
    },
  ]
}

function total(volume: readonly number[]): number {
  return volume.slice(-rowDays).reduce((sum, each) => sum + each, 0)
}

function share(sent: SourceEntry['sent']): number | null {
  const all = sent ? sent.accepted + sent.refused : 0
  return all === 0 ? null : sent!.refused / all
}

function Health({ source: { health, why, todo } }: { source: SourceEntry }) {
  const { say } = useLanguage()
  const state = health === 'healthy' ? 'ok' : health === 'never' || health === 'test' ? 'open' : 'warn'
  return (
    <span className={`source-health ${state}`}>
      <strong>
        <Mark state={state === 'open' ? 'warn' : state} /> {say.sources.health[health]}
      </strong>
      <span>
        {say.told(why)} {todo && <em>{say.told(todo)}</em>}
      </span>
    </span>
  )
}

/** A bar a day on a zero base; the figure beside it says how much. */
function Bars({ volume }: { volume: readonly number[] }) {
  const highest = Math.max(1, ...volume)
  return (
    <svg className="bars" width={rowDays * 4} height="20" aria-hidden="true">
      {volume.map((count, day) => {
        const height = count === 0 ? 0 : Math.max(1, Math.round((count / highest) * 19))
        return <rect key={day} x={day * 4} y={20 - height} width="3" height={height} />
      })}
    </svg>
  )
}
