// Programs for tests that kill them: bundled once, run by node itself, so that they start fast and die whole.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'

export interface Programs {
  /** Path of the program that was bundled from `src/cli/collector.ts` or `test/support/<name>.ts`. */
  path(name: string): string
  remove(): void
}

const root = join(import.meta.dirname, '..', '..')

/** Bundles entries, given by their path from the project's folder. */
export async function bundle(entries: Record<string, string>): Promise<Programs> {
  // below the project, so that the bundles find its packages and migrations
  const folder = join(root, 'node_modules', '.cache', `onecount-test-${process.pid}`)
  await build({
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  return {
    path: (name) => join(folder, `${name}.mjs`),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export interface Running<Ready> {
  process: ChildProcess
  /** The JSON line that the program printed when it was ready. */
  ready: Ready
  /** Everything it wrote to stderr so far. */
  log(): string
  /** Sends a signal and waits for the end; returns the exit code, null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

/** Starts a program and waits for its JSON line. Throws with its stderr when it ends before. */
export async function start<Ready>(command: string[], env: Record<string, string>): Promise<Running<Ready>> {
  const [file, ...args] = command
  const child = spawn(file!, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
  const ended = once(child, 'exit') as Promise<[number | null]>
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>
  const first = await Promise.race([line, ended.then(() => undefined)])
  if (!first) throw new Error(`${command.join(' ')} ended before it was ready: ${log}`)
  return {
    process: child,
    ready: JSON.parse(first[0]) as Ready,
    log: () => log,
    async end(signal) {
      child.kill(signal)
      return (await ended)[0]
    },
  }
}
