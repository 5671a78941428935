// LINE official account: who became a friend, and who left.
import type { WireEvent } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import { fields, identifier, list, readJson, text, without } from '../dialects/values.ts'
import type { Dropped } from '../dropped.ts'
import { finishLink, lineUser, startLink } from './line-link.ts'
import { mapped, timeOf } from './mapped.ts'
import type { Delivery, Provider, Verdict } from './provider.ts'
import { header, isSigned } from './signature.ts'

export const line: Provider = { methods: ['POST'], verify, read, pages: { link: startLink, linked: finishLink } }

/** LINE dates nothing in what it signs; a delivery that comes again has the same ids. */
function verify(delivery: Delivery, { secrets }: LiveHook): Verdict {
  const hmac = { algorithm: 'sha256', encoding: 'base64', parts: [delivery.raw] } as const
  return isSigned([header(delivery, 'x-line-signature')], secrets, hmac) ? 'right' : 'wrong'
}

const names = new Map([
  ['follow', 'line_follow'],
  ['unfollow', 'line_unfollow'],
])

/** Of all that a channel sends, messages included, only these are read. */
function read({ body }: Delivery, { options }: LiveHook): unknown[] | Dropped {
  const json = readJson(body)
  if ('dropped' in json) return json
  const { destination, events } = fields(json.value)
  return list(events).flatMap((one): WireEvent[] => {
    const event = fields(one)
    const name = names.get(text(event['type']) ?? '')
    const person = text(fields(event['source'])['userId'], 64)
    if (name === undefined || person === undefined) return []
    const wire = {
      id: identifier(event['webhookEventId']),
      name,
      time: timeOf(event['timestamp']),
      user_id: lineUser(person),
      properties: without({ account: destination, unblocked: fields(event['follow'])['isUnblocked'] }),
    }
    return [{ ...wire, ...mapped(event, options) }]
  })
}
