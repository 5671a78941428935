// Where the secret of a webhook comes from.
import type { HookProvider } from './hook.ts'

/** From them, from us, or there is none since they sign with a public key. */
export const secretOrigin: Record<HookProvider, 'theirs' | 'either' | 'ours' | 'none'> = {
  generic: 'either',
  stripe: 'theirs',
  shopify: 'theirs',
  hubspot: 'theirs',
  line: 'theirs',
  salesforce: 'ours',
  appsflyer: 'ours',
  adjust: 'ours',
  apple: 'none',
}
