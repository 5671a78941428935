// What the privacy page asks of the server.
import type { Erasure, ErasureProgress, FoundPerson, PersonQuery } from '#contract/privacy.ts'
import { ApiProblem, call, readLines, sendJson } from '../api.ts'

const privacy = '/api/v1/privacy'

/** Throws ApiProblem. */
export function findPerson(query: PersonQuery): Promise<FoundPerson> {
  return sendJson<FoundPerson>(`${privacy}/find`, query)
}

/** Has the browser keep everything that is held as a file. Throws ApiProblem. */
export async function downloadPerson(query: PersonQuery): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const answer = await call(`${privacy}/export`, { method: 'POST', headers, body: JSON.stringify(query) })
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = 'person.json'
  link.click()
  URL.revokeObjectURL(address)
}

type Line =
  | ({ type: 'progress' } & ErasureProgress)
  | { type: 'done'; result: Erasure }
  | { type: 'failed'; message: string }

/** Throws ApiProblem; what was begun is finished by the server. */
export async function erasePerson(query: PersonQuery, report: (share: number) => void): Promise<Erasure> {
  const headers = { 'content-type': 'application/json' }
  return readErasure(await call(`${privacy}/erase`, { method: 'POST', headers, body: JSON.stringify(query) }), report)
}

/** Tries again what waits or failed. Throws ApiProblem. */
export async function retryErasure(id: string): Promise<Erasure> {
  return readErasure(await call(`${privacy}/erasures/${id}/retry`, { method: 'POST' }), () => undefined)
}

async function readErasure(answer: Response, report: (share: number) => void): Promise<Erasure> {
  let erasure: Erasure | undefined
  await readLines<Line>(answer, (line) => {
    if (line.type === 'failed') throw new ApiProblem('failed', answer.status, line.message)
    if (line.type === 'done') erasure = line.result
    else report(line.done / line.total)
  })
  if (erasure) return erasure
  throw new ApiProblem('unreachable', 0, 'The answer ended early.')
}
