// The ledger as a list: how many, then every conversion; search and filters stand in the address.
import { type KeyboardEvent, useState } from 'react'
import type { LedgerPage } from '#contract/ledger.ts'
import type { PlanVersion } from '#contract/plan.ts'
import { type View, useParams, writeView } from '../address.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import type { Days } from '../overview/questions.ts'
import { Command } from '../shell/command.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
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
      <h1>{say.ledger.title}</h1>
      {first.data && <Sentence page={first.data} search={filters.search} />}
      {!first.data && !first.error && <div className="bone bone-sentence" />}
      <section>
        <Filters filters={filters} points={points} choices={choices.data} change={change} />
        {first.error && <FailedNote error={first.error} retry={first.retry} />}
        {first.data && first.data.conversions.length > 0 && (
          <Conversions key={query} first={first.data} query={query} view={view} />
        )}
        {first.data?.conversions.length === 0 && <Nothing filters={filters} />}
        {!first.data && !first.error && <Bones />}
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

function Bones() {
  return (
    <div className="bones">
      {Array.from({ length: 12 }, (_, row) => (
        <div key={row} className="bone bone-row" />
      ))}
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
      <LedgerTable page={first} rows={all.flatMap(({ conversions }) => conversions)} view={view} />
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
}

function LedgerTable({ page: { points, timezone }, rows, view }: TableProps) {
  const { say, format } = useLanguage()
  const words = say.ledger
  const names = new Map(points.map(({ id, name }) => [id, name]))
  return (
    <div className="scroll" role="region" aria-label={words.title} tabIndex={0}>
      <table className="figures plain conversions" onKeyDown={moveRow}>
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.what}</th>
            <th scope="col">{words.channel}</th>
            <th scope="col">{words.id}</th>
            <th scope="col" className="number">
              {words.value}
            </th>
            <th scope="col">{words.sources}</th>
            <th scope="col" className="number">
              {words.seen}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.point} ${row.id}`}>
              <th scope="row">
                <Link href={`/ledger/${row.id}${writeView(view)}`}>{format.instant(row.time, timezone)}</Link>
              </th>
              <td>{names.get(row.point) ?? row.point}</td>
              <td className={row.channel === '' ? 'unknown' : undefined}>{channelName(row.channel, say)}</td>
              <td>
                <code>{row.orderId || row.dealId || row.leadId || row.paymentId || shortId(row.person)}</code>
              </td>
              <td className="number">{row.value === null ? '' : format.money(row.value, row.currency || 'USD')}</td>
              <td>{row.sources.join(', ')}</td>
              <td className="number">{format.count(row.sightings)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Hashes of addresses are long; their beginning tells them apart. */
function shortId(id: string): string {
  return id.length > 20 ? `${id.slice(0, 16)}…` : id
}

function moveRow(event: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody th a')]
  const target = links[links.indexOf(document.activeElement as HTMLElement) + step]
  if (!target) return
  event.preventDefault()
  target.focus()
}
