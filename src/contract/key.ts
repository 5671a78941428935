// Keys of programs, as they are listed.

/** write and browser keys send events to the collector; an api key reads and asks, and changes nothing. */
export const keyKinds = ['write', 'browser', 'api'] as const
export type KeyKind = (typeof keyKinds)[number]

export interface KeyRequest {
  name: string
  kind: KeyKind
  /** Source of the events sent with it, the identity of an event being (source, id); `''` for an api key. */
  source: string
  /** Pages that may send with a browser key, e.g. `https://www.example.com`; `*` is any. */
  origins: string[]
}

/** A key as it is listed; the key itself is not kept. Times are epoch ms. */
export interface KeyEntry extends KeyRequest {
  id: string
  createdAt: number
  revokedAt: number | null
}
