// The two lists of the page: events that are stored, and what was rejected and why.
import { useState } from 'react'
import type { RecentAnswer, Rejection } from '#contract/recent.ts'
import { useLanguage } from '../language/language.tsx'
import { type Column, Table } from '../table/table.tsx'
import { useTimes } from '../times.tsx'

/** Rejections shown before all are asked for. */
const few = 5

type Arrived = RecentAnswer['events'][number]

export function ArrivedTable({ answer: { events } }: { answer: RecentAnswer }) {
  const { say } = useLanguage()
  const words = say.events
  const columns = useArrivedColumns()
  return (
    <section>
      <header className="section-head">
        <h2 id="arrived-title">{words.arrivedTitle}</h2>
      </header>
      {events.length === 0 && <p className="lighter">{words.noneFit}</p>}
      {events.length > 0 && (
        <Table
          label={{ id: 'arrived-title' }}
          columns={columns}
          rows={events}
          keyOf={({ source, id }) => `${source} ${id}`}
        />
      )}
    </section>
  )
}

function useArrivedColumns(): Column<Arrived>[] {
  const { say, format } = useLanguage()
  const times = useTimes()
  const words = say.events
  return [
    {
      id: 'arrived',
      head: words.arrived,
      by: ({ receivedAt }) => receivedAt,
      cell: ({ receivedAt }) => times.second(receivedAt),
    },
    {
      id: 'name',
      head: words.name,
      by: ({ name }) => name,
      cell: ({ name, suspect, isDouble, junk }) => (
        <span>
          <strong>{name}</strong>
          {junk !== '' && <small className="doubt">{words.junk[junk]}</small>}
          {suspect === 'no_id' && <small className="doubt">{isDouble ? words.double : words.noId}</small>}
        </span>
      ),
    },
    { id: 'source', head: words.source, by: ({ source }) => source, cell: ({ source }) => source },
    { id: 'happened', head: words.happened, by: ({ time }) => time, cell: ({ time }) => times.instant(time) },
    { id: 'page', head: words.page, text: 'cut', by: ({ page }) => page || null, cell: ({ page }) => page },
    {
      id: 'visitor',
      head: words.visitor,
      text: 'cut',
      by: ({ visitorId }) => visitorId || null,
      cell: ({ visitorId }) => visitorId && <code>{visitorId}</code>,
    },
    {
      id: 'order',
      head: words.order,
      text: 'cut',
      by: ({ orderId }) => orderId || null,
      cell: ({ orderId }) => orderId && <code>{orderId}</code>,
    },
    {
      id: 'value',
      head: words.value,
      number: true,
      by: ({ value }) => value,
      cell: ({ value, currency }) => value !== null && format.money(value, currency),
    },
  ]
}

export function RejectedTable({ answer: { rejections } }: { answer: RecentAnswer }) {
  const { say, format } = useLanguage()
  const words = say.events
  const [all, setAll] = useState(false)
  const columns = useRejectedColumns()
  // several of one request have the same time
  const numbered = rejections.map((rejection, index) => ({ ...rejection, row: index }))
  return (
    <section>
      <header className="section-head">
        <h2 id="rejected-title">{words.rejectedTitle}</h2>
        <span className="lighter">{rejections.length > 0 ? words.rejectedHint : words.noneRejected}</span>
      </header>
      {rejections.length > 0 && (
        <Table
          label={{ id: 'rejected-title' }}
          columns={columns}
          rows={all ? numbered : numbered.slice(0, few)}
          keyOf={({ at, row }) => `${at} ${row}`}
        />
      )}
      {rejections.length > few && (
        <button type="button" className="quiet" onClick={() => setAll(!all)}>
          {all ? words.showFew : words.showAll(format.count(rejections.length))}
        </button>
      )}
    </section>
  )
}

function useRejectedColumns(): Column<Rejection & { row: number }>[] {
  const { say } = useLanguage()
  const times = useTimes()
  const words = say.events
  const why = ({ index, reason }: Rejection): string =>
    say.told((index === null ? words.dropped[reason] : undefined) ?? reason)
  return [
    { id: 'when', head: words.when, by: ({ at }) => at, cell: ({ at }) => times.second(at) },
    {
      id: 'event',
      head: words.event,
      by: ({ name }) => name || null,
      cell: (rejection) => <EventOf rejection={rejection} />,
    },
    {
      id: 'source',
      head: words.source,
      by: ({ source }) => source || null,
      cell: ({ source }) => source || <span className="lighter">{words.unknownKey}</span>,
    },
    {
      id: 'field',
      head: words.field,
      by: ({ field }) => field || null,
      cell: ({ field }) => field && <code>{field}</code>,
    },
    { id: 'why', head: words.why, text: 'wrap', by: why, cell: why },
  ]
}

function EventOf({ rejection: { index, name } }: { rejection: Rejection }) {
  const { say, format } = useLanguage()
  if (index === null) return <span className="lighter">{say.events.wholeRequest}</span>
  return (
    <span>
      <strong>{name || '–'}</strong> <small>{index > 0 && say.events.place(format.count(index + 1))}</small>
    </span>
  )
}
