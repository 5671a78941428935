// Who somebody is taken to be, and why. Identifiers are `kind:value`; e-mail and phone are hashes.
import { z } from 'zod'

const id = z.string().min(1).max(1_024)
const kinds = ['visitor', 'user', 'lead', 'email', 'phone'] as const

/** One of them. */
export const oneIdentifierSchema = z
  .strictObject({
    visitor: id.optional(),
    user: id.optional(),
    lead: id.optional(),
    email: id.optional(),
    phone: id.optional(),
  })
  .refine((query) => Object.keys(query).length === 1)
  .transform((query) => kinds.flatMap((kind) => (query[kind] === undefined ? [] : [`${kind}:${query[kind]}`]))[0]!)

export interface PersonStory {
  asked: string
  /** Named by the strongest identifier: user, e-mail, phone, lead, then visitor. */
  person: string
  /** The first is the one that names the person; each other one was seen on one record with `seenWith`. */
  identifiers: { id: string; seenWith: string | null; firstSeen: number | null }[]
  /** Browsers that this person used, and that are nobody's because others used them too. */
  shared: { visitor: string; usedBy: string[] }[]
}
