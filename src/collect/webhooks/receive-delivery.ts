// From a provider's delivery to the journal: signature first, then the steps that all events take.
import type { CollectAnswer } from '#contract/event.ts'
import type { LiveHook } from '#store/hooks.ts'
import type { Dropped } from '../dropped.ts'
import { type Receiver, type Step, readWith, takeSteps, translate, write } from '../receive.ts'
import type { Delivery, Provider } from './provider.ts'

/** What the answer calls accepted is on disk. */
export function receiveDelivery(
  delivery: Delivery,
  provider: Provider,
  hook: LiveHook,
  receiver: Receiver,
): Promise<CollectAnswer | Dropped> {
  const { id, source } = hook
  const check: Step = () => checked(provider, delivery, hook)
  const read = readWith({
    read() {
      const wires = provider.read(delivery, hook)
      return 'dropped' in wires ? wires : { wires, key: undefined, keyInPage: false }
    },
  })
  const start = { message: delivery, way: hook.provider, key: { id, kind: 'write' as const, source, origins: [] } }
  return takeSteps([check, read, translate, write], start, receiver)
}

/** Why a delivery is not believed; undefined when it is. */
function checked(provider: Provider, delivery: Delivery, hook: LiveHook): Dropped | undefined {
  const verdict = provider.verify(delivery, hook)
  if (verdict === 'right') return undefined
  if (hook.sealed) return { dropped: 'hook_sealed', message: 'A secret of this webhook cannot be read.' }
  if (verdict === 'stale') {
    return { dropped: 'stale', message: 'The delivery is not dated within five minutes of our clock.' }
  }
  return { dropped: 'wrong_signature', message: 'The delivery is not signed with a secret of this webhook.' }
}
