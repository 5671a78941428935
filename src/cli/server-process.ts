// The server: API, web app, loading and counting put together on one data folder.
import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { Loader } from '#collect/load.ts'
import { isBehind } from '#count/behind.ts'
import { isOutdated } from '#count/visit-rules.ts'
import { createApi } from '#http/api.ts'
import type { Services } from '#http/services.ts'
import { continueErasures, waitForDisk } from '#privacy/erase.ts'
import { applyRetention } from '#privacy/retain.ts'
import { packageFolder } from '#store/home.ts'
import { FolderInUse } from '#store/store.ts'
import { type Settings, localAddress } from '#util/settings.ts'
import { deliverDue } from '#watch/alerts/deliver.ts'
import { sendDueReports } from '#watch/reports/send.ts'
import { AlertWatch } from './alert-watch.ts'
import { CountingLoop } from './counting-loop.ts'
import { type Regular, startDaily, startLooking } from './daily.ts'
import { drain, listen } from './listening.ts'
import { announceServer, withdrawServer } from './running-server.ts'
import { openServices } from './services.ts'
import { warmUp } from './warm-up.ts'

export interface RunningServer {
  url: string
  /** Takes no more connections, answers the requests under way, ends the load and the count under way, closes. */
  stop(): Promise<void>
}

/** Starts the server on its data folder. Throws FolderInUse, or when the address cannot be used. */
export async function startServer(settings: Settings, report: (message: string) => void): Promise<RunningServer> {
  const services = await openWhenFree(settings)
  const { store, instance } = services
  try {
    const server = createServer(services)
    const url = await listen(server, { host: settings.host, port: settings.port })
    const work = startWork(services, report)
    void warmUp(services, report)
    const collector = localAddress(settings.collectHost, settings.collectPort)
    announceServer(store.home.root, { address: url, collector, pid: process.pid, instance, ...supervisor() })
    return {
      url,
      async stop() {
        withdrawServer(store.home.root, instance)
        await drain(server)
        await work.stop()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Whoever has a channel to this process started it, and does so again. */
function supervisor(): { supervisor?: number } {
  return process.connected ? { supervisor: process.ppid } : {}
}

/** A command at work has the folder for a moment; the server waits for it. */
const folderFreeMs = 15_000

async function openWhenFree(settings: Settings): Promise<Services> {
  for (const giveUpAt = Date.now() + folderFreeMs; ;) {
    try {
      return await openServices(settings)
    } catch (error) {
      if (!(error instanceof FolderInUse) || Date.now() > giveUpAt) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

function createServer(services: Services): Server {
  const built = join(packageFolder(), 'dist', 'web')
  const app = createApi(services, existsSync(built) ? built : undefined)
  return createAdaptorServer({
    fetch: app.fetch,
    // a large file that is imported may take as long as it takes to arrive
    serverOptions: { headersTimeout: 10_000, requestTimeout: 0 },
  }) as Server
}

/** Loading and counting go on beside the questions and do not stop each other. */
function startWork(services: Services, report: (message: string) => void) {
  const { store, clock, background, catchUp, countAgainStep } = services
  const loader = new Loader({
    store,
    journalPath: store.home.journal,
    clock,
    report(message) {
      background.loading = message
      report(message)
    },
    onRecovered: () => (background.loading = undefined),
  })
  const alerts = new AlertWatch(services)
  const counting = new CountingLoop({
    async count() {
      await catchUp()
      alerts.counted()
      await countAgainStep()
    },
    isBehind: async () => (await isBehind(store.control)) || isOutdated(store.control, clock()),
    report,
    failing: (reason) => (background.counting = reason),
  })
  background.countsByItself = true
  loader.start()
  counting.start()
  const all = [loader, counting, ...startRegulars(services, alerts, report)]
  return { stop: () => Promise.all(all.map((each) => each.stop())) }
}

function startRegulars(services: Services, alerts: AlertWatch, report: (message: string) => void): Regular[] {
  const again = (what: string) => (error: unknown) => report(`${what} again in an hour. ${String(error)}`)
  return [
    startDaily(() => tidyPersons(services), report),
    startLooking(() => continueErasures(services, 'waiting'), again('Erasures that wait are looked for')),
    startLooking(() => sendDueReports(services), again('A report could not be made and is tried')),
    startLooking(() => alerts.look(), again('Alerts are looked for')),
    startLooking(() => deliverDue(services), again('Messages are delivered')),
  ]
}

async function tidyPersons(services: Services): Promise<void> {
  const { store, clock, withPersons } = services
  await continueErasures(services, 'all')
  await withPersons(applyRetention)
  await waitForDisk({ store, clock }, 0)
}
