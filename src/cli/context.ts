// What every command gets: a way to the API, and a way to speak to the person at the terminal.
import { Problem } from '#util/problem.ts'
import type { Settings } from '#util/settings.ts'
import { type Connection, connect } from './connection.ts'
import { openTerminal } from './terminal.ts'

export interface Cli {
  settings: Settings
  /** Folder that relative paths on the command line are meant from. */
  cwd: string
  /**
   * Calls the API: the running server's where there is one, else one opened in this process on the
   * data folder. Throws Problem for an answer that is not 2xx.
   */
  api(path: string, init?: RequestInit): Promise<Response>
  /** Writes a line to stdout: the result. */
  print(line: string): void
  /** Writes a line to stderr: remarks, progress, hints. */
  remark(line: string): void
  /** A progress bar on stderr (nothing when it is not a terminal). */
  progress(label: string): { update(done: number, total: number | null, note?: string): void; stop(): void }
}

/** A Cli that connects at its first question; `close` gives the data folder back. */
export function openCli(settings: Settings, cwd: string): Cli & { close(): Promise<void> } {
  let connection: Promise<Connection> | undefined
  return {
    settings,
    cwd,
    ...openTerminal(process.stdout, process.stderr),
    async api(path, init) {
      connection ??= connect(settings)
      const answer = await (await connection).fetch(path, init)
      if (!answer.ok) throw await problemOf(answer)
      return answer
    },
    async close() {
      // a connection that could not be made was reported where it was asked for
      const open = await connection?.catch(() => undefined)
      await open?.close()
    },
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  const text = await answer.text()
  try {
    const { error } = JSON.parse(text) as ReturnType<Problem['toJSON']>
    return new Problem(error.code, error.message, { status: answer.status, details: error.details })
  } catch {
    // not ours: a proxy in between, or another program on this port
    return new Problem('unexpected_answer', `The server answered ${answer.status}: ${text.slice(0, 200)}`, {
      status: answer.status,
    })
  }
}
