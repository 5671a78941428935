// How the command line finds the server of a data folder, and its collector: a file in that folder, checked by asking.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const runningServer = z.object({
  address: z.url(),
  /** Where events are taken; one of before an update may not tell. */
  collector: z.url().optional(),
  pid: z.int(),
  /** The process that starts it again when it dies; absent where nobody does. */
  supervisor: z.int().optional(),
  instance: z.string(),
})

export type RunningServer = z.infer<typeof runningServer>

function serverFile(dataFolder: string): string {
  return join(dataFolder, 'server.json')
}

/** Tells other processes where this server listens. */
export function announceServer(dataFolder: string, server: RunningServer): void {
  const path = serverFile(dataFolder)
  writeFileSync(`${path}.${server.pid}`, JSON.stringify(server), { mode: 0o600 })
  renameSync(`${path}.${server.pid}`, path)
}

/** Takes the announcement back, if it is still this server's. */
export function withdrawServer(dataFolder: string, instance: string): void {
  if (announcedServer(dataFolder)?.instance === instance) rmSync(serverFile(dataFolder), { force: true })
}

/** The server of a data folder, if one answers under the announced address as that very instance. */
export async function findServer(dataFolder: string): Promise<RunningServer | undefined> {
  const announced = announcedServer(dataFolder)
  if (!announced) return undefined
  try {
    const answer = await fetch(new URL('/healthz', announced.address), { signal: AbortSignal.timeout(5_000) })
    const body = (await answer.json()) as { instance?: string }
    return body.instance === announced.instance ? announced : undefined
  } catch {
    // nothing there, or somebody else's service: the file was left behind by a server that died
    return undefined
  }
}

/** The server that died and is being started again, if somebody who does so lives. */
export function serverToReturn(dataFolder: string): (RunningServer & { supervisor: number }) | undefined {
  const announced = announcedServer(dataFolder)
  if (announced?.supervisor === undefined || !isAlive(announced.supervisor)) return undefined
  return { ...announced, supervisor: announced.supervisor }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // somebody else's process may be looked at by its owner alone
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function announcedServer(dataFolder: string): RunningServer | undefined {
  const path = serverFile(dataFolder)
  if (!existsSync(path)) return undefined
  try {
    return runningServer.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    // unreadable counts as not announced; the next server writes it anew
    return undefined
  }
}
