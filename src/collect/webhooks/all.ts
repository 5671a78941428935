// Every provider whose webhooks are taken.
import type { HookProvider } from '#contract/hook.ts'
import { generic } from './generic.ts'
import type { Provider } from './provider.ts'

export const providers: Partial<Record<HookProvider, Provider>> = { generic }
