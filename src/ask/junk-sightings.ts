// Sightings that a point's rule matched and that were left out as junk: what would otherwise stand in the ledger.
import type { JunkSighting } from '#contract/ledger.ts'
import type { Point } from '#contract/plan.ts'
import type { Store } from '#store/store.ts'

interface Row extends Omit<JunkSighting, 'point' | 'time' | 'value'> {
  definition: string
  at: number
  value: number | null
}

const isJunk = "startsWith(reason, 'junk: ')"
const shown = 200

/** The newest of them. Where they are filed is looked up first, since the table is sorted by that. */
export async function junkSightings({ control, facts }: Store): Promise<JunkSighting[]> {
  const rows = await facts.query<Row>(
    `SELECT definition, substring(reason, 7) AS junk, kind, source, record_id AS recordId, visitor_id AS visitorId,
       order_id AS orderId, toUnixTimestamp64Milli(time) AS at, value, currency
     FROM sightings FINAL PREWHERE home IN (SELECT home FROM sightings WHERE ${isJunk})
     WHERE ${isJunk} ORDER BY at DESC, id LIMIT {shown:UInt32}`,
    { shown },
  )
  const definitions = await control.selectFrom('definitions').select(['hash', 'point']).execute()
  const points = new Map(definitions.map(({ hash, point }) => [hash, (JSON.parse(point) as Point).id]))
  return rows.map(({ definition, at, value, junk, ...row }) => ({
    point: points.get(definition) ?? '',
    ...row,
    junk,
    time: Number(at),
    value: value === null ? null : Number(value),
  }))
}
