// Who somebody is taken to be, and why, over HTTP.
import { Hono } from 'hono'
import { oneIdentifierSchema } from '#contract/person.ts'
import { whyOnePerson } from '#count/why-one-person.ts'
import { Problem } from '#util/problem.ts'
import type { Services } from './services.ts'

/** `GET /?visitor=V` below `/api/v1/persons`. */
export function personRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => {
    const read = oneIdentifierSchema.safeParse(context.req.query())
    if (!read.success) {
      throw new Problem('invalid_query', 'A person is asked for by one identifier.', {
        details: [{ field: '', message: 'names none or several', hint: 'Name a visitor, user, lead, email or phone.' }],
      })
    }
    await services.catchUpToAsk()
    const story = await whyOnePerson(services.store.facts, read.data)
    if (story) return context.json(story)
    throw new Problem('unknown_person', `No other identifier was ever seen with ${read.data}.`, {
      status: 404,
      hint: 'Alone on its records, or on none, it is a person of its own. Over HTTP, e-mail and phone are asked for by their SHA-256.',
    })
  })
  return routes
}
