// Whom a request names: the identifiers under which data is kept, made from what was typed. Pure.
import type { PersonQuery } from '#contract/privacy.ts'
import { emailKeys, hashIfEmail, phoneKeys } from '#util/personal.ts'
import { Problem } from '#util/problem.ts'

export interface Whom {
  /** `kind:value`; e-mail addresses and phone numbers as hashes, in every normalisation. */
  identifiers: string[]
  /** What was typed, for places that keep text as it came. */
  texts: string[]
  /** Kinds of identifier that were given. */
  asked: string[]
}

/** Throws Problem `no_such_identifier` for what is no e-mail address or phone number. */
export function whomOf({ email, phone, user_id: user, visitor }: PersonQuery): Whom {
  const identifiers = new Set<string>()
  if (email !== undefined) {
    for (const hash of hashesOf(emailKeys(email), 'email', 'Write it as name@example.com.')) {
      identifiers.add(`email:${hash}`)
      // an address that was sent as an id was hashed like one
      for (const kind of ['user', 'visitor']) identifiers.add(`${kind}:${hash}`)
    }
  }
  if (phone !== undefined) {
    const hint = 'Write it with its country code: +81 90 1234 5678.'
    for (const hash of hashesOf(phoneKeys(phone), 'phone', hint)) identifiers.add(`phone:${hash}`)
  }
  if (user !== undefined) identifiers.add(`user:${hashIfEmail(user)}`)
  if (visitor !== undefined) identifiers.add(`visitor:${hashIfEmail(visitor)}`)
  const given = { email, phone, user_id: user, visitor }
  const asked = Object.entries(given).flatMap(([kind, text]) => (text === undefined ? [] : [kind]))
  return { identifiers: [...identifiers], texts: Object.values(given).filter((text) => text !== undefined), asked }
}

function hashesOf(keys: Record<string, string> | undefined, field: string, hint: string): string[] {
  if (keys) return Object.values(keys)
  throw new Problem('no_such_identifier', `That is no ${field === 'email' ? 'e-mail address' : 'phone number'}.`, {
    details: [{ field, message: 'cannot be read', hint }],
  })
}
