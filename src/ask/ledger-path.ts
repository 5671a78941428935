// The path to a conversion: visits of the person's browsers before it, as crediting saw them.
import type { LedgerConversion, LedgerEntry, LedgerSighting, LedgerVisit } from '#contract/ledger.ts'
import { type Facts, sqlTime } from '#store/facts.ts'

/** A sighting with whatever says whose it is. */
export type PersonSighting = Omit<LedgerSighting, 'isDouble'> & { matchKeys: Record<string, string> }

const shownVisits = 30

export async function pathTo(
  facts: Facts,
  conversion: LedgerConversion,
  sightings: readonly PersonSighting[],
): Promise<Pick<LedgerEntry, 'path' | 'pathIsCut'>> {
  const visitors = await browsersOf(facts, sightings)
  if (visitors.length === 0) return { path: [], pathIsCut: false }
  const rows = await facts.query<Omit<LedgerVisit, 'paid' | 'credited'> & { is_paid: number; at: number }>(
    `SELECT id, visitor_id AS visitorId, toUnixTimestamp64Milli(start) AS at, channel, campaign, landing_page AS landingPage,
       referrer_host AS referrer, pages, device, paid AS is_paid
     FROM sessions FINAL WHERE visitor_id IN {visitors:Array(String)} AND start <= {until:DateTime64(3, 'UTC')} AND junk = ''
     ORDER BY at DESC, id DESC LIMIT {visits:UInt32}`,
    { visitors, until: sqlTime(conversion.time), visits: shownVisits + 1 },
  )
  const path = rows.slice(0, shownVisits).map(({ is_paid, at, ...visit }) => ({
    ...visit,
    start: Number(at),
    paid: is_paid === 1,
    credited: visit.id === conversion.sessionId,
  }))
  return { path: path.toReversed(), pathIsCut: rows.length > shownVisits }
}

/** Browsers of the sightings, and others of the same person; one that several people used is left out. */
async function browsersOf(facts: Facts, sightings: readonly PersonSighting[]): Promise<string[]> {
  const own = new Set(sightings.filter(isOfAction).map(({ visitorId }) => visitorId))
  own.delete('')
  const person = new Set(sightings.filter(isOfAction).flatMap(personKeys))
  for (const key of await linkedTo(facts, person)) if (!key.startsWith('visitor:')) person.add(key)
  const candidates = (await linkedTo(facts, person)).filter((key) => key.startsWith('visitor:'))
  if (candidates.length === 0) return [...own]
  const owners = await facts.query<{ visitor: string; keys: string[] }>(
    'SELECT a AS visitor, groupUniqArray(b) AS keys FROM links WHERE a IN {visitors:Array(String)} GROUP BY a',
    { visitors: candidates },
  )
  const isPerson = (key: string): boolean => /^(user|email|phone|lead):/.test(key)
  for (const { visitor, keys } of owners) {
    if (keys.filter(isPerson).every((key) => person.has(key))) own.add(visitor.slice('visitor:'.length))
  }
  return [...own]
}

async function linkedTo(facts: Facts, keys: ReadonlySet<string>): Promise<string[]> {
  if (keys.size === 0) return []
  const sql = 'SELECT DISTINCT b FROM links WHERE a IN {keys:Array(String)} LIMIT 1000'
  return (await facts.query<{ b: string }>(sql, { keys: [...keys] })).map(({ b }) => b)
}

/** Who left out another action, or took this one back, need not be the person. */
function isOfAction({ outcome }: PersonSighting): boolean {
  return outcome === 'counted' || outcome === 'duplicate'
}

function personKeys({ userId, leadId, matchKeys }: PersonSighting): string[] {
  const pairs = { user: userId, lead: leadId, email: matchKeys['email'] ?? '', phone: matchKeys['phone'] ?? '' }
  return Object.entries(pairs).flatMap(([kind, value]) => (value === '' ? [] : [`${kind}:${value}`]))
}
