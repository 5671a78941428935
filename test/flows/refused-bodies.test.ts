// What every route says of a body or a query that is not what it wants: in our words, with the field. The routes and their
// fields are those of the OpenAPI document, so a new one is asked too.
import type { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { planSchema } from '#contract/plan.ts'
import { unsaid } from '#contract/say-issue.ts'
import { createApi } from '#http/api.ts'
import type { Services } from '#http/services.ts'
import { badBodies, type JsonSchema } from '../support/bad-bodies.ts'
import { openTestServices } from '../support/services.ts'

let services: Services
let close: () => Promise<void>
let api: Hono
let operations: Operation[]

interface Operation {
  method: string
  path: string
  schema: JsonSchema | undefined
  query: string[]
}

interface Described {
  servers?: unknown
  parameters: { name: string; in: string }[]
  requestBody?: { content: Record<string, { schema?: JsonSchema }> }
}

beforeAll(async () => {
  ;({ services, close } = await openTestServices())
  api = createApi(services)
  operations = await describedOperations()
})
afterAll(() => close())

/** All but the collector's, which takes events one by one. */
async function describedOperations(): Promise<Operation[]> {
  const { text } = await call('GET', '/api/v1/openapi.json')
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { servers, parameters, requestBody }]) => {
      if (servers) return []
      const query = parameters.filter((each) => each.in === 'query').map(({ name }) => name)
      const schema = requestBody?.content['application/json']?.schema
      return [{ method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, '1'), schema, query }]
    }),
  )
}

/** Read to its end: some answers are given while the work goes on. */
async function call(method: string, path: string, body?: string): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${services.adminToken}` }
  const answer = await api.request(path, { method, headers, ...(body !== undefined && { body }) })
  return { status: answer.status, text: await answer.text() }
}

interface Refused {
  error: { message: string; details: { field: string; message: string; hint?: string }[] }
}

/** English of the schema library, which tells of types and patterns and of no remedy. */
const libraryWords = /\bInvalid\b|Unrecognized key|Too (small|big)|expected .*received|must match pattern/

/** What is wrong with an answer, and the fields that it refuses. */
function judge({ status, text }: { status: number; text: string }): { faults: string[]; fields: string[] } {
  if (status === 500) return { faults: ['500'], fields: [] }
  if (status < 400) return { faults: [], fields: [] }
  const { message, details } = (JSON.parse(text) as Refused).error
  const said = [message, ...details.flatMap((each) => [each.message, ...(each.hint === undefined ? [] : [each.hint])])]
  const faults = said.filter((words) => words === '' || words === unsaid || libraryWords.test(words))
  return { faults, fields: details.map(({ field }) => field).filter((field) => field !== '') }
}

test('Whatever is wrong with a body, it is told in our words, by its field', async () => {
  const faults: string[] = []
  const taking = operations.filter(({ schema }) => schema !== undefined)
  expect(taking.length).toBeGreaterThan(30)
  for (const { method, path, schema } of taking) {
    const refused = new Set<string>()
    for (const body of badBodies(schema!)) {
      const judged = judge(await call(method, path, body))
      faults.push(...judged.faults.map((words) => `${method} ${path} ${body.slice(0, 80)}: ${words}`))
      for (const field of judged.fields) refused.add(field)
    }
    if (refused.size === 0) faults.push(`${method} ${path}: no body was refused for a field`)
    if (schema!.additionalProperties === false && !refused.has('no_such_field'))
      faults.push(`${method} ${path}: a field that there is not is not named`)
  }
  expect(faults).toEqual([])
}, 120_000)

test('Whatever is wrong with a query, it is told in our words', async () => {
  const faults: string[] = []
  const taking = operations.filter(({ query }) => query.length > 0)
  expect(taking.length).toBeGreaterThan(10)
  for (const { method, path, query } of taking) {
    for (const name of [...query, 'no_such_field']) {
      for (const value of ['', 'nonsense', '-1.5', 'x'.repeat(3_000)]) {
        const asked = `${path}?${name}=${value}`
        const judged = judge(await call(method, asked, method === 'GET' ? undefined : ''))
        faults.push(...judged.faults.map((words) => `${method} ${asked.slice(0, 80)}: ${words}`))
      }
    }
  }
  expect(faults).toEqual([])
}, 120_000)

test('Whatever is wrong with a plan, it is told in our words', async () => {
  const faults: string[] = []
  const schema = z.toJSONSchema(planSchema, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  for (const plan of badBodies(schema)) {
    const { status, text } = await call('POST', '/api/v1/plans/check', plan)
    const { problems } = JSON.parse(text) as { problems: { field: string; message: string; hint?: string }[] }
    if (status !== 200) faults.push(`${plan}: ${status}`)
    for (const { field, message } of problems)
      if (message === '' || libraryWords.test(message)) faults.push(`${plan.slice(0, 80)}: ${field} ${message}`)
  }
  expect(faults).toEqual([])
}, 120_000)
