// The built product as a process, with a data folder of its own.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from './programs.ts'

const root = join(import.meta.dirname, '..', '..')

export interface ReadyServer {
  url: string
  collectUrl: string
  signIn: string
}

/** Builds the product and starts it by a command, `up` or `demo`. */
export async function startServer(command: readonly string[]): Promise<{ ready: ReadyServer; stop(): Promise<void> }> {
  execFileSync(process.execPath, [join(root, 'scripts', 'build.js')], { cwd: root })
  const folder = mkdtempSync(join(tmpdir(), 'onecount-web-'))
  const env = { ONECOUNT_DATA: folder, ONECOUNT_PORT: '0', ONECOUNT_COLLECT_PORT: '0' }
  const main = join(root, 'dist', 'main.js')
  const server = await start<ReadyServer>([process.execPath, main, ...command, '--json'], env)
  return {
    ready: server.ready,
    async stop() {
      await server.end('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
