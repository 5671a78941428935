// What the privacy page asks of the server.
import type { Erasure, FoundPerson, PersonQuery } from '#contract/privacy.ts'
import type { StepProgress } from '#contract/progress.ts'
import { call, followWork, sendJson } from '../api.ts'

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

/** Throws ApiProblem; what was begun is finished by the server. */
export async function erasePerson(query: PersonQuery, report: (share: number) => void): Promise<Erasure> {
  const headers = { 'content-type': 'application/json' }
  return readErasure(await call(`${privacy}/erase`, { method: 'POST', headers, body: JSON.stringify(query) }), report)
}

/** Tries again what waits or failed. Throws ApiProblem. */
export async function retryErasure(id: string): Promise<Erasure> {
  return readErasure(await call(`${privacy}/erasures/${id}/retry`, { method: 'POST' }), () => undefined)
}

function readErasure(answer: Response, report: (share: number) => void): Promise<Erasure> {
  return followWork<StepProgress, Erasure>(answer, ({ done, total }) => report(done / total))
}
