// A sighting for tests: an event that carries nothing, and what is given.
import type { Sighting } from '#count/sighting.ts'

export function sightingOf(id: string, given: Partial<Sighting> = {}): Sighting {
  return {
    id,
    kind: 'event',
    reverses: '',
    source: 'tag',
    recordId: id,
    time: 0,
    visitorId: '',
    userId: '',
    matchKeys: {},
    leadId: '',
    orderId: '',
    paymentId: '',
    dealId: '',
    value: null,
    currency: '',
    channel: '',
    campaign: '',
    ad: '',
    landingPage: '',
    attributes: {},
    sentFrom: '',
    junk: '',
    ...given,
  }
}
