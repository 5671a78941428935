// What can be known: the conversions that at least one source saw, as far as the stated keys tie the sightings together.
import type { Contact } from '../people/outcomes.ts'
import type { Seen } from '../sources/seen.ts'
import { type ObservableConversion, type Rule, type Sighting, type TakenBack, countOnce, personsOf } from './rules.ts'
import { type PointId, eventsOf, pointIds } from './total.ts'

export interface Observable extends ObservableConversion {
  point: PointId
}

const rules: Record<PointId, Rule> = {
  deal_won: { oncePer: 'event' },
  whitepaper: { oncePer: 'person' },
  webinar: { oncePer: 'person' },
  trial: { oncePer: 'person' },
  pilot: { oncePer: 'order' },
}

/** All conversions among people who have anything in common: `seen` and `contacts` hold everything about them. */
export function observableOf(seen: readonly Seen[], contacts: readonly Contact[]): Observable[] {
  if (seen.length === 0 && contacts.length === 0) return []
  const records = [
    ...seen.map(whoOf),
    ...contacts.map(({ lead }) => [`email:${lead.email.toLowerCase()}`, `lead:${lead.id}`]),
  ]
  const personOf = personsOf(records)
  return pointIds.flatMap((point) => {
    const names: readonly string[] = eventsOf(point)
    const sightings =
      point === 'deal_won'
        ? contacts.flatMap(dealSightings)
        : seen.filter(({ name }) => names.includes(name)).map(eventSighting)
    const takenBack =
      point === 'deal_won'
        ? contacts.flatMap(cancellations)
        : seen.filter(({ name }) => name === 'order_refunded').map(refund)
    return countOnce(sightings, rules[point], personOf, takenBack).map((conversion) => ({ point, ...conversion }))
  })
}

function whoOf({ user, email, visitor }: Seen): string[] {
  return [
    ...(user ? [`user:${user}`] : []),
    ...(email ? [`email:${email}`] : []),
    ...(visitor ? [`visitor:${visitor}`] : []),
  ]
}

function eventSighting(seen: Seen): Sighting {
  const { source, id, at, order, payment, value, act } = seen
  const keys = { event: id, ...(order && { order }), ...(payment && { payment }) }
  return { kind: 'event', source, id, at, keys, who: whoOf(seen), action: act.key, value }
}

/** A contract that was won is in the CRM, and in finance's books once it is billed. */
function dealSightings({ deals }: Contact): Sighting[] {
  return deals
    .filter(({ won }) => won)
    .flatMap(({ id, leadId, at, billedAt, amount }) => {
      const common = { kind: 'deal', id, keys: { deal: id }, action: id, value: amount } as const
      return [
        { ...common, source: 'crm', at, who: [`lead:${leadId}`] },
        ...(billedAt === null ? [] : [{ ...common, source: 'finance', at: billedAt, who: [] }]),
      ]
    })
}

function refund(seen: Seen): TakenBack {
  return { ...eventSighting(seen), how: 'refund' }
}

/** The CRM moves a cancelled contract to a stage of its own. */
function cancellations({ deals }: Contact): TakenBack[] {
  return deals.flatMap(({ id, leadId, cancelledAt }) => {
    if (cancelledAt === null) return []
    const common = { kind: 'deal', source: 'crm', id, keys: { deal: id }, action: id, value: null } as const
    return [{ ...common, at: cancelledAt, who: [`lead:${leadId}`], how: 'cancellation' }]
  })
}
