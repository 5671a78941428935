// What every command gets: a way to the API, and a way to speak to the person at the terminal.
import type { Settings } from '#util/settings.ts'

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
