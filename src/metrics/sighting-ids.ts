// The id that a row of raw data has as a sighting, as SQL: counting files sightings under it, erasing looks them up by it.

const idSql = (...parts: string[]): string => `lower(hex(sipHash128(${parts.join(', ')})))`

/** Of an event. */
export const eventSightingSql = idSql("'event'", 'source', 'id')
/** Of a row of `records`: a deal is seen once in each stage. */
export const recordSightingSql = idSql('kind', 'source', 'id', "if(kind = 'deal', stage, '')")
/** Of such a row where it takes back: an order keeps its id when its status becomes another. */
export const recordReversalIdSql = `if(kind = 'order', ${idSql("'reversal'", 'source', 'id')}, ${recordSightingSql})`

/** The id of the conversion of `{definition:String}` whose first sighting has the id in a column. */
export function conversionIdSql(sighting: string): string {
  return `substring(lower(hex(SHA256(concat('["', {definition:String}, '","', ${sighting}, '"]')))), 1, 32)`
}
