// Keeps the collector and the server running: starts them, passes on what they say, starts them again when they die.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { createInterface } from 'node:readline'

export type Part = 'collector' | 'server'

export interface SupervisorOptions {
  env: NodeJS.ProcessEnv
  /** A line for the log: what a part says, or what happened to it. */
  log(line: string): void
}

/** Restarts wait this long when a part keeps dying: at once, then longer each time. */
const restartDelaysMs = [0, 500, 1_000, 2_000, 5_000, 10_000, 30_000]
/** A part that lived this long was well; its next death starts the delays anew. */
const wellAfterMs = 30_000
/** Parts stop by themselves within 30 s; past this they are killed. */
const killAfterMs = 40_000

/** One part's process, and its successors. */
export class Supervised {
  readonly #part: Part
  readonly #options: SupervisorOptions
  #child: ChildProcess | undefined
  #deaths = 0
  #stopping = false
  #restart: NodeJS.Timeout | undefined

  constructor(part: Part, options: SupervisorOptions) {
    this.#part = part
    this.#options = options
  }

  /** Its process id, while it runs. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Resolves with the part's address when it answers; rejects when it ends before: then it is not tried again. */
  start(): Promise<string> {
    return new Promise((resolve, reject) => {
      let ready = false
      this.#spawn(
        (url) => {
          ready = true
          resolve(url)
        },
        (how) => {
          if (ready) this.#startAgain(how)
          else reject(new Error(`The ${this.#part} could not start: it ${how}. The lines above say why.`))
        },
      )
    })
  }

  /** Lets the part finish what it is doing. */
  stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#restart)
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
    return new Promise((resolve) => {
      const kill = setTimeout(() => child.kill('SIGKILL'), killAfterMs)
      child.once('exit', () => {
        clearTimeout(kill)
        resolve()
      })
      child.kill('SIGTERM')
    })
  }

  #spawn(onReady: (url: string) => void, onEnd: (how: string) => void): void {
    const { env, log } = this.#options
    // the channel tells the part when this process is gone; a group of its own keeps Ctrl-C ours to handle
    const child = spawn(process.execPath, [...process.execArgv, entryOf(this.#part)], {
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    })
    this.#child = child
    const say = (line: string): void => log(line.startsWith(`${this.#part}:`) ? line : `${this.#part}: ${line}`)
    createInterface(child.stderr!).on('line', say)
    createInterface(child.stdout!).on('line', (line) => {
      const url = readyUrl(line)
      if (url === undefined) say(line)
      else onReady(url)
    })
    child.once('error', (error) => child.pid === undefined && onEnd(`could not be started (${error.message})`))
    child.once('exit', (code, signal) => onEnd(signal ? `was ended by ${signal}` : `ended with code ${code}`))
  }

  #startAgain(how: string): void {
    if (this.#stopping) return
    const delay = restartDelaysMs[Math.min(this.#deaths, restartDelaysMs.length - 1)]!
    this.#deaths += 1
    const when = delay === 0 ? 'at once' : `in ${delay / 1000} s`
    this.#options.log(`The ${this.#part} ${how}; it is started again ${when}.`)
    this.#restart = setTimeout(() => {
      const startedAt = performance.now()
      this.#spawn(
        () => this.#options.log(`The ${this.#part} runs again.`),
        (howAgain) => {
          if (performance.now() - startedAt >= wellAfterMs) this.#deaths = 0
          this.#startAgain(howAgain)
        },
      )
    }, delay)
  }
}

/** `collector.js` beside the built main.js, `collector.ts` beside the source. */
function entryOf(part: Part): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  return fileURLToPath(new URL(`./${part}.${extension}`, import.meta.url))
}

function readyUrl(line: string): string | undefined {
  if (!line.startsWith('{"ready"')) return undefined
  return (JSON.parse(line) as { url: string }).url
}
