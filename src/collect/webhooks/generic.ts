// Whoever can sign a request, or send a token with it: forms, Marketo, Pardot, programs of one's own.
import { sha256 } from '#util/ids.ts'
import { Unusable } from '../dialects/dialect.ts'
import { fields, list, readJson, without } from '../dialects/values.ts'
import type { Dropped } from '../dropped.ts'
import type { LiveHook } from '#store/hooks.ts'
import { at, mapped, timeOf } from './mapped.ts'
import type { Delivery, Provider, Verdict } from './provider.ts'
import { header, isSigned, verdictOf, verifyToken } from './signature.ts'

export const generic: Provider = { methods: ['POST'], verify, read }

function verify(delivery: Delivery, hook: LiveHook): Verdict {
  const { algorithm, encoding, prefix, signs, timestamp_header: timed, header: name } = hook.options
  if (algorithm === 'token') return verifyToken(delivery, hook)
  const given = header(delivery, name)
  const timestamp = timed === undefined ? '' : (header(delivery, timed) ?? '')
  const texts = signs.split('{body}').map((part) => part.replaceAll('{timestamp}', () => timestamp))
  const parts = texts.flatMap((text, index) => (index === 0 ? [text] : [delivery.raw, text]))
  const signature = given?.startsWith(prefix) ? given.slice(prefix.length) : undefined
  const signed = isSigned([signature], hook.secrets, { algorithm, encoding, parts })
  if (timed === undefined) return signed ? 'right' : 'wrong'
  const sentAt = timeOf(timestamp)
  const sentMs = typeof sentAt === 'string' ? (/^\d+$/.test(sentAt) ? Number(sentAt) : Date.parse(sentAt)) : sentAt
  return verdictOf(signed, sentMs ?? NaN, delivery.receivedAt)
}

function read(delivery: Delivery, { options }: LiveHook): unknown[] | Dropped {
  const sent = bodyOf(delivery)
  if ('dropped' in sent) return sent
  const within = options.items === undefined ? sent.value : at(sent.value, options.items)
  const items = Array.isArray(within) ? list(within) : [within]
  // a sender without ids repeats itself word for word
  const own = sha256(delivery.body)
  return items.map((item, index) => {
    if (Object.keys(fields(item)).length === 0) return new Unusable('', 'is no object with fields')
    const wire = mapped(item, options)
    return {
      id: items.length === 1 ? own : `${own}:${index}`,
      name: 'form_submitted',
      ...wire,
      properties: without(fields(item), taken(options.map)),
    }
  })
}

/** What became a field of its own is not kept a second time. */
function taken(map: LiveHook['options']['map']): ReadonlySet<string> {
  return new Set(Object.values(map))
}

/** JSON, or a form's fields. */
function bodyOf({ body, headers }: Delivery): { value: unknown } | Dropped {
  const form = /^application\/x-www-form-urlencoded/i.test(headers['content-type'] ?? '')
  return form ? { value: Object.fromEntries(new URLSearchParams(body)) } : readJson(body)
}
