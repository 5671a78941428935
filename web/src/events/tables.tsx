// The two lists of the page: events that are stored, and what was rejected and why.
import { useState } from 'react'
import type { RecentAnswer, Rejection } from '#contract/recent.ts'
import { useLanguage } from '../language/language.tsx'

/** Rejections shown before all are asked for. */
const few = 5
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

export function ArrivedTable({ answer: { events } }: { answer: RecentAnswer }) {
  const { say, format } = useLanguage()
  const words = say.events
  return (
    <section>
      <header className="section-head">
        <h2 id="arrived-title">{words.arrivedTitle}</h2>
      </header>
      {events.length === 0 && <p className="lighter">{words.noneFit}</p>}
      {events.length > 0 && (
        <div className="scroll" role="region" aria-labelledby="arrived-title" tabIndex={0}>
          <table className="figures plain">
            <thead>
              <tr>
                <th scope="col">{words.arrived}</th>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.source}</th>
                <th scope="col">{words.happened}</th>
                <th scope="col">{words.page}</th>
                <th scope="col">{words.visitor}</th>
                <th scope="col">{words.order}</th>
                <th scope="col" className="number">
                  {words.value}
                </th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <tr key={`${event.source} ${event.id}`}>
                  <th scope="row">{format.second(event.receivedAt, ownZone)}</th>
                  <td>
                    <strong>{event.name}</strong>
                    {event.suspect === 'no_id' && <small className="doubt">{words.noId}</small>}
                  </td>
                  <td>{event.source}</td>
                  <td>{format.instant(event.time, ownZone)}</td>
                  <td className="cut">{event.page}</td>
                  <td className="cut">
                    <code>{event.visitorId}</code>
                  </td>
                  <td className="cut">
                    <code>{event.orderId}</code>
                  </td>
                  <td className="number">
                    {event.value !== null &&
                      (event.currency ? format.money(event.value, event.currency) : format.count(event.value))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

export function RejectedTable({ answer: { rejections } }: { answer: RecentAnswer }) {
  const { say, format } = useLanguage()
  const words = say.events
  const [all, setAll] = useState(false)
  const shown = all ? rejections : rejections.slice(0, few)
  return (
    <section>
      <header className="section-head">
        <h2 id="rejected-title">{words.rejectedTitle}</h2>
        <span className="lighter">{rejections.length > 0 ? words.rejectedHint : words.noneRejected}</span>
      </header>
      {rejections.length > 0 && (
        <div className="scroll" role="region" aria-labelledby="rejected-title" tabIndex={0}>
          <table className="figures plain rejected">
            <thead>
              <tr>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.event}</th>
                <th scope="col">{words.source}</th>
                <th scope="col">{words.field}</th>
                <th scope="col">{words.why}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((rejection, row) => (
                <tr key={`${rejection.at} ${row}`}>
                  <th scope="row">{format.second(rejection.at, ownZone)}</th>
                  <td>
                    <EventOf rejection={rejection} />
                  </td>
                  <td>{rejection.source || <span className="lighter">{words.unknownKey}</span>}</td>
                  <td>
                    <code>{rejection.field}</code>
                  </td>
                  <td className="why">
                    {rejection.index === null
                      ? (words.dropped[rejection.reason] ?? rejection.reason)
                      : rejection.reason}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rejections.length > few && (
        <button type="button" className="quiet" onClick={() => setAll(!all)}>
          {all ? words.showFew : words.showAll(format.count(rejections.length))}
        </button>
      )}
    </section>
  )
}

function EventOf({ rejection: { index, name } }: { rejection: Rejection }) {
  const { say, format } = useLanguage()
  if (index === null) return <span className="lighter">{say.events.wholeRequest}</span>
  return (
    <>
      <strong>{name || '–'}</strong> <small>{index > 0 && say.events.place(format.count(index + 1))}</small>
    </>
  )
}
