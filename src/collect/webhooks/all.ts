// Every provider whose webhooks are taken.
import type { HookProvider } from '#contract/hook.ts'
import { apple } from './apple.ts'
import { adjust, appsflyer } from './apps.ts'
import { generic } from './generic.ts'
import { hubspot } from './hubspot.ts'
import { line } from './line.ts'
import type { Provider } from './provider.ts'
import { salesforce } from './salesforce.ts'
import { shopify } from './shopify.ts'
import { stripe } from './stripe.ts'

export const providers: Record<HookProvider, Provider> = {
  generic,
  stripe,
  shopify,
  hubspot,
  line,
  salesforce,
  appsflyer,
  adjust,
  apple,
}
