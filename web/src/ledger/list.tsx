// The ledger as a list: how many, then every conversion; search and filters stand in the address.
import { useState } from 'react'
import { isErased } from '#contract/erased.ts'
import type { LedgerPage } from '#contract/ledger.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { type View, useParams, writeView } from '../address.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import type { Days } from '../overview/questions.ts'
import { Command } from '../shell/command.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { RowBones } from '../shell/skeleton.tsx'
import { type Column, Table } from '../table/table.tsx'
import { TimedTitle, useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { Filters } from './filters.tsx'
import { type LedgerFilters, askChoices, askPage, ledgerCommand, ledgerQuery, readFilters } from './questions.ts'

export function LedgerList({ plan, days, view }: { plan: PlanVersion; days: Days; view: View }) {
  const { say } = useLanguage()
  const [params, change] = useParams()
  const filters = readFilters(params)
  const query = ledgerQuery(filters, days, view.plan)
  const first = useLoaded(`ledger ${query}`, (signal) => askPage(query, null, signal))
  const choices = useLoaded(`ledger choices ${plan.version}`, (signal) => askChoices(plan.plan.points, signal))
  const points = first.data?.points ?? plan.plan.points
  return (
    <div className="page ledger" aria-busy={first.loading}>
      <TimedTitle>{say.ledger.title}</TimedTitle>
      {first.data && <Sentence page={first.data} search={filters.search} />}
      {!first.data && !first.error && <div className="bone bone-sentence" />}
      <section>
        <Filters filters={filters} points={points} choices={choices.data} change={change} />
        {first.error && <FailedNote error={first.error} retry={first.retry} stale={first.data !== undefined} />}
        {first.data && first.data.conversions.length > 0 && (
          <Conversions key={query} first={first.data} query={query} view={view} />
        )}
        {first.data?.conversions.length === 0 && <Nothing filters={filters} />}
        {!first.data && !first.error && <RowBones />}
      </section>
      <section>
        <p className="lighter">{say.ledger.command}</p>
        <Command text={ledgerCommand(query)} />
      </section>
    </div>
  )
}

function Sentence({ page, search }: { page: LedgerPage; search: string | null }) {
  const { say, format } = useLanguage()
  const { conversions = 0, sightings = 0 } = page.total ?? {}
  if (conversions === 0) return null
  const again = sightings - conversions
  const countText = format.count(conversions)
  return (
    <div className="sentences">
      <p className="first">
        {search === null
          ? say.ledger.sentence({
              conversions: countText,
              sightings: format.count(sightings),
              again,
              againText: format.count(again),
            })
          : say.ledger.found({ count: conversions, countText, search })}
      </p>
    </div>
  )
}

function Nothing({ filters: { search } }: { filters: LedgerFilters }) {
  const { say } = useLanguage()
  return (
    <div className="nothing">
      <h2>{search === null ? say.ledger.nothing : say.ledger.foundNone(search)}</h2>
      <p>{search === null ? say.ledger.nothingHint : say.ledger.foundNoneHint}</p>
    </div>
  )
}

function Conversions({ first, query, view }: { first: LedgerPage; query: string; view: View }) {
  const { say } = useLanguage()
  const [more, setMore] = useState<LedgerPage[]>([])
  const [state, setState] = useState<{ loading?: true; error?: Error }>({})
  const all = [first, ...more]
  const next = all.at(-1)!.next
  const load = async () => {
    setState({ loading: true })
    try {
      const page = await askPage(query, next)
      setMore((pages) => [...pages, page])
      setState({})
    } catch (error) {
      setState({ error: error as Error })
    }
  }
  return (
    <>
      <p className="lighter keyboard-hint">{say.ledger.tableHint}</p>
      <LedgerTable
        page={first}
        rows={all.flatMap(({ conversions }) => conversions)}
        view={view}
        complete={next === null}
      />
      {state.error && <FailedNote error={state.error} retry={() => void load()} />}
      {next !== null && (
        <button type="button" className="quiet" disabled={state.loading} onClick={() => void load()}>
          {state.loading ? say.loading : say.ledger.more}
        </button>
      )}
    </>
  )
}

interface TableProps {
  page: LedgerPage
  rows: LedgerPage['conversions']
  view: View
  /** Only then the order can be changed: a part sorted would pass for the whole. */
  complete: boolean
}

type Row = LedgerPage['conversions'][number]

function LedgerTable({ page: { points }, rows, view, complete }: TableProps) {
  const { say } = useLanguage()
  const columns = useColumns(new Map(points.map(({ id, name }) => [id, name])), view)
  return (
    <Table
      className="conversions"
      label={{ text: say.ledger.title }}
      columns={columns}
      sortable={complete}
      rows={rows}
      keyOf={({ point, id }) => `${point} ${id}`}
    />
  )
}

function useColumns(names: ReadonlyMap<string, string>, view: View): Column<Row>[] {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.ledger
  const what = ({ point }: Row): string => names.get(point) ?? point
  const whoOf = ({ person }: Row): string => (isErased(person) ? words.erased : shortId(person))
  const idOf = (row: Row): string => row.orderId || row.dealId || row.leadId || row.paymentId || whoOf(row)
  return [
    {
      id: 'when',
      head: words.when,
      by: ({ time }) => time,
      cell: ({ id, time }) => <Link href={`/ledger/${id}${writeView(view)}`}>{times.instant(time)}</Link>,
    },
    { id: 'what', head: words.what, by: what, cell: what },
    {
      id: 'channel',
      head: words.channel,
      by: ({ channel }) => (channel === '' ? null : channelName(channel, say)),
      cell: ({ channel }) => channelName(channel, say),
      className: ({ channel }) => (channel === '' ? 'unknown' : undefined),
    },
    { id: 'id', head: words.id, by: idOf, cell: (row) => idOf(row) && <code>{idOf(row)}</code> },
    {
      id: 'value',
      head: words.value,
      number: true,
      by: ({ value }) => value,
      cell: ({ value, currency, state }) =>
        (value !== null || state !== 'counted') && (
          <>
            {state !== 'counted' && <span className="lighter">{words.stateOf[state]} </span>}
            {value !== null && format.money(value, currency)}
          </>
        ),
    },
    {
      id: 'sources',
      head: words.sources,
      by: ({ sources }) => sources.join(', '),
      cell: ({ sources }) => sources.join(', '),
    },
    {
      id: 'seen',
      head: words.seen,
      number: true,
      by: ({ sightings }) => sightings,
      cell: ({ sightings }) => format.count(sightings),
    },
  ]
}

/** Hashes of addresses are long; their beginning tells them apart. */
function shortId(id: string): string {
  return id.length > 20 ? `${id.slice(0, 16)}…` : id
}
