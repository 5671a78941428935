// Answers of work that takes a while: lines of progress, then how it ended.
import type { Context } from 'hono'
import { stream } from 'hono/streaming'
import type { ProgressLine } from '#contract/progress.ts'
import { Problem } from '#util/problem.ts'

/**
 * Answers with the lines of `work` while it runs; what it throws becomes the last line, and is logged unless it is a Problem.
 * @param afterFailure what is left to do once the last line is written.
 */
export function tellProgress<Progress, Result>(
  context: Context,
  work: (tell: (progress: Progress) => void) => Promise<Result>,
  afterFailure: () => Promise<void> = async () => undefined,
): Response {
  context.header('content-type', 'application/x-ndjson')
  return stream(context, async (lines) => {
    const write = (line: ProgressLine<Progress, Result>): Promise<unknown> => lines.write(`${JSON.stringify(line)}\n`)
    try {
      await write({ type: 'done', result: await work((progress) => void write({ type: 'progress', ...progress })) })
    } catch (error) {
      await write(failure(error))
      await afterFailure()
    }
  })
}

function failure(error: unknown): { type: 'failed'; message: string; hint?: string } {
  if (!(error instanceof Problem)) {
    console.error(error)
    return { type: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
  const hint = error.details[0]?.hint
  return { type: 'failed', message: error.message, ...(hint !== undefined && { hint }) }
}
