// Everything that is held about a person, as one document that they can be given.
import { eventIdentifiers } from '#contract/identifiers.ts'
import { fromEventLine } from '#contract/event-line.ts'
import type { FoundPerson, PersonQuery } from '#contract/privacy.ts'
import { standingNow } from '#metrics/standing.ts'
import { journalStoredThrough } from '#store/batches.ts'
import { openJournalReader } from '#store/journal.ts'
import type { Store } from '#store/store.ts'
import { rejectedRowsOf } from './files.ts'
import { type Found, findPerson } from './find.ts'
import { markTheirs, theirs, unmark } from './theirs.ts'

export interface PersonExport {
  made: string
  asked: string[]
  person: FoundPerson
  events: object[]
  visits: object[]
  records: object[]
  conversions: object[]
  sightings: object[]
  /** Events that have arrived and are not stored yet, as they will be. */
  waiting: object[]
  rejectedRows: object[]
}

/** Times are UTC. Everything must be counted, and nothing may be counted meanwhile. Throws Problem. */
export async function exportPerson(store: Store, query: PersonQuery, now: number): Promise<PersonExport> {
  const { facts } = store
  const { found, person } = await findPerson(store, query)
  await markTheirs(facts, found.identifiers, { sighting: found.sightings, conversion: found.conversions })
  const rows = (sql: string): Promise<object[]> => facts.query<object>(sql, {}, { lane: 'load' })
  try {
    return {
      made: new Date(now).toISOString(),
      asked: found.whom.asked,
      person,
      events: await rows(`SELECT * EXCEPT (batch) FROM events FINAL WHERE ${theirs.events} ORDER BY time, id`),
      visits: await rows(
        `SELECT * EXCEPT (revision, is_deleted) FROM sessions FINAL WHERE ${theirs.visits} ORDER BY start`,
      ),
      records: await rows(
        `SELECT * EXCEPT (key, content, revision, batch) FROM records FINAL WHERE ${theirs.records} ORDER BY time, known_from`,
      ),
      conversions: await rows(
        `SELECT * EXCEPT (revision, erased) FROM ledger FINAL
         WHERE ${standingNow} AND erased = 0 AND (${theirs.settled} OR ${theirs.ledger}) ORDER BY time`,
      ),
      sightings: await rows(
        `SELECT * EXCEPT (revision, is_deleted) FROM sightings FINAL WHERE ${theirs.sightings} ORDER BY time`,
      ),
      waiting: await waitingEvents(store, found),
      rejectedRows: await rejectedRowsOf(store.home.imports, found),
    }
  } finally {
    await unmark(facts)
  }
}

async function waitingEvents({ home, control }: Store, { identifiers }: Found): Promise<object[]> {
  const journal = openJournalReader(home.journal)
  if (!journal) return []
  const own = new Set(identifiers)
  try {
    return journal
      .read((await journalStoredThrough(control, journal.name)) + 1, Number.MAX_SAFE_INTEGER)
      .flatMap((body) => body.split('\n'))
      .map(fromEventLine)
      .filter((event) => eventIdentifiers(event).some((key) => own.has(key)))
  } finally {
    journal.close()
  }
}
