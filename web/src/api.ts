// How the app asks the server, and what can go wrong with it.
import type { Answer, QuestionInput } from '#contract/ask.ts'
import type { PlanVersion } from '#contract/plan.ts'
import type { ProgressLine } from '#contract/progress.ts'
import type { Messages } from './language/messages.ts'

/** The server said no, or could not be reached; `hint` is what to do about it. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly hint: string | undefined
  constructor(code: string, status: number, message: string, hint?: string) {
    super(message)
    this.code = code
    this.status = status
    this.hint = hint
  }
}

/** Throws ApiProblem, with code `unreachable` where no server answers. */
export async function ask(question: QuestionInput, signal: AbortSignal): Promise<Answer> {
  return sendJson<Answer>('/api/v1/ask', question, { signal })
}

/** The plan in force, or null while none is agreed. Throws ApiProblem. */
export async function currentPlan(signal: AbortSignal): Promise<PlanVersion | null> {
  try {
    const response = await call('/api/v1/plans/current', { signal })
    return (await response.json()) as PlanVersion
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null
    throw error
  }
}

/** JSON of an address. Throws ApiProblem. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await call(path, signal ? { signal } : {})).json()) as T
}

/** Posts `body` as JSON, unless `init` names another method, and gives the JSON of the answer. Throws ApiProblem. */
export async function sendJson<T>(path: string, body?: object, init: RequestInit = {}): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const request = { method: 'POST', headers, ...(body && { body: JSON.stringify(body) }), ...init }
  return (await (await call(path, request)).json()) as T
}

/** The result of work that tells its progress, a line each. Throws ApiProblem, also when the work broke off. */
export async function followWork<Progress, Result>(
  response: Response,
  report: (progress: Progress) => void,
): Promise<Result> {
  let end: Exclude<ProgressLine<Progress, Result>, { type: 'progress' }> | undefined
  for await (const line of linesOf<ProgressLine<Progress, Result>>(response)) {
    if (line.type === 'progress') report(line)
    else end = line
  }
  if (!end) throw new ApiProblem('unreachable', 0, 'The answer ended early.')
  if (end.type === 'failed') throw new ApiProblem('failed', response.status, end.message, end.hint)
  return end.result
}

/** The lines of an answer as they come, each a JSON document. */
async function* linesOf<Line>(response: Response): AsyncGenerator<Line> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read().catch(throwUnreachable)
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield JSON.parse(line) as Line
  }
}

/** What stands behind a failure, as far as it decides what to do about it. */
export type Failure = 'unreachable' | 'signed-out' | 'updated' | 'refused' | 'broken'

export function failureOf(error: Error): Failure {
  if (!(error instanceof ApiProblem)) return 'broken'
  if (error.code === 'unreachable' || error.code === 'updated') return error.code
  return error.status === 401 ? 'signed-out' : 'refused'
}

export interface RefusalWords {
  message: string
  hint: string | undefined
}

/** What a call that failed says to its user: what happened, and what to do about it. */
export function refusalWords(error: Error, { failed, told }: Messages, failure = failureOf(error)): RefusalWords {
  if (failure === 'unreachable') return { message: failed.unreachable, hint: failed.unreachableHint }
  if (failure === 'signed-out') return { message: failed.signedOut, hint: failed.signedOutHint }
  if (failure === 'updated') return { message: failed.updated, hint: failed.updatedHint }
  if (!(error instanceof ApiProblem)) return { message: failed.broken(error.message), hint: failed.brokenHint }
  return { message: told(error.message), hint: error.hint && hintHere(error.hint, failed.chooseHere, told) }
}

/** Where the command line lists names too many for a hint, a page has them in its own lists. */
const listedElsewhere = /There are \d+; `onecount [^`]+` lists them(, over HTTP GET \S+)?\.$/

function hintHere(hint: string, chooseHere: string, told: Messages['told']): string {
  const rest = hint.replace(listedElsewhere, '').trim()
  if (rest === hint) return told(hint)
  return [rest && told(rest), chooseHere].filter(Boolean).join(' ')
}

/** The same for a form, in one line. */
export function refusalText(error: unknown, say: Messages, failure = failureOf(error as Error)): string {
  const { message, hint } = refusalWords(error as Error, say, failure)
  return hint === undefined ? message : `${message} ${hint}`
}

/** Any call; throws ApiProblem for an answer that is not 2xx. */
export async function call(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch(throwUnreachable)
  if (!response.ok) throw await problemOf(response)
  return response
}

function throwUnreachable(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error
  throw new ApiProblem('unreachable', 0, error instanceof Error ? error.message : String(error))
}

interface ProblemBody {
  error?: { code?: string; message?: string; details?: { message?: string; hint?: string }[] }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text()
  try {
    const { error } = JSON.parse(text) as ProblemBody
    const { details = [] } = error ?? {}
    // where no remedy is given, what is wrong with the first field is one
    const hint =
      details.find((detail) => detail.hint)?.hint ?? details.find(({ message }) => message !== error?.message)?.message
    return new ApiProblem(error?.code ?? 'unknown', response.status, error?.message ?? response.statusText, hint)
  } catch {
    // Not our server's words: a proxy's page, say.
    return new ApiProblem('unknown', response.status, `${response.status} ${response.statusText}`)
  }
}
