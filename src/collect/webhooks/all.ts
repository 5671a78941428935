// Every provider whose webhooks are taken.
import type { HookProvider } from '#contract/hook.ts'
import { generic } from './generic.ts'
import { hubspot } from './hubspot.ts'
import type { Provider } from './provider.ts'
import { shopify } from './shopify.ts'
import { stripe } from './stripe.ts'

export const providers: Partial<Record<HookProvider, Provider>> = { generic, stripe, shopify, hubspot }
