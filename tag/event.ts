// An event as it goes to the collector, and its id.

/** Fields as in contract/event. */
export interface TagEvent {
  id: string
  name: string
  /** Epoch milliseconds by the browser's clock. */
  time: number
  title: string
  properties: Record<string, unknown>
  [field: string]: unknown
}

/** 96 bits of chance as digits; unlike `randomUUID` also to be had on pages without TLS. */
export function newId(): string {
  return crypto.getRandomValues(new Uint32Array(3)).join('')
}

/** Milliseconds. */
export const minute = 60_000
export const day = 1_440 * minute
