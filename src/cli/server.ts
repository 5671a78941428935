// The entry of the server's process. Prints one JSON line when it answers; ends with 0 on SIGTERM and SIGINT.
import { readSettings } from '#util/settings.ts'
import { giveWay, growSlowly } from './give-way.ts'
import { startServer } from './server-process.ts'

/** A count under way may take longer; cut short, it goes on at the next start. */
const longestStopMs = 30_000

const report = (message: string): void => console.error(`server: ${message}`)

function fail(error: unknown): never {
  report(process.env['ONECOUNT_DEBUG'] && error instanceof Error ? error.stack! : messageOf(error))
  process.exit(1)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

// the supervisor may be gone before this process answers: then nobody would restart or stop it
const abandon = (): never => process.exit(1)
process.on('disconnect', abandon)
// or it was gone before this line; started by hand, a process has no such property
if ('connected' in process && !process.connected) abandon()

try {
  // before the engine starts its threads
  giveWay()
  growSlowly()
  const server = await startServer(readSettings(process.env), report)
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => fail('Stopped in the middle of a count; it goes on at the next start.'), longestStopMs).unref()
    server.stop().then(() => process.exit(0), fail)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.off('disconnect', abandon)
  process.on('disconnect', stop)
  console.log(JSON.stringify({ ready: 'server', url: server.url, pid: process.pid }))
} catch (error) {
  fail(error)
}
