// Times of day on pages: all in the plan's time zone, so that one event has one time, whoever looks and from where.
import { type ReactNode, createContext, useContext, useMemo } from 'react'
import { dayIn, todayIn } from './days.ts'
import { useLanguage } from './language/language.tsx'

/** Where there is no plan, times are as on the reader's own clock: plans begin in that zone, too. */
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

const Context = createContext<string | undefined>(undefined)

interface ZoneProps {
  /** Of the plan; null where there is none, undefined while that is not known. */
  zone: string | null | undefined
  children: ReactNode
}

export function PlanZone({ zone, children }: ZoneProps) {
  return <Context value={zone === null ? ownZone : zone}>{children}</Context>
}

/** Each is empty for the moment until the zone is known: a time that changed under the reader would be worse. */
export interface Times {
  zone: string | undefined
  /** From epoch milliseconds, as all here. */
  instant(ms: number): string
  /** Time of the day to the second. */
  second(ms: number): string
  day(ms: number): string
  /** With the year. */
  fullDay(ms: number): string
  /** `2026-04-01`. */
  today(): string
}

export function useTimes(): Times {
  const zone = useContext(Context)
  const { format } = useLanguage()
  return useMemo(
    () => ({
      zone,
      instant: (ms) => (zone === undefined ? '' : format.instant(ms, zone)),
      second: (ms) => (zone === undefined ? '' : format.second(ms, zone)),
      day: (ms) => (zone === undefined ? '' : format.day(dayIn(ms, zone))),
      fullDay: (ms) => (zone === undefined ? '' : format.fullDay(dayIn(ms, zone))),
      today: () => (zone === undefined ? '' : todayIn(zone)),
    }),
    [zone, format],
  )
}

/** In which zone the times beside or below it are. */
export function ZoneNote() {
  const { say } = useLanguage()
  const { zone } = useTimes()
  return zone !== undefined && <small className="zone-note">{say.timesIn(zone)}</small>
}

/** The title of a page that shows times of day. */
export function TimedTitle({ children, timed = true }: { children: ReactNode; timed?: boolean }) {
  return (
    <header className="timed-title">
      <h1>{children}</h1>
      {timed && <ZoneNote />}
    </header>
  )
}
