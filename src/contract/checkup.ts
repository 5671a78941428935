// What `onecount doctor` finds: one line a thing looked at.

export interface Finding {
  /** What was looked at, e.g. `keys`. */
  what: string
  state: 'ok' | 'warn' | 'wrong'
  found: string
  /** What to do, unless all is well. */
  todo?: string
}
