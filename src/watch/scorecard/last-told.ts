// How far CVs that come by file are known: a CRM's deals count nothing on the days since their last import.
import type { Match } from '#contract/plan.ts'
import type { Control } from '#store/control.ts'
import { dayNumber } from '#util/days.ts'
import { localDay } from '#util/zone.ts'

/**
 * The last whole day before the newest import of such records; Infinity for points that match events, and where none was
 * imported.
 * @param known epoch milliseconds: imports that had ended by then.
 */
export async function lastDayTold(control: Control, match: Match, timezone: string, known = Infinity): Promise<number> {
  const kind = kindOf(match)
  if (kind === null) return Infinity
  const imports = await control
    .selectFrom('imports')
    .select('ended_at')
    .where('kind', '=', kind)
    .where('state', '=', 'done')
    .execute()
  const told = Math.max(...imports.map(({ ended_at: ended }) => ended!).filter((ended) => ended <= known))
  return told === -Infinity ? Infinity : dayNumber(localDay(told, timezone)) - 1
}

function kindOf(match: Match): 'leads' | 'deals' | 'orders' | null {
  if ('lead' in match) return 'leads'
  if ('deal' in match) return 'deals'
  return 'order' in match ? 'orders' : null
}
