// Answers written to a file, or to stdout for another program.
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { QuestionInput } from '#contract/ask.ts'
import type { Cli } from './context.ts'
import { Problem } from '#util/problem.ts'

/** By `--format`, else by the ending of `--out`. Throws Problem where neither says it, or a terminal would get bytes. */
export function formatOf<T extends string>(
  formats: readonly T[],
  { format, out }: { format?: string; out?: string },
): T {
  const named = format ?? (out === undefined ? undefined : extname(out).slice(1).toLowerCase())
  const found = formats.find((each) => each === named)
  if (found === undefined) {
    const message =
      format === undefined ? `The name ${out ?? ''} does not tell the format.` : `There is no format ${format}.`
    throw new Problem('unknown_format', message, {
      details: [{ field: '--format', message, hint: `Write ${formats.join(', ')}.` }],
    })
  }
  if (found === 'parquet' && out === undefined && process.stdout.isTTY) {
    const message = 'Parquet cannot be read on a terminal.'
    throw new Problem('no_file', message, {
      details: [{ field: '--out', message, hint: 'Name a file: --out cv.parquet' }],
    })
  }
  return found
}

/** The answer as a file; CSV brings its definitions as a second one beside it. */
export async function saveAnswer(
  cli: Cli,
  question: QuestionInput,
  options: { format?: string; out?: string },
): Promise<void> {
  const format = formatOf(['csv', 'parquet', 'json'], options)
  const ask = (as: string): Promise<Response> =>
    cli.api(`/api/v1/ask?format=${as}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
    })
  await saveBody(cli, await ask(format), options.out)
  if (format !== 'csv' || options.out === undefined) return
  const beside = options.out.replace(/(\.csv)?$/i, '.definitions.csv')
  await saveBody(cli, await ask('definitions'), beside)
}

/** To a file that appears when it is whole, or to stdout. */
export async function saveBody(cli: Cli, answer: Response, out: string | undefined): Promise<void> {
  const body = Readable.fromWeb(answer.body as never)
  if (out === undefined) return pipeline(body, process.stdout, { end: false })
  const path = resolve(cli.cwd, out)
  const unfinished = `${path}.part`
  try {
    await pipeline(body, createWriteStream(unfinished))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw isOfPath(error) ? unwritable(path, error.code) : error
  }
  cli.remark(`Written to ${path}.`)
}

const pathCodes = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'EISDIR']

function isOfPath(error: unknown): error is { code: string } {
  return pathCodes.includes(String((error as NodeJS.ErrnoException).code))
}

function unwritable(path: string, code: string): Problem {
  const message = `${path} cannot be written (${code}).`
  const hint = 'Name a file in a folder that is there and may be written to.'
  return new Problem('unwritable', message, { details: [{ field: '--out', message, hint }] })
}
