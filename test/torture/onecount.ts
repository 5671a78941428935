// A real `onecount up` for the torture run: started until it stands, killed in parts, ended in order.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from '../../scripts/build.js'
import { pause } from './load.ts'
import { type Part, processesOn } from '../support/processes.ts'

const root = join(import.meta.dirname, '..', '..')
const patienceMs = 120_000

export class Onecount {
  readonly dataFolder: string
  readonly url: string
  readonly collectUrl: string
  readonly token = 'oc_admin_torture'
  /** What was said since the last start, for when something is wrong. */
  log = ''
  /** Starts of `up` that it refused, because what was killed before was not gone yet. */
  refusedStarts = 0
  readonly #program: string
  readonly #env: NodeJS.ProcessEnv
  #child: ChildProcess | undefined
  #ended: Promise<unknown> = Promise.resolve()

  private constructor(dataFolder: string, program: string, [port, collectPort]: [number, number]) {
    this.dataFolder = dataFolder
    this.#program = program
    this.url = `http://127.0.0.1:${port}`
    this.collectUrl = `http://127.0.0.1:${collectPort}`
    this.#env = {
      ...process.env,
      ONECOUNT_DATA: dataFolder,
      ONECOUNT_PORT: String(port),
      ONECOUNT_COLLECT_PORT: String(collectPort),
      ONECOUNT_ADMIN_TOKEN: this.token,
    }
  }

  /** Builds the programs, and keeps a copy that a build meanwhile does not change. */
  static async prepare(dataFolder: string): Promise<Onecount> {
    await build()
    const program = join(root, 'node_modules', '.cache', `onecount-torture-${process.pid}`)
    mkdirSync(program, { recursive: true })
    for (const name of ['main', 'collector', 'server'])
      cpSync(join(root, 'dist', `${name}.js`), join(program, `${name}.js`))
    writeFileSync(join(program, 'package.json'), '{"type":"module"}')
    return new Onecount(dataFolder, program, [await freePort(), await freePort()])
  }

  /** Starts `up`, again and again as a service manager would, until it stands. Throws when it does not come up. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<void> {
    const giveUpAt = performance.now() + patienceMs
    this.log = ''
    while (!(await this.#startOnce(env))) {
      this.refusedStarts += 1
      if (performance.now() > giveUpAt) throw new Error(`onecount up does not start:\n${this.log.slice(-4_000)}`)
      await pause(200)
    }
  }

  /** Whether it stands; it ended otherwise. */
  async #startOnce(env: NodeJS.ProcessEnv): Promise<boolean> {
    const command = [join(this.#program, 'main.js'), 'up', '--json']
    const child = spawn(process.execPath, command, {
      env: { ...this.#env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    this.#ended = new Promise((resolve) => child.once('exit', resolve))
    child.stderr.on('data', (chunk: Buffer) => (this.log += chunk.toString()))
    return new Promise((resolve) => {
      child.stdout.once('data', () => resolve(true))
      child.once('exit', () => resolve(false))
    })
  }

  get supervisorLives(): boolean {
    return this.#child?.exitCode === null && this.#child.signalCode === null
  }

  /** Waits for the end of the supervisor, which was killed. */
  async supervisorEnded(): Promise<void> {
    await this.#ended
  }

  living(): Part[] {
    return processesOn(this.dataFolder).map(({ part }) => part)
  }

  /** Kills all living processes of these parts with SIGKILL. Returns how many there were. */
  kill(parts: readonly Part[]): number {
    const victims = processesOn(this.dataFolder).filter(({ part }) => parts.includes(part))
    return victims.filter(({ pid }) => signal(pid, 'SIGKILL')).length
  }

  /** Waits until nothing of it lives. Throws when something stays. */
  async gone(): Promise<void> {
    const giveUpAt = performance.now() + patienceMs
    while (this.living().length > 0) {
      if (performance.now() > giveUpAt) throw new Error(`Left behind: ${this.living().join(', ')}`)
      await pause(50)
    }
  }

  /** Ends it as Ctrl-C does. Returns its exit code. */
  async stop(): Promise<number | null> {
    this.#child!.kill('SIGTERM')
    await this.#ended
    return this.#child!.exitCode
  }

  /** The API's answer to a request, as JSON. */
  async api<Answer>(path: string, body: string): Promise<Answer> {
    const answer = await fetch(`${this.url}/api/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}` },
      body,
      signal: AbortSignal.timeout(20_000),
    })
    if (!answer.ok) throw new ApiError(answer.status, await answer.text())
    return (await answer.json()) as Answer
  }

  remove(): void {
    rmSync(this.#program, { recursive: true, force: true })
  }
}

export class ApiError extends Error {
  readonly status: number
  constructor(status: number, text: string) {
    super(`${status} ${text}`)
    this.status = status
  }
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    // it ended a moment ago
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
