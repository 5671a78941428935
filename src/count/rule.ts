// Merging and splitting by hand: what somebody says of conversions, checked and written down as a ruling on sightings.
import type { Ruled } from '#contract/ledger.ts'
import { standingNow } from '#metrics/standing.ts'
import type { Facts } from '#store/facts.ts'
import { type StoredRuling, addRuling, listRulings, toldRuling } from '#store/rulings.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'

/** A sighting of a conversion's action, without what was left out and what takes it back. */
interface Member {
  definition: string
  id: string
  record_id: string
  home: string
}

export interface Ruler {
  by: string
  why: string
  now: number
}

/**
 * Says that some sightings of a conversion are another action. They stay together.
 * @param names ids of sightings or of their records.
 * Throws Problem `unknown_conversion`, `unknown_sighting`, `nothing_left`, `merged_by_hand`.
 */
export async function splitConversion(
  { control, facts }: Store,
  id: string,
  names: readonly string[],
  { by, why, now }: Ruler,
): Promise<StoredRuling> {
  const members = await membersOf(facts, id)
  const taken = new Set(names.map((name) => named(members, name).id))
  const rest = members.filter((member) => !taken.has(member.id))
  if (rest.length === 0) {
    throw new Problem('nothing_left', 'Every sighting of the conversion would be taken out.', {
      hint: 'Name those that are another action, and leave the others.',
    })
  }
  const sides = { sightings: [...taken].toSorted(), others: idsOf(rest) }
  const merged = (await inForce({ control })).find(
    (ruling) => ruling.kind === 'merge' && touches(ruling, sides.sightings) && touches(ruling, sides.others),
  )
  if (merged) throw alreadyRuled('merged_by_hand', 'They were merged by hand', merged)
  return addRuling(control, { kind: 'split', ...sides, homes: homesOf(members), by, why }, now)
}

/**
 * Says that two conversions are one action.
 * Throws Problem `unknown_conversion`, `same_conversion`, `other_point`, `split_by_hand`.
 */
export async function mergeConversions(
  { control, facts }: Store,
  [one, other]: readonly [string, string],
  { by, why, now }: Ruler,
): Promise<StoredRuling> {
  const first = await membersOf(facts, one)
  const second = await membersOf(facts, other)
  if (first[0]!.definition !== second[0]!.definition) {
    throw new Problem('other_point', 'The two are conversions of different points, and count once for each.', {
      hint: 'Merge conversions of the same point; their sightings are then one action wherever both appear.',
    })
  }
  const sides = { sightings: idsOf(first), others: idsOf(second) }
  if (sides.sightings[0] === sides.others[0]) {
    throw new Problem('same_conversion', 'That is one conversion already.', { status: 409 })
  }
  const split = (await inForce({ control })).find(
    (ruling) =>
      ruling.kind === 'split' &&
      ((shares(ruling.sightings, sides.sightings) && shares(ruling.others, sides.others)) ||
        (shares(ruling.sightings, sides.others) && shares(ruling.others, sides.sightings))),
  )
  if (split) throw alreadyRuled('split_by_hand', 'They were split by hand', split)
  return addRuling(control, { kind: 'merge', ...sides, homes: homesOf([...first, ...second]), by, why }, now)
}

/** A ruling with the conversions that hold its sightings now. */
export async function ruledOn(facts: Facts, ruling: StoredRuling): Promise<Ruled> {
  const rows = await facts.query<{ conversion: string }>(
    `SELECT DISTINCT conversion_id AS conversion FROM sightings FINAL
     WHERE home IN {homes:Array(String)} AND id IN {ids:Array(String)} ORDER BY conversion`,
    { homes: ruling.homes, ids: [...ruling.sightings, ...ruling.others] },
  )
  return { ruling: toldRuling(ruling), conversions: rows.map(({ conversion }) => conversion) }
}

async function membersOf(facts: Facts, id: string): Promise<Member[]> {
  const current = await currentId(facts, id)
  const members = await facts.query<Member>(
    `SELECT definition, id, record_id, home FROM sightings FINAL
     WHERE home IN (SELECT home FROM sightings WHERE conversion_id = {id:String}) AND conversion_id = {id:String}
       AND outcome IN ('counted', 'duplicate') ORDER BY id`,
    { id: current },
  )
  if (members.length > 0) return members
  throw new Problem('unknown_conversion', `There is no conversion ${id}.`, {
    status: 404,
    hint: '`onecount ledger --search ID` finds conversions by the id of an order, deal, lead, person or visitor.',
  })
}

/** An id that the conversion once had names it, too. */
async function currentId(facts: Facts, id: string): Promise<string> {
  const sql = 'SELECT conversion_id AS id FROM conversion_aliases FINAL WHERE alias = {alias:String} AND id != alias'
  const standing = `SELECT conversion_id AS id FROM ledger FINAL
    WHERE conversion_id = {alias:String} AND ${standingNow}`
  if ((await facts.query(standing, { alias: id })).length > 0) return id
  const [newer] = await facts.query<{ id: string }>(sql, { alias: id })
  return newer ? newer.id : id
}

function named(members: readonly Member[], name: string): Member {
  const found = members.filter(({ id, record_id }) => id === name || record_id === name)
  if (found.length === 1) return found[0]!
  const message =
    found.length === 0 ? `The conversion has no sighting ${name}.` : `Several sightings are called ${name}.`
  throw new Problem('unknown_sighting', message, {
    details: [{ field: 'sightings', message, hint: 'Take the id of a sighting from `onecount ledger ID --json`.' }],
  })
}

async function inForce({ control }: Pick<Store, 'control'>): Promise<StoredRuling[]> {
  return (await listRulings(control)).filter(({ undoneAt }) => undoneAt === null)
}

function alreadyRuled(code: string, what: string, { id, by, why }: StoredRuling): Problem {
  return new Problem(code, `${what} (${by}: ${why}).`, {
    status: 409,
    hint: `To take that back: onecount ledger undo ${id}`,
  })
}

function touches({ sightings, others }: StoredRuling, ids: readonly string[]): boolean {
  return shares(sightings, ids) || shares(others, ids)
}

function shares(some: readonly string[], others: readonly string[]): boolean {
  return some.some((id) => others.includes(id))
}

function idsOf(members: readonly Member[]): string[] {
  return members.map(({ id }) => id)
}

function homesOf(members: readonly Member[]): string[] {
  return [...new Set(members.map(({ home }) => home))].toSorted()
}
