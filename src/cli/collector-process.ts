// The collector: journal, keys and HTTP put together. Nothing here may reach the facts engine.
import { Journal, type JournalBounds } from '#collect/journal.ts'
import { JunkSigns } from '#collect/junk.ts'
import { Rejections } from '#collect/rejections.ts'
import { Senders } from '#collect/senders.ts'
import { createCollectServer } from '#http/collect.ts'
import { journalStoredThrough } from '#store/batches.ts'
import { type Control, openControl } from '#store/control.ts'
import { openHome } from '#store/home.ts'
import { HookRing } from '#store/hooks.ts'
import { openJournal } from '#store/journal.ts'
import { KeyRing } from '#store/keys.ts'
import { openRejectionFile } from '#store/rejections.ts'
import { Tombstones } from '#store/tombstones.ts'
import { openSenderFile } from '#store/senders.ts'
import { type Clock, systemClock } from '#util/clock.ts'
import { drain, listen } from './listening.ts'

export interface CollectorOptions {
  dataFolder: string
  host: string
  /** 0 takes any free port. */
  port: number
  bounds: JournalBounds
  /** Parts of user agents that are never taken for junk. */
  junkAllowed?: readonly string[]
  clock?: Clock
  /** A line for the log. */
  report: (message: string) => void
  /** The journal is damaged: end the process; opening it again repairs it. */
  onDamage: (error: Error) => void
}

export interface RunningCollector {
  url: string
  /** Takes no more connections, answers the requests under way, writes what waits, closes. */
  stop(): Promise<void>
}

/** Loaded events stay in the journal this long, because the facts engine may lose its last seconds with the power. */
const keepLoadedMs = 600_000
const lookEveryMs = 1_000
/** Connections that wait to be taken. */
const backlog = 1_024

/** Starts a collector on a data folder. Throws when the folder or the address cannot be used. */
export async function startCollector(options: CollectorOptions): Promise<RunningCollector> {
  const { clock = systemClock, report } = options
  const home = openHome(options.dataFolder)
  const control = await openControl(home.control)
  const keys = new KeyRing(home.control)
  const hooks = new HookRing(home.control, home.hookKey)
  const erased = new Tombstones(home.control, home.erasureKey)
  const file = openJournal(home.journal, report)
  const journal = new Journal(file, { path: home.journal, bounds: options.bounds, onDamage: options.onDamage })
  const rejections = new Rejections(openRejectionFile(home.journal))
  const senders = new Senders(openSenderFile(home.journal))
  const look = lookRegularly(async () => {
    await tidy(journal, control, clock)
    rejections.flush()
    senders.flush()
  }, report)
  const junk = new JunkSigns(options.junkAllowed ?? [])
  const services = {
    journal,
    keys,
    hooks,
    clock,
    junk,
    erased,
    rejections,
    senders,
    notReady: () => journal.fullBecause(),
  }
  const server = createCollectServer(services)
  const url = await listen(server, { host: options.host, port: options.port, backlog })
  return {
    url,
    async stop() {
      await drain(server)
      await look.stop()
      rejections.close()
      senders.close()
      await journal.close()
      keys.close()
      hooks.close()
      erased.close()
      await control.destroy()
    },
  }
}

/** Notes what is loaded, and deletes what has been loaded for long enough, a little at a time. */
async function tidy(journal: Journal, control: Control, clock: Clock): Promise<void> {
  journal.look(await journalStoredThrough(control, journal.name))
  const deletable = await journalStoredThrough(control, journal.name, clock() - keepLoadedMs)
  while (deletable > 0 && journal.deleteSome(deletable) > 0) {
    // requests first
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function lookRegularly(work: () => Promise<void>, report: (message: string) => void): { stop(): Promise<void> } {
  let running = Promise.resolve()
  let busy = false
  const run = (): void => {
    if (busy) return
    busy = true
    running = work()
      .catch((error: unknown) => report(`Tidying the journal failed and is tried again: ${String(error)}`))
      .finally(() => (busy = false))
  }
  run()
  const timer = setInterval(run, lookEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
