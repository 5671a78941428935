// Refunds, cancellations and deals lost after they were won: they change an action's state and what it is worth. Pure:
// which action each belongs to, and what is left of its value, depend on the sets alone.
import type { ConversionState } from '#contract/ledger.ts'
import type { Action } from './merge.ts'
import { byTimeThenId, conflictKinds, isRecord, type Sighting, strongKey } from './sighting.ts'

export interface Worth {
  value: number | null
  currency: string
}

export interface Reversed {
  state: ConversionState
  /** What is left. */
  value: number | null
  /** What went back, in the currency of the value; 0 where no value is known. */
  refunded: number
}

/** What takes an action back, by action; and what finds none, which may still come. */
export interface Assigned {
  of(action: Action): readonly Sighting[]
  unassigned: readonly Sighting[]
}

/** A reversal belongs to the action of its order, else of its payment, else of its deal: the earliest of several. */
export function assignReversals(actions: readonly Action[], reversals: readonly Sighting[]): Assigned {
  const holders = new Map<string, Action>()
  for (const action of actions) {
    for (const key of action.sightings.flatMap(keysOf)) if (!holders.has(key)) holders.set(key, action)
  }
  const assigned = new Map<Action, Sighting[]>()
  const unassigned: Sighting[] = []
  for (const reversal of reversals.toSorted(byTimeThenId)) {
    const action = keysOf(reversal)
      .map((key) => holders.get(key))
      .find((holder) => holder !== undefined)
    if (!action) unassigned.push(reversal)
    else assigned.set(action, [...(assigned.get(action) ?? []), reversal])
  }
  return { of: (action) => assigned.get(action) ?? [], unassigned }
}

/** Strongest first. */
function keysOf(sighting: Sighting): string[] {
  return conflictKinds.flatMap((kind) => {
    const id = strongKey(sighting, kind)
    return id === '' ? [] : [`${kind}:${id}`]
  })
}

/**
 * Whether a reversal holds. Each source tells its own story in order: a deal lost, then won, is won; a payment that
 * failed, then succeeded, is paid. Of an order's status only the newest is known, and refunds always come after.
 */
export function holds(reversal: Sighting, { sightings }: Action): boolean {
  if (reversal.kind === 'order' || reversal.reverses !== 'cancellation') return true
  const own = sightings.filter(({ source }) => source === reversal.source)
  return reversal.time >= (own.at(-1) ?? sightings[0]!).time
}

/**
 * What is left of an action. Refunds of one source add up; several sources tell of the same refunds, so the one that
 * knows of most is believed. A refund that names no amount is of everything.
 * @param isFixed the point gives every conversion one value: an amount says nothing of it.
 */
export function afterReversals(
  gross: Worth,
  action: Action,
  reversals: readonly Sighting[],
  isFixed: boolean,
): Reversed {
  const holding = reversals.filter((reversal) => holds(reversal, action))
  const whole = gross.value ?? 0
  if (holding.some(({ reverses }) => reverses === 'cancellation')) return left('cancelled', gross, whole)
  const bySource = new Map<string, number>()
  for (const reversal of holding) {
    const amount = amountOf(reversal, gross, isFixed)
    bySource.set(reversal.source, (bySource.get(reversal.source) ?? 0) + amount)
  }
  const most = Math.max(0, ...bySource.values())
  if (most === Infinity || (gross.value !== null && most > 0 && most >= Math.abs(whole))) {
    return left('refunded', gross, whole)
  }
  // a refund of nothing, such as goods that are sent again, leaves it as it was
  const isTouched = holding.some(({ reverses, value }) => reverses === 'part refund' || value !== 0)
  return left(isTouched ? 'partly_refunded' : 'counted', gross, gross.value === null ? 0 : most)
}

function left(state: ConversionState, { value }: Worth, refunded: number): Reversed {
  return { state, value: value === null ? null : inMillionths(value - refunded), refunded: inMillionths(refunded) }
}

/** What one reversal gives back; Infinity for everything, 0 where it cannot be told. */
function amountOf(reversal: Sighting, gross: Worth, isFixed: boolean): number {
  const { reverses, value, currency } = reversal
  const comparable = currency === '' || gross.currency === '' || currency === gross.currency
  if (isRecord(reversal)) {
    if (reverses === 'refund') return Infinity
    // the row of an order that was partly refunded says what is left of it
    return isFixed || !comparable ? 0 : Math.max(0, (gross.value ?? 0) - (value ?? gross.value ?? 0))
  }
  if (value === null || isFixed) return value === 0 ? 0 : Infinity
  // in another currency it is known that something went back, and not how much
  return comparable ? Math.abs(value) : 0
}

/** Money is kept with six decimals. */
function inMillionths(amount: number): number {
  return Number(amount.toFixed(6))
}
