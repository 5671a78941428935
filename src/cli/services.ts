// Makes what the routes work with, for the process that owns the data folder.
import { loadNext } from '#collect/load.ts'
import { ReadAhead } from '#collect/read-ahead.ts'
import { catchUp, countAround } from '#count/catch-up.ts'
import { countAgainStep } from '#count/count-again.ts'
import { dropAbandoned } from '#count/abandoned.ts'
import { isOverdue } from '#count/behind.ts'
import { Previews } from '#count/previews.ts'
import { recount } from '#count/recount.ts'
import { isOutdated } from '#count/visit-rules.ts'
import type { Background, Services } from '#http/services.ts'
import { finishUndos } from '#import/undo.ts'
import type { Workshop as PrivacyWorkshop } from '#privacy/erase-steps.ts'
import { finishErasures } from '#privacy/erase.ts'
import { lastStoredBatch, openJournalBatches } from '#store/batches.ts'
import { openJournalReader } from '#store/journal.ts'
import { noteInterrupted } from '#store/outbox.ts'
import { type Store, openStore } from '#store/store.ts'
import { type Clock, systemClock } from '#util/clock.ts'
import { newId } from '#util/ids.ts'
import { Turns } from '#util/turns.ts'
import type { Settings } from '#util/settings.ts'
import { adminToken } from './admin-token.ts'

type CatchUp = Services['catchUp']

/** Opens the data folder for this process. Throws FolderInUse. Close with `services.store.close()`. */
export async function openServices(settings: Settings, clock: Clock = systemClock): Promise<Services> {
  const store = await openStore(settings.dataFolder, settings.clickhouseUrl)
  await finishUndos({ store, clock })
  await noteInterrupted(store.control, clock())
  const privacy: PrivacyWorkshop = {
    store,
    clock,
    counting: {
      async all() {
        await endOpenBatch(store, clock)
        await catchUp(store, clock)
      },
      around: async (identifiers) => countAround(store, clock, await lastStoredBatch(store.control), identifiers),
    },
  }
  await finishErasures(privacy)
  const counting = new Turns()
  const alertRounds = new Turns()
  const previews = new Previews(store, clock, counting)
  await dropAbandoned(store, clock())
  const background: Background = { loading: undefined, counting: undefined, countsByItself: false }
  const stepAgain: Services['countAgainStep'] = (progress) => counting.run(() => countAgainStep(store, clock, progress))
  const catchUpNow = oneAtATime(async (progress) => {
    await counting.run(() => catchUp(store, clock, progress, { elsewhere: () => previews.underway }))
    while (!background.countsByItself && (await stepAgain(progress)));
  })
  return {
    store,
    clock,
    settings,
    instance: newId(),
    adminToken: adminToken(settings),
    background,
    catchUp: catchUpNow,
    async catchUpToAsk() {
      const inBackground = async (): Promise<boolean> =>
        (await isOutdated(store.control, clock())) || !(await isOverdue(store.control, clock()))
      if (!background.countsByItself || !(await inBackground())) await catchUpNow()
    },
    countAgainStep: stepAgain,
    withPersons: (work) => previews.alone(() => counting.run(() => work(privacy))),
    alertRound: (work) => alertRounds.run(work),
    preview: (hashes, progress = () => undefined) => previews.count(hashes, progress),
    recount: (repair, progress) => counting.run(() => recount(store, clock, { repair }, progress)),
  }
}

/** Nothing behind a batch that a crash left open is counted, and what an erasure takes out must be. */
async function endOpenBatch(store: Store, clock: Clock): Promise<void> {
  if ((await openJournalBatches(store.control)).length === 0) return
  const journal = openJournalReader(store.home.journal)
  if (!journal) return
  try {
    await loadNext(store, new ReadAhead(journal), clock)
  } finally {
    journal.close()
  }
}

/**
 * Calls that come while a run is going share the next one: the run under way may have begun
 * before what they want counted was stored.
 */
export function oneAtATime(work: CatchUp): CatchUp {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start: CatchUp = (progress) => {
    running = work(progress).finally(() => (running = undefined))
    return running
  }
  return (progress) => {
    if (!running) return start(progress)
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined
        return start(progress)
      })
    return next
  }
}
