// What visitors agreed to in the last four weeks, as shares of their events.
import type { ConsentOverview } from '#contract/privacy.ts'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { FailedNote } from '../shell/failed.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useLoaded } from '../use-loaded.ts'

type Purpose = ConsentOverview['purposes'][number]

const agreed = new Set(['granted', 'authorized'])
const refused = new Set(['denied', 'restricted'])

export function Consent() {
  const { say, format } = useLanguage()
  const words = say.privacy
  const columns = useColumns()
  const { data, error, retry } = useLoaded('consent', (signal) =>
    getJson<ConsentOverview>('/api/v1/privacy/consent', signal),
  )
  return (
    <section>
      <header className="section-head">
        <h2 id="consent-title">{words.consent}</h2>
        {data && (
          <span className="lighter">{words.consentHint(format.fullDay(data.from), format.fullDay(data.to))}</span>
        )}
      </header>
      {error && <FailedNote error={error} retry={retry} stale={data !== undefined} />}
      {!data && !error && <div className="bone bone-row" role="status" aria-label={say.loading} />}
      {data?.events === 0 && <p className="lighter">{words.noEvents}</p>}
      {data && data.events > 0 && (
        <>
          <Table
            label={{ id: 'consent-title' }}
            columns={columns}
            rows={data.purposes}
            keyOf={({ purpose }) => purpose}
            sortable={false}
          />
          <p className="lighter">{words.anonymous(format.rate(data.anonymous / data.events))}</p>
        </>
      )}
    </section>
  )
}

function useColumns(): Column<Purpose>[] {
  const { say, format } = useLanguage()
  const words = say.privacy
  const share = (which: (state: string) => boolean) => {
    return ({ states }: Purpose): string => {
      const sum = (some: Purpose['states']): number => some.reduce((total, { events }) => total + events, 0)
      const all = sum(states)
      return all === 0 ? '–' : format.rate(sum(states.filter(({ state }) => which(state))) / all)
    }
  }
  return [
    { id: 'purpose', head: words.purpose, cell: ({ purpose }) => words.purposes[purpose] ?? purpose },
    { id: 'granted', head: words.granted, number: true, cell: share((state) => agreed.has(state)) },
    { id: 'denied', head: words.denied, number: true, cell: share((state) => refused.has(state)) },
    {
      id: 'unsaid',
      head: words.unsaid,
      number: true,
      cell: share((state) => !agreed.has(state) && !refused.has(state)),
    },
  ]
}
