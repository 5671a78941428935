// Long work told as it goes: one JSON document a line, the last one says how it ended.
import type { Context } from 'hono'
import { stream } from 'hono/streaming'

/** How work that takes a while ended, or how far it is. */
export type ProgressLine<Progress, Result> =
  | ({ type: 'progress' } & Progress)
  | { type: 'done'; result: Result }
  | { type: 'failed'; message: string }

/** Answers with the lines of `work` while it runs; what it throws becomes the last line and is logged. */
export function tellProgress<Progress, Result>(
  context: Context,
  work: (tell: (progress: Progress) => void) => Promise<Result>,
): Response {
  context.header('content-type', 'application/x-ndjson')
  return stream(context, async (lines) => {
    const write = (line: ProgressLine<Progress, Result>): Promise<unknown> => lines.write(`${JSON.stringify(line)}\n`)
    try {
      await write({ type: 'done', result: await work((progress) => void write({ type: 'progress', ...progress })) })
    } catch (error) {
      console.error(error)
      await write({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  })
}
