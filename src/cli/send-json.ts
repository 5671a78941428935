// Sends JSON to the API and reads the JSON of its answer.
import type { Cli } from './context.ts'

/** Throws Problem as the API answers it. */
export async function sendJson<T>(cli: Cli, path: string, body?: object, method = 'POST'): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const answer = await cli.api(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  return (await answer.json()) as T
}
