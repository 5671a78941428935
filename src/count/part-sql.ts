// A part of a definition's sightings, as SQL: all that may influence one another are in one part. While a definition is
// counted, `counting_parts` says by hash which sightings, conversions and identifiers are in which.

export interface Part {
  definition: string
  /** From 1. */
  number: number
}

/** Below 2^53, so that JSON holds it. */
export function hashSql(text: string): string {
  return `cityHash64(${text}) % 9007199254740992`
}

const keysOfDefinition = 'SELECT key FROM counting_parts WHERE definition = {parted:String}'

/** Whether what a column names is in the part; with `partParams`. */
export function inPartSql(column: string): string {
  return `${hashSql(column)} IN (${keysOfDefinition} AND part = {part:UInt32})`
}

export function partParams({ definition, number }: Part): Record<string, unknown> {
  return { parted: definition, part: number }
}

/** Whether what a column names is in no part at all of the definition `parted`. */
export function inNoPartSql(column: string): string {
  return `${hashSql(column)} NOT IN (${keysOfDefinition})`
}
