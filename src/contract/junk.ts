// Why something is junk: made by a machine, or sent far too often. It is stored, and left out of what is counted.

/** Signs on an event itself, written down when it arrives. */
export const arrivalJunk = ['bot', 'automated'] as const
/** Signs over the events of a visitor, found when visits are counted. */
export const patternJunk = ['flood', 'too_fast'] as const

/** `''` where nothing speaks against it. */
export type ArrivalJunk = (typeof arrivalJunk)[number] | ''
export type Junk = ArrivalJunk | (typeof patternJunk)[number]
