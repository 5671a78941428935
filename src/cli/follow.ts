// Reads an answer that comes as progress lines, drawing a bar while it does.
import type { ProgressLine, StepProgress } from '#contract/progress.ts'
import { Problem } from '#util/problem.ts'
import { isServerGone } from './connection.ts'
import type { Cli } from './context.ts'

/** Draws the progress of `label` until the work is done. Throws Problem when it failed. */
export async function followProgress<Result>(cli: Cli, label: string, response: Response): Promise<Result> {
  const bar = cli.progress(label)
  try {
    const end = await endOf<StepProgress, Result>(response, ({ what, done, total }) => bar.update(done, total, what))
    if (end?.type === 'done') return end.result
    const why = end?.message ?? 'the server went away'
    throw new Problem('broke_off', `${label} broke off: ${why}`, { hint: 'Nothing is lost; run the command again.' })
  } finally {
    bar.stop()
  }
}

/** How the work ended; undefined where the server went away before it did. */
export async function endOf<Progress, Result>(
  response: Response,
  report: (progress: Progress) => void,
): Promise<Exclude<ProgressLine<Progress, Result>, { type: 'progress' }> | undefined> {
  for await (const text of lines(response)) {
    const line = JSON.parse(text) as ProgressLine<Progress, Result>
    if (line.type !== 'progress') return line
    report(line)
  }
  return undefined
}

/** The lines of an answer as they come; they end early where the server went away. */
async function* lines(response: Response): AsyncGenerator<string> {
  let rest = ''
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n')
      rest = parts.pop()!
      yield* parts
    }
  } catch (error) {
    if (!isServerGone(error)) throw error
  }
}
