// What the journal holds that is not loaded yet.
import { journalStoredThrough } from '#store/batches.ts'
import { openJournalReader } from '#store/journal.ts'
import type { Store } from '#store/store.ts'

export interface Backlog {
  events: number
  bytes: number
  /** Epoch milliseconds at which the oldest of them arrived; null when there is none. */
  oldestAt: number | null
}

/** Reads the journal beside its writer; a journal that does not exist yet holds nothing. */
export async function journalBacklog({ home, control }: Pick<Store, 'home' | 'control'>): Promise<Backlog> {
  const journal = openJournalReader(home.journal)
  if (!journal) return { events: 0, bytes: 0, oldestAt: null }
  try {
    return journal.after(await journalStoredThrough(control, journal.name))
  } finally {
    journal.close()
  }
}
