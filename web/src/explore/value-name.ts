// What a dimension's value is called: channels and points by name, days and months as the language writes them.
import { createContext, useContext } from 'react'
import { channelName } from '../language/channel-name.ts'
import { useLanguage } from '../language/language.tsx'
import type { Messages } from '../language/messages.ts'
import { addDays } from '../days.ts'

/** Names of the points, by id. */
export const PointNames = createContext<ReadonlyMap<string, string>>(new Map())

export function useValueName(): (dimension: string, value: string) => string {
  const { say, format } = useLanguage()
  const points = useContext(PointNames)
  return (dimension, value) => {
    if (dimension === 'channel') return channelName(value, say)
    if (value === '') return nothingOf(dimension, say)
    if (dimension === 'point') return points.get(value) ?? value
    if (dimension === 'day') return format.fullDay(value)
    if (dimension === 'week') return format.fullDayRange(value, addDays(value, 6))
    if (dimension === 'device') return say.explore.devices[value] ?? value
    if (dimension === 'month') return format.monthName(value)
    if (dimension === 'cv_state') return say.ledger.stateOf[value as keyof typeof say.ledger.stateOf] ?? value
    return value
  }
}

function nothingOf(dimension: string, say: Messages): string {
  if (/^(property|person)\./.test(dimension)) return say.explore.notSet
  return dimension === 'cta' || dimension.startsWith('cta_') || dimension === 'page'
    ? say.explore.noClick
    : say.unknownChannel
}

/** The same where there is little room: an axis. */
export function useShortName(): (dimension: string, value: string) => string {
  const { format } = useLanguage()
  const long = useValueName()
  return (dimension, value) =>
    dimension === 'day' || dimension === 'week' ? format.day(value) : long(dimension, value)
}
