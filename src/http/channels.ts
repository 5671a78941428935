// Channels over HTTP: the rules in force, and which of them a visit would get.
import { Hono } from 'hono'
import { channelTestSchema } from '#contract/channels.ts'
import { channelRulesInForce, tryChannel } from '#count/try-channel.ts'
import { sayIssue } from '#contract/say-issue.ts'
import { Problem } from '#util/problem.ts'
import type { Services } from './services.ts'

const withScheme = 'Write it with https:// at its beginning.'

/** Routes below `/api/v1/channels`. */
export function channelRoutes({ store, clock }: Services): Hono {
  const routes = new Hono()
  routes.get('/', async (context) => context.json(await channelRulesInForce(store, clock())))
  routes.get('/test', async (context) => {
    const read = channelTestSchema.safeParse(context.req.query(), { error: sayIssue })
    if (read.success) return context.json(await tryChannel(store, read.data, clock()))
    const details = read.error.issues.map((issue) =>
      issue.code === 'unrecognized_keys'
        ? { field: issue.keys[0]!, message: 'is not known', hint: 'There are url, referrer and source.' }
        : {
            field: String(issue.path[0]),
            message: issue.message,
            ...(issue.code !== 'too_big' && { hint: withScheme }),
          },
    )
    throw new Problem('invalid_channel_test', 'No channel can be told.', { details })
  })
  return routes
}
