import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from '#util/problem.ts'
import { readJson } from './read-json.ts'

test('a field that is not there is missing, whatever it would have to be; others are told by the schema', async () => {
  const schema = z.object({
    host: z.string(),
    mail: z.object({ to: z.array(z.string()) }),
    port: z.int('is no number'),
    days: z.int().min(1),
    when: z.enum(['week', 'month']),
  })
  const routes = new Hono()
  routes.onError((error, context) => context.json((error as Problem).toJSON()))
  routes.post('/', async (context) => context.json(await readJson(context, schema, { code: 'bad', message: 'No.' })))
  const answer = await routes.request('/', {
    method: 'POST',
    body: '{"mail": {}, "port": "x", "days": -3, "when": "year"}',
  })
  expect(await answer.json()).toMatchObject({
    error: {
      details: [
        { field: 'host', message: 'is missing' },
        { field: 'mail.to', message: 'is missing' },
        { field: 'port', message: 'is no number' },
        { field: 'days', message: 'must be at least 1' },
        { field: 'when', message: 'must be week, month' },
      ],
    },
  })
})
