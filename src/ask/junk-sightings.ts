// Sightings that a point's rule matched and that were left out as junk: what would otherwise stand in the ledger.
import type { JunkSighting } from '#contract/ledger.ts'
import type { Point } from '#contract/plan.ts'
import { isJunkSighting } from '#metrics/junk.ts'
import type { Store } from '#store/store.ts'

interface Row extends Omit<JunkSighting, 'time' | 'value'> {
  at: number
  value: number | null
}

const shown = 200

/**
 * The newest of them, each once for a point however often its rule changed; not those of drafts. Where they are filed is
 * looked up first, since the table is sorted by that.
 */
export async function junkSightings({ control, facts }: Store): Promise<JunkSighting[]> {
  const definitions = await control
    .selectFrom('definitions')
    .select(['hash', 'point'])
    .where('preview', '=', 0)
    .execute()
  if (definitions.length === 0) return []
  const rows = await facts.query<Row>(
    `SELECT transform(definition, {hashes:Array(String)}, {points:Array(String)}, '') AS point,
       substring(reason, 7) AS junk, kind, source, record_id AS recordId, visitor_id AS visitorId,
       order_id AS orderId, toUnixTimestamp64Milli(time) AS at, value, currency
     FROM sightings FINAL PREWHERE home IN (SELECT home FROM sightings WHERE ${isJunkSighting})
     WHERE ${isJunkSighting} AND definition IN {hashes:Array(String)}
     ORDER BY at DESC, id LIMIT 1 BY point, id LIMIT {shown:UInt32}`,
    {
      hashes: definitions.map(({ hash }) => hash),
      points: definitions.map(({ point }) => (JSON.parse(point) as Point).id),
      shown,
    },
  )
  return rows.map(({ at, value, ...row }) => ({
    ...row,
    time: Number(at),
    value: value === null ? null : Number(value),
  }))
}
