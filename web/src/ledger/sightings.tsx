// Each sighting of an action: who saw it, when, and which rule decided what became of it.
import type { LedgerEntry, LedgerSighting } from '#contract/ledger.ts'
import { useLanguage } from '../language/language.tsx'
import type { Messages } from '../language/messages.ts'
import { useTimes } from '../times.tsx'

export function Sightings({ entry: { sightings } }: { entry: LedgerEntry }) {
  const { say, format } = useLanguage()
  const times = useTimes()
  return (
    <section aria-labelledby="sightings-title">
      <h2 id="sightings-title">{say.ledger.sightings}</h2>
      <ol className="sightings">
        {sightings.map((sighting) => (
          <li key={sighting.id} className={sighting.outcome}>
            <span className="outcome">
              <Mark outcome={sighting.outcome} />
              {say.ledger.outcome[sighting.outcome]}
            </span>
            <time dateTime={new Date(sighting.time).toISOString()}>{times.instant(sighting.time)}</time>
            <span className="seen-by">
              {sighting.source} · {say.ledger.kinds[sighting.kind]} <code>{sighting.recordId}</code>
              {sighting.value !== null && ` · ${format.money(sighting.value, sighting.currency)}`}
            </span>
            <span className="why">
              {whyOf(sighting, say)}
              {sighting.isDouble && ` ${say.ledger.double}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A tick counts, two sheets are the same one again, an arrow takes back, a dash is left out. */
function Mark({ outcome }: { outcome: LedgerSighting['outcome'] }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor">
      {outcome === 'counted' && <path d="M3 8.5 6.5 12 13 4.5" strokeWidth="2" strokeLinecap="round" />}
      {outcome === 'duplicate' && <path d="M5.5 2.5h8v8h-8zM2.5 5.5v8h8" strokeWidth="1.4" strokeLinejoin="round" />}
      {outcome === 'reversal' && (
        <path d="M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H7" strokeWidth="1.4" strokeLinejoin="round" />
      )}
      {outcome === 'not_counted' && <path d="M4 8h8" strokeWidth="2" strokeLinecap="round" />}
    </svg>
  )
}

/** The rule in words; one that the catalogue does not know keeps its own. */
function whyOf({ outcome, reason }: Pick<LedgerSighting, 'outcome' | 'reason'>, say: Messages): string {
  const words = say.ledger
  if (outcome === 'counted') return words.countedWhy
  const inWords = (duration: string): string => words.duration(Number(duration.slice(0, -1)), duration.slice(-1))
  const person = /^same person within (\d+\w)$/.exec(reason)?.[1]
  if (person) return words.samePerson(inWords(person))
  const [, unit, within] = /^once per (\w+)(?: within (\d+\w))?$/.exec(reason) ?? []
  if (unit) return words.oncePer(words.units[unit] ?? unit, within ? inWords(within) : null)
  return words.reasons[reason] ?? reason
}
