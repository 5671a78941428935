// Identifiers of the persons who have conversions, as SQL over links.

/** Whether an identifier is a person's, and no browser's or order's. */
export const isPerson = (key: string): string => `match(${key}, '^(user|email|phone|lead):')`
/** Steps from one identifier of a person to the next: e-mail to user, user to phone, phone to lead. */
const rounds = 3

/**
 * Identifiers of the persons who have the conversions, `key` and `person`: the ledger names a person by the strongest,
 * and links lead to the others.
 * @param conversions rows with `person`.
 */
export function personKeys(conversions: string): string {
  let keys = `SELECT DISTINCT person AS key, person FROM (${conversions}) WHERE ${isPerson('person')}`
  for (let round = 0; round < rounds; round++) {
    keys =
      `SELECT DISTINCT arrayJoin(if(linked.b = '', [keys.key], [keys.key, linked.b])) AS key, keys.person AS person ` +
      `FROM (SELECT a, b FROM links WHERE ${isPerson('a')} AND ${isPerson('b')}) AS linked ` +
      `RIGHT JOIN (${keys}) AS keys ON linked.a = keys.key`
  }
  return keys
}
