// The path to a conversion: the person's visits, the lead, and the conversion itself, in order of time.
import type { LedgerEntry } from '#contract/ledger.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { useTimes } from '../times.tsx'

interface Stop {
  key: string
  time: number
  name: string
  detail: string
  credited: boolean
  kind: 'visit' | 'lead' | 'itself'
}

export function PathTo({ entry }: { entry: LedgerEntry }) {
  const { say } = useLanguage()
  const times = useTimes()
  const stops = useStops(entry)
  return (
    <section aria-labelledby="path-title">
      <header className="section-head">
        <h2 id="path-title">{say.ledger.path}</h2>
        <span className="lighter">{entry.path.length > 0 ? say.ledger.pathHint : say.ledger.noPath}</span>
      </header>
      {entry.pathIsCut && <p className="lighter">{say.ledger.pathIsCut}</p>}
      <ol className="path">
        {stops.map((stop) => (
          <li key={stop.key} className={`${stop.kind}${stop.credited ? ' credited' : ''}`}>
            <time dateTime={new Date(stop.time).toISOString()}>{times.instant(stop.time)}</time>
            <span className="stop">
              {stop.name}
              {stop.credited && <em>{say.ledger.credited}</em>}
            </span>
            <span className="lighter">{stop.detail}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function useStops({ path, lead, conversion, points }: LedgerEntry): Stop[] {
  const { say, format } = useLanguage()
  const visits = path.map((visit): Stop => ({
    key: visit.id,
    time: visit.start,
    name: channelName(visit.channel, say),
    detail: [visit.campaign, visit.landingPage, say.ledger.pages(format.count(visit.pages))]
      .filter(Boolean)
      .join(' · '),
    credited: visit.credited,
    kind: 'visit',
  }))
  const leads: Stop[] = lead
    ? [
        {
          key: 'lead',
          time: lead.time,
          name: channelName(lead.channel, say),
          detail: [say.ledger.leadSeen({ source: lead.source }), lead.id].join(' · '),
          credited: conversion.sessionId === '' && conversion.creditedAt === lead.time,
          kind: 'lead',
        },
      ]
    : []
  const itself: Stop = {
    key: 'itself',
    time: conversion.time,
    name: points[0]?.name ?? say.ledger.itself,
    detail: conversion.sources.join(', '),
    credited: false,
    kind: 'itself',
  }
  return [...[...visits, ...leads].toSorted((a, b) => a.time - b.time), itself]
}
