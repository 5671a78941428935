// Reads an answer that comes as progress lines, drawing a bar while it does.
import type { ProgressLine } from '#http/ndjson.ts'
import { Problem } from '#util/problem.ts'
import type { Cli } from './context.ts'

/** Draws the progress of `label` until the work is done. Throws Problem when it failed. */
export async function followProgress<Result>(cli: Cli, label: string, response: Response): Promise<Result> {
  const bar = cli.progress(label)
  try {
    for await (const text of lines(response)) {
      const line = JSON.parse(text) as ProgressLine<{ what: string; done: number; total: number }, Result>
      if (line.type === 'progress') bar.update(line.done, line.total, line.what)
      if (line.type === 'done') return line.result
      if (line.type === 'failed') throw brokeOff(label, line.message)
    }
    throw brokeOff(label, 'the server went away')
  } finally {
    bar.stop()
  }
}

function brokeOff(label: string, message: string): Problem {
  return new Problem('broke_off', `${label} broke off: ${message}`, { hint: 'Nothing is lost; run the command again.' })
}

/** The lines of an answer as they come. */
export async function* lines(response: Response): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + chunk).split('\n')
    rest = parts.pop()!
    yield* parts
  }
}
