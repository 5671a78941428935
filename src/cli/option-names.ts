// The API names fields, the command line options: what went wrong is told in the words that were typed.
import { Problem, type ProblemDetail } from '#util/problem.ts'

/** Does the work; a Problem's fields become the options that stand for them (`metrics` → `--metric`). */
export async function inOptions<T>(work: Promise<T>, options: Readonly<Record<string, string>>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof Problem ? renamed(error, options) : error
  }
}

function renamed(problem: Problem, options: Readonly<Record<string, string>>): Problem {
  const details = problem.details.map((detail): ProblemDetail => {
    const option = options[detail.field.split('.')[0]!]
    if (option === undefined || detail.field === '') return detail
    return { ...detail, field: option, message: asTyped(detail.message, detail.field, option) }
  })
  const message = problem.details.reduce(
    (text, { message: before }, index) => text.replaceAll(before, details[index]!.message),
    problem.message,
  )
  return new Problem(problem.code, message, { status: problem.status, details })
}

/** The field is named at a message's beginning or end; in between the same letters are a plain word (`3 micro points`). */
function asTyped(message: string, field: string, option: string): string {
  if (message.startsWith(`${field} `)) return option + message.slice(field.length)
  return message.endsWith(` ${field}.`) ? `${message.slice(0, -field.length - 1)}${option}.` : message
}
