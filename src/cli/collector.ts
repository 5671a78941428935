// The entry of the collector's process. Prints one JSON line when it takes events; ends with 0 on SIGTERM and SIGINT.
import { readJournalBounds, readJunkAllowed, readSettings } from '#util/settings.ts'
import { type RunningCollector, startCollector } from './collector-process.ts'

const report = (message: string): void => console.error(`collector: ${message}`)

async function start(): Promise<RunningCollector> {
  const settings = readSettings(process.env)
  return startCollector({
    dataFolder: settings.dataFolder,
    host: settings.collectHost,
    port: settings.collectPort,
    bounds: readJournalBounds(process.env),
    junkAllowed: readJunkAllowed(process.env),
    report,
    onDamage(error) {
      report(`The journal is damaged (${error.message}). Ending, so that the next start repairs it.`)
      process.exit(1)
    },
  })
}

// the supervisor may be gone before this process takes events: then nobody would restart or stop it
const abandon = (): never => process.exit(1)
process.on('disconnect', abandon)
// or it was gone before this line; started by hand, a process has no such property
if ('connected' in process && !process.connected) abandon()

try {
  const collector = await start()
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    collector.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        report(String(error))
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.off('disconnect', abandon)
  process.on('disconnect', stop)
  console.log(JSON.stringify({ ready: 'collector', url: collector.url, pid: process.pid }))
} catch (error) {
  report(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
