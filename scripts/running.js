// Whether Onecount runs on the data folder already: asked before anything is installed or built, which takes seconds.
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where the server that the data folder announces answers as that very one; else undefined. `from` is where the person is. */
export async function runningAddress(from) {
  const file = join(resolve(from, process.env['ONECOUNT_DATA'] ?? 'onecount-data'), 'server.json')
  if (!existsSync(file)) return undefined
  try {
    const { address, instance } = JSON.parse(readFileSync(file, 'utf8'))
    const answer = await fetch(new URL('/healthz', address), { signal: AbortSignal.timeout(2_000) })
    return (await answer.json()).instance === instance ? address : undefined
  } catch {
    // left behind by a server that died, or being written: the command itself looks again
    return undefined
  }
}
