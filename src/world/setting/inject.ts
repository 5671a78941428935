// Injected drift: causes that somebody wants to see found, each of a size, in a span of days.
import { closest } from '#util/closest.ts'
import { Problem } from '#util/problem.ts'
import { type Channel, channels } from './company.ts'

/** Cause → what its size means; which ways it applies to without a channel of its own. */
export const causes = {
  cpc: 'price of a click on search ads, times',
  cpm: 'price of an impression of social and LINE ads, times',
  ctr: 'click rate of ads, times',
  landing: 'clicks that become a visit, times',
  cvr: 'chance of every action in a visit, times',
  mix: 'visits by paid social, times (the number of all visitors stays)',
  tag_outage: 'share of tag events that are lost',
  match: 'e-mail addresses that the tag sends along, times',
  consent: 'visitors who refuse, times',
} as const
export type Cause = keyof typeof causes

export interface Injection {
  cause: Cause
  /** Only ways of this channel; null: those that the cause applies to by itself. */
  channel: Channel | null
  size: number
  /** Days (`2026-05-01`), both included. */
  from: string
  to: string
}

const form = /^([a-z_]+)(?:@([a-z_]+))?:(\d+(?:\.\d+)?):(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/

/** Reads `cause:size:from..to` or `cause@channel:size:from..to`. Throws Problem `wrong_injection`. */
export function readInjection(text: string): Injection {
  const [, cause, channel, size, from, to] = form.exec(text) ?? []
  const refuse = (message: string, hint: string): Problem => new Problem('wrong_injection', message, { hint })
  if (cause === undefined || size === undefined || from === undefined || to === undefined) {
    throw refuse(`"${text}" is no injection.`, 'Write cause:size:from..to, such as cvr:0.7:2026-05-01..2026-05-14')
  }
  if (!(cause in causes)) {
    const near = closest(cause, Object.keys(causes))
    const all = `Causes are ${Object.keys(causes).join(', ')}.`
    throw refuse(`There is no cause "${cause}".`, near ? `Did you mean ${near}? ${all}` : all)
  }
  if (channel !== undefined && !channels.includes(channel as Channel)) {
    throw refuse(`There is no channel "${channel}".`, `Channels are ${channels.join(', ')}.`)
  }
  if (cause === 'tag_outage' && Number(size) > 1)
    throw refuse('A tag outage has a share from 0 to 1.', 'Write 0.8 for 80 %.')
  if (from > to) throw refuse(`${from} is after ${to}.`, 'Write the earlier day first.')
  return { cause: cause as Cause, channel: (channel as Channel | undefined) ?? null, size: Number(size), from, to }
}
