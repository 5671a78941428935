// How many conversions there really were, those included that no source saw: an estimate with what it assumes.
import type { TrueNumber } from '#contract/gaps.ts'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'

export function TrueNumbers({ numbers }: { numbers: readonly TrueNumber[] }) {
  const { say, format } = useLanguage()
  const words = say.sources
  const columns = useColumns()
  const [first] = numbers
  if (!first) return null
  const notes = new Set(numbers.flatMap((number) => number.notes))
  return (
    <section>
      <header className="section-head">
        <h2 id="truth-title">{words.truth}</h2>
        <span className="lighter">
          {words.truthHint} {format.fullDayRange(first.from, first.to)}
        </span>
      </header>
      <Table label={{ id: 'truth-title' }} columns={columns} rows={numbers} keyOf={({ point }) => point} />
      <ul className="truth-notes">
        {[...notes].map((note) => (
          <li key={note}>{say.told(note)}</li>
        ))}
      </ul>
    </section>
  )
}

function useColumns(): Column<TrueNumber>[] {
  const { say, format } = useLanguage()
  const words = say.sources
  const whole = (value: number): string => format.count(Math.round(value))
  return [
    { id: 'point', head: words.point, by: ({ name }) => name, cell: ({ name }) => name },
    {
      id: 'counted',
      head: words.counted,
      number: true,
      by: ({ counted }) => counted,
      cell: ({ counted }) => format.count(counted),
    },
    {
      id: 'estimated',
      head: words.estimated,
      number: true,
      by: ({ total }) => total,
      cell: ({ total, low, high }) =>
        total === null ? (
          <span className="lighter">{words.cannotTell}</span>
        ) : (
          <span>
            {whole(total)} <span className="figure-interval">{say.interval(whole(low!), whole(high!))}</span>
          </span>
        ),
    },
    {
      id: 'seen',
      head: words.seenBy,
      text: 'wrap',
      cell: ({ sources }) => sources.map(({ source, seen }) => `${source} ${format.count(seen)}`).join(', ') || '–',
    },
    {
      id: 'method',
      head: words.method,
      text: 'wrap',
      cell: (number) => <Method {...number} />,
    },
    {
      id: 'together',
      head: words.together,
      text: 'wrap',
      cell: ({ sensitivity }) =>
        sensitivity.slice(1).map(({ oddsRatio, total, low, high }) => (
          <div key={oddsRatio}>
            {words.odds({
              ratio: format.count(oddsRatio),
              total: whole(total),
              interval: say.interval(whole(low), whole(high)),
            })}
          </div>
        )),
    },
  ]
}

/** How it is worked out; opened, what statisticians call that. */
function Method({ method, dependent }: Pick<TrueNumber, 'method' | 'dependent'>) {
  const words = useLanguage().say.sources
  if (method === null) return '–'
  const { how, name } = words.methods[method]
  return (
    <details>
      <summary>{how}</summary>
      {[name, ...dependent.map(([a, b]) => words.unlinked({ a, b }))].join(' · ')}
    </details>
  )
}
