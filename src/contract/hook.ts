// Webhooks as the API, the command line and the collector know them.
import { z } from 'zod'

/** Who may send; `generic` is anybody who signs, or sends a token that we give. */
export const hookProviders = [
  'generic',
  'stripe',
  'shopify',
  'hubspot',
  'line',
  'salesforce',
  'appsflyer',
  'adjust',
  'apple',
] as const
export type HookProvider = (typeof hookProviders)[number]

/** Fields of events that a hook may take from places of its sender's choice. */
export const mappableFields = [
  'id',
  'name',
  'time',
  'visitor_id',
  'user_id',
  'session_id',
  'email',
  'phone',
  'url',
  'referrer',
  'title',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'order_id',
  'payment_id',
  'deal_id',
  'value',
  'currency',
  'country',
  'ip',
  'user_agent',
] as const
export type MappableField = (typeof mappableFields)[number]

const headerName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'is not the name of a header, such as X-Signature')
const field = z.enum(mappableFields, `must be one of ${mappableFields.join(', ')}`)
const path = z.string().min(1).max(256)

const options = z.strictObject({
  /** Header with the signature or the token; of a generic sender. */
  header: headerName.default('x-signature'),
  /** `token`: the header, or `?token=`, holds the secret itself. */
  algorithm: z.enum(['sha256', 'sha1', 'sha512', 'token'], 'must be sha256, sha1, sha512 or token').default('sha256'),
  encoding: z.enum(['hex', 'base64'], 'must be hex or base64').default('hex'),
  /** What stands before the signature, such as `sha256=`. */
  prefix: z.string().max(32).default(''),
  /** Header with the time of sending; what is five minutes off is refused. */
  timestamp_header: headerName.optional(),
  /** What is signed: `{body}` and, where a time is sent, `{timestamp}`. */
  signs: z.string().max(64).includes('{body}', 'must hold {body}').default('{body}'),
  /** Path to the list of events, where the body holds several. */
  items: path.optional(),
  /** Field of the event → dotted path in what is sent. */
  map: z.partialRecord(field, path).default({}),
  /** Field of the event → text that it always has. */
  set: z.partialRecord(field, z.string().min(1).max(256)).default({}),
  /** Salesforce: the organization whose messages are taken. */
  organization: z
    .string()
    .regex(/^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/, 'must be the 15 or 18 characters of an organization id')
    .optional(),
  /** LINE: id of the LINE Login channel through which the links go that we issue. */
  login_channel: z
    .string()
    .regex(/^\d{4,20}$/, 'must be the id of a LINE Login channel')
    .optional(),
  /** LINE: where people go when they come back from LINE Login. */
  after_login: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://www.example.com/thanks' })
    .optional(),
})

/** A time that is not signed could be written anew by whoever sends an old delivery again. */
export const hookOptionsSchema = options.refine(
  ({ timestamp_header, algorithm, signs }) =>
    timestamp_header === undefined || algorithm === 'token' || signs.includes('{timestamp}'),
  { path: ['signs'], message: 'must hold {timestamp} too, since a header with the time is named' },
)
export type HookOptions = z.infer<typeof hookOptionsSchema>

export const hookName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be up to 64 letters, digits, - or _, since it is part of the address')

const secret = z.string().trim().min(8, 'is shorter than 8 characters').max(512, 'is longer than 512 characters')

export const hookSchema = z.strictObject({
  provider: z.enum(hookProviders, `must be one of ${hookProviders.join(', ')}`),
  /** Part of the address; default: the provider. */
  name: hookName.optional(),
  /** Source of its events; default: the name. */
  source: z.string().trim().min(1).max(64).optional(),
  secret: secret.optional(),
  /** Of the LINE Login channel. */
  login_secret: secret.optional(),
  options: hookOptionsSchema.prefault({}),
})
export type HookRequest = z.infer<typeof hookSchema>

export const newSecretSchema = z.strictObject({ secret: secret.optional() })

/** A webhook as it is listed; its secrets are never told. Times are epoch ms. */
export interface HookEntry {
  id: string
  name: string
  provider: HookProvider
  source: string
  /** On the collector. */
  path: string
  options: HookOptions
  /** When each secret in force was set, newest first; two while one replaces the other. */
  secretsSetAt: number[]
  createdAt: number
  removedAt: number | null
}

/** The answer to making a hook or a secret: a secret of ours is shown this once. */
export type MadeHook = HookEntry & { secret?: string }

export function hookPath(provider: HookProvider, name: string): string {
  return `/v1/hooks/${provider}/${name}`
}
