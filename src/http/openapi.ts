// The OpenAPI 3.1 document, made from the table of operations and the schemas of the contract.
import { Hono } from 'hono'
import { z } from 'zod'
import { type Settings, collectAddress } from '#util/settings.ts'
import { operations } from './operations/all.ts'
import type { Operation } from './operations/operation.ts'

/** `GET /` below `/api/v1/openapi.json`. */
export function openapiRoutes({ settings }: { settings: Settings }): Hono {
  const routes = new Hono()
  routes.get('/', (context) => context.json(openapiDocument(settings)))
  return routes
}

function openapiDocument(settings: Settings): object {
  const collector = [{ url: collectAddress(settings) }]
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const { method, path } = operation
    paths[path] ??= {}
    paths[path][method] = { ...describeOperation(operation), ...(operation.collector && { servers: collector }) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Onecount',
      version: 'v1',
      description: 'Conversions defined, counted once, and answered with their definition.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: settings.publicUrl }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: asSchema(problemSchema) },
    },
  }
}

/** What every refused request is answered with. */
const problemSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    details: z.array(z.object({ field: z.string(), message: z.string(), hint: z.string().optional() })),
  }),
})

function describeOperation({ summary, path, query, body, answer, answerType, status, open }: Operation): object {
  const good = { description: answer, content: { [answerType ?? 'application/json']: {} } }
  const problem = {
    description: 'What was wrong, where, and what to do.',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
  return {
    summary,
    parameters: [...inPath(path), ...inQuery(query ?? {})],
    ...(body && { requestBody: { content: { [body.type]: body.schema ? { schema: asSchema(body.schema) } : {} } } }),
    responses: { [status ?? 200]: good, default: problem },
    ...(open && { security: [] }),
  }
}

function inPath(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function inQuery(query: Readonly<Record<string, z.ZodType>>): object[] {
  return Object.entries(query).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !schema.isOptional(),
    schema: asSchema(schema),
  }))
}

/** As a sender writes it: before defaults are filled in and text is read. */
function asSchema(schema: z.ZodType): object {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return described
}
