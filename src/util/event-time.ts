// The time of an event as clients write it: ISO 8601 with a zone, or epoch milliseconds.
import { hourMs } from './duration.ts'

const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})$/i

/** What most libraries send. It is read in a third of the time that any form takes. */
const writtenByDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** Epoch milliseconds, or `unusable`: why, with the remedy, worded to follow "time ". */
export type ReadTime = { ms: number } | { unusable: string }

/**
 * Reads a time on the wire.
 * @param bounds `earliestMs` epoch ms, `aheadMs` milliseconds that it may be ahead of `now`.
 */
export function readEventTime(
  time: string | number,
  now: number,
  bounds: { earliestMs: number; aheadMs: number },
): ReadTime {
  const read = typeof time === 'string' && !/^-?\d+(\.\d+)?$/.test(time.trim()) ? readIso(time.trim()) : Number(time)
  if (typeof read !== 'number') return read
  const ms = Math.round(read)
  if (ms >= 1e8 && ms < 1e11) return { unusable: 'looks like seconds; send milliseconds' }
  if (ms >= 1e14) return { unusable: 'looks like microseconds; send milliseconds' }
  if (ms < bounds.earliestMs) {
    const earliest = new Date(bounds.earliestMs).toISOString().slice(0, 10)
    return { unusable: `is before ${earliest}; send ISO 8601 or milliseconds since 1970` }
  }
  if (ms > now + bounds.aheadMs) {
    const hours = Math.round((ms - now) / hourMs)
    return { unusable: `is ${hours} hours ahead of the collector's clock; check the clock of the sender` }
  }
  return { ms }
}

function readIso(time: string): number | { unusable: string } {
  if (writtenByDate.test(time)) {
    const date = new Date(time)
    if (date.getUTCDate() === Number(time.slice(8, 10))) return date.getTime()
  }
  const parts = iso.exec(time)
  if (!parts) {
    return /^\d{4}-\d{2}-\d{2}([T ][\d:.]+)?$/.test(time)
      ? { unusable: 'has no time zone; write 2026-04-01T09:00:00+09:00 or 2026-04-01T00:00:00Z' }
      : { unusable: 'is not a time; write 2026-04-01T09:00:00+09:00 or milliseconds since 1970' }
  }
  const [, year, month, day, clock, zone] = parts
  const ms = Date.parse(`${year}-${month}-${day}T${clock}${zone!.toUpperCase().replace(/(\d{2})(\d{2})$/, '$1:$2')}`)
  // Date.parse takes 30 February for 2 March
  const daysInMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return Number.isNaN(ms) || Number(day) > daysInMonth ? { unusable: 'is no date of the calendar; correct it' } : ms
}
