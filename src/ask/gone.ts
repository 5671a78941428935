// What erasure and retention changed in the days asked for: counted or said, never passed over.
import type { Caveat } from '#contract/ask.ts'
import type { Metric } from '#metrics/catalogue.ts'
import { isOfEvents } from '#metrics/conversion-events.ts'
import { type FactTable, tableOf } from '#metrics/dimensions.ts'
import { personAttributeOf } from '#metrics/person-names.ts'
import { listErasures } from '#store/erasures.ts'
import { type CountedKind, keptFrom } from '#store/retention.ts'
import type { Store } from '#store/store.ts'
import type { Inquiry } from './inquiry.ts'

/** From when on (epoch ms) there is data of each kind; 0 where none of it ever went. */
export type KeptFrom = Record<CountedKind, number>

export const nothingGone: KeptFrom = { events: 0, visits: 0, record_persons: 0 }

export async function readKeptFrom({ control }: Pick<Store, 'control'>): Promise<KeptFrom> {
  return {
    events: await keptFrom(control, 'events'),
    visits: await keptFrom(control, 'visits'),
    record_persons: await keptFrom(control, 'record_persons'),
  }
}

const readFrom = ({ needs }: Metric): Set<FactTable> => new Set(needs.map((measure) => tableOf[measure]))
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Whether the days asked for begin before data of a kind was kept. */
function isTouched({ scope: { fromMs = 0 } }: Inquiry, from: number): boolean {
  return fromMs < from
}

const isOfPerson = (dimension: string): boolean => personAttributeOf(dimension) !== undefined
const asks = ({ scope: { by, filter } }: Inquiry, isMeant: (dimension: string) => boolean): boolean =>
  [...by, ...Object.keys(filter)].some(isMeant)

/** Why a metric cannot be given for days whose events or visits are gone. */
export function goneReason(metric: Metric, inquiry: Inquiry, kept: KeptFrom): string | undefined {
  const tables = readFrom(metric)
  if (tables.has('sessions') && isTouched(inquiry, kept.visits)) {
    return `visits before ${dayOf(kept.visits)} are no longer kept; ask for days from then on`
  }
  const ofEvents = tables.has('ledger') && (asks(inquiry, isOfEvents) || asks(inquiry, isOfPerson))
  if ((ofEvents || tables.has('events') || tables.has('ctas')) && isTouched(inquiry, kept.events)) {
    return `events before ${dayOf(kept.events)} are no longer kept; ask for days from then on`
  }
  return undefined
}

/** What else a reader must know: who was erased, and what new definitions do not find. */
export async function goneCaveats({ control }: Store, inquiry: Inquiry, kept: KeptFrom): Promise<Caveat[]> {
  const tables = new Set(inquiry.metrics.flatMap((metric) => [...readFrom(metric)]))
  const caveats: Caveat[] = []
  if (['ledger', 'sessions', 'events', 'ctas'].some((table) => tables.has(table as FactTable))) {
    const count = await erasedWithin(control, inquiry)
    if (count > 0) caveats.push({ code: 'persons_erased', message: erasedMessage(count), count })
  }
  if (!tables.has('ledger')) return caveats
  if (kept.events > 0 && asks(inquiry, isOfPerson)) {
    const message = `What calls told of persons before ${dayOf(kept.events)} is no longer kept; imported columns are.`
    caveats.push({ code: 'told_gone', message })
  }
  const since = { events: 'events_gone', visits: 'visits_gone', record_persons: 'record_persons_gone' } as const
  for (const [kind, code] of Object.entries(since) as [CountedKind, string][]) {
    if (isTouched(inquiry, kept[kind])) caveats.push({ code, message: goneMessages[kind](dayOf(kept[kind])) })
  }
  return caveats
}

async function erasedWithin(control: Store['control'], { scope: { fromMs = 0, toMs } }: Inquiry): Promise<number> {
  const erasures = await listErasures(control)
  return erasures.filter(({ state, first, last }) => {
    return state !== 'waiting' && first !== null && last !== null && last >= fromMs && first < (toMs ?? Infinity)
  }).length
}

function erasedMessage(count: number): string {
  return count === 1
    ? '1 person who was seen in this time was erased: CVs are counted without a name, visits and events are gone.'
    : `${count} persons who were seen in this time were erased: CVs are counted without a name, visits and events are gone.`
}

const goneMessages: Record<CountedKind, (day: string) => string> = {
  events: (day) =>
    `Events before ${day} are no longer kept: a definition that is new since then cannot be counted there.`,
  visits: (day) =>
    `Visits before ${day} are no longer kept: a definition that is new since then finds no visits there, and paths lack them.`,
  record_persons: (day) =>
    `Whose leads, deals and orders before ${day} are is no longer kept: a definition that is new since then tells no persons apart there.`,
}
