// One conversion as a story: what it is, every sighting and what became of it, the path to it, what is known of it.
import type { ReactNode } from 'react'
import type { LedgerEntry } from '#contract/ledger.ts'
import { type View, writeView } from '../address.ts'
import { ApiProblem, getJson } from '../api.ts'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import { Command } from '../shell/command.tsx'
import { Failed } from '../shell/failed.tsx'
import { Link } from '../shell/link.tsx'
import { Skeleton } from '../shell/skeleton.tsx'
import { TimedTitle, useTimes } from '../times.tsx'
import { useLoaded } from '../use-loaded.ts'
import { ByHand } from './by-hand.tsx'
import { Details, EarlierIds, States } from './details.tsx'
import { PathTo } from './path.tsx'
import { Sightings } from './sightings.tsx'

export function Conversion({ id, view }: { id: string; view: View }) {
  const { say } = useLanguage()
  const loaded = useLoaded(`conversion ${id}`, (signal) =>
    getJson<LedgerEntry>(`/api/v1/ledger/${encodeURIComponent(id)}`, signal),
  )
  const back = (
    <Link className="back" href={`/ledger${writeView(view)}`}>
      ← {say.ledger.back}
    </Link>
  )
  if (loaded.error) {
    const unknown = loaded.error instanceof ApiProblem && loaded.error.status === 404
    if (!unknown) return <Failed error={loaded.error} retry={loaded.retry} />
    return (
      <div className="page ledger">
        {back}
        <div className="nothing">
          <h1>{say.ledger.foundNone(id)}</h1>
        </div>
      </div>
    )
  }
  // the entry of another id may still be shown by the loader; this page is about one
  if (!loaded.data || loaded.loading) {
    return <Skeleton title={say.ledger.title} shape={['sentence', 'short', 'chart', 'rows']} />
  }
  return <Story entry={loaded.data} view={view} back={back} reload={loaded.retry} />
}

interface StoryProps {
  entry: LedgerEntry
  view: View
  back: ReactNode
  reload: () => void
}

function Story({ entry, view, back, reload }: StoryProps) {
  const { say, format } = useLanguage()
  const times = useTimes()
  const { conversion, points, sightings } = entry
  const name = points[0]?.name ?? say.ledger.definition
  const duplicates = sightings.filter(({ outcome }) => outcome === 'duplicate').length
  const left = sightings.filter(({ outcome }) => outcome === 'not_counted').length
  const seen = sightings.filter(({ outcome }) => outcome !== 'reversal').length
  const { state, value, refunded, currency } = conversion
  return (
    <div className="page ledger">
      {back}
      <TimedTitle>
        {name} · {times.instant(conversion.time)}
      </TimedTitle>
      <div className="sentences">
        {entry.withdrawn ? (
          <p className="first">
            {say.ledger.withdrawn}{' '}
            {entry.nowPartOf && (
              <>
                {say.ledger.nowPartOf}{' '}
                <Link href={`/ledger/${entry.nowPartOf}${writeView(view)}`}>{entry.nowPartOf.slice(0, 12)}</Link>
              </>
            )}
          </p>
        ) : (
          <p className="first">
            {say.ledger.once(seen)} {seen === 1 ? say.ledger.onlyOne : say.ledger.outcomes({ duplicates, left })}
          </p>
        )}
        {state !== 'counted' && (
          <p>
            {say.ledger.takenBack({
              state,
              was: value === null ? '' : format.money(value + refunded, currency),
              value: value === null ? '' : format.money(value, currency),
            })}
          </p>
        )}
        <p>{useCredit(entry)}</p>
      </div>
      {sightings.length > 0 && <Sightings entry={entry} />}
      <ByHand entry={entry} view={view} reload={reload} />
      <PathTo entry={entry} />
      <Details entry={entry} />
      {entry.states.length > 1 && <States entry={entry} />}
      {entry.aliases.length > 0 && <EarlierIds entry={entry} />}
      <section>
        <p className="lighter">{say.ledger.command}</p>
        <Command text={`onecount ledger ${conversion.id}`} />
      </section>
    </div>
  )
}

const minuteMs = 60_000

/** To which visit, lead or record it is credited, in words. */
function useCredit({ conversion, lead }: LedgerEntry): string {
  const { say } = useLanguage()
  const times = useTimes()
  const { channel, creditedAt, sessionId, time } = conversion
  const name = channelName(channel, say)
  if (creditedAt !== null && sessionId !== '') {
    const minutes = Math.max(0, Math.round((time - creditedAt) / minuteMs))
    const lag = say.ledger.lag({ days: Math.floor(minutes / 1_440), hours: Math.floor(minutes / 60), minutes })
    return say.ledger.creditedVisit({ channel: name, time: times.instant(creditedAt), lag })
  }
  if (lead && creditedAt === lead.time) {
    return say.ledger.creditedLead({ channel: name, time: times.instant(creditedAt) })
  }
  return channel === '' ? say.ledger.creditedNothing : say.ledger.creditedRecord(name)
}
