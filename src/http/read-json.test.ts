import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { Problem } from '#util/problem.ts'
import { readJson } from './read-json.ts'

test('a field that is not there is missing, whatever it would have to be; others are told by the schema', async () => {
  const schema = z.strictObject({
    host: z.string(),
    mail: z.object({ to: z.array(z.string()) }),
    port: z.int('is no number'),
    days: z.int().min(1),
    when: z.enum(['week', 'month']),
    from: z.iso.date(),
    list: z.array(z.string()),
    share: z.union([z.number().positive(), z.string()]),
    span: z.union([z.literal('all'), z.strictObject({ from: z.iso.date() })]),
  })
  const routes = new Hono()
  routes.onError((error, context) => context.json((error as Problem).toJSON()))
  routes.post('/', async (context) => context.json(await readJson(context, schema, { code: 'bad', message: 'No.' })))
  const answer = await routes.request('/', {
    method: 'POST',
    body: `{"mail": {}, "port": "x", "days": -3, "when": "year", "from": "1 May", "list": "a", "share": 0,
      "span": {"from": "soon", "to": 7}, "whom": "me"}`,
  })
  expect(await answer.json()).toMatchObject({
    error: {
      details: [
        { field: 'host', message: 'is missing' },
        { field: 'mail.to', message: 'is missing' },
        { field: 'port', message: 'is no number' },
        { field: 'days', message: 'must be at least 1' },
        { field: 'when', message: 'must be week, month' },
        { field: 'from', message: 'is not a day: write 2026-04-01' },
        { field: 'list', message: 'must be a list' },
        { field: 'share', message: 'must be above 0' },
        { field: 'span.from', message: 'is not a day: write 2026-04-01' },
        { field: 'span.to', message: 'is not a field here: there are from' },
        { field: 'whom', message: expect.stringContaining('is not a field here: there are host, mail, port') },
      ],
    },
  })
})

test('a body or a field of another kind is told what it may be', async () => {
  const schema = z.object({ share: z.union([z.number(), z.string(), z.literal('all')]).optional() })
  const routes = new Hono()
  routes.onError((error, context) => context.json((error as Problem).toJSON()))
  routes.post('/', async (context) => context.json(await readJson(context, schema, { code: 'bad', message: 'No.' })))
  const detailOf = async (body: string): Promise<unknown> => {
    const answer = (await (await routes.request('/', { method: 'POST', body })).json()) as ReturnType<Problem['toJSON']>
    return answer.error.details
  }
  expect(await detailOf('[]')).toEqual([{ field: '', message: 'The body must be an object.' }])
  expect(await detailOf('{"share": []}')).toEqual([{ field: 'share', message: 'must be a number or text or all' }])
})
