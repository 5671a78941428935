// Which channels and campaigns there are to look at alone.
import type { DriftChoice } from '#contract/drift.ts'
import { Problem } from '#util/problem.ts'
import { type FlowDay, type Place, partsOf, within } from './flows.ts'
import type { Periods } from './periods.ts'

/** Those that did anything in either period, in order of their names. */
export function choicesOf(days: readonly FlowDay[], { before, after }: Periods): DriftChoice[] {
  const found = new Map<string, Set<string>>()
  const compared = [...within(days, before.from, before.to), ...within(days, after.from, after.to)]
  for (const segment of new Set(compared.flatMap(({ flows }) => [...flows.keys()]))) {
    const { channel, campaign } = partsOf(segment)
    if (channel === '') continue
    const campaigns = found.get(channel) ?? new Set()
    found.set(channel, campaign === '' ? campaigns : campaigns.add(campaign))
  }
  return [...found]
    .map(([channel, campaigns]) => ({ channel, campaigns: [...campaigns].toSorted() }))
    .toSorted((a, b) => (a.channel < b.channel ? -1 : 1))
}

/** Throws Problem `unknown_channel`, `unknown_campaign`. */
export function checkPlace({ channel, campaign }: Place, choices: readonly DriftChoice[]): void {
  const own = choices.filter((each) => channel === '' || each.channel === channel)
  if (channel !== '' && own.length === 0)
    throw unknown(
      'channel',
      channel,
      choices.map((each) => each.channel),
    )
  const campaigns = [...new Set(own.flatMap((each) => each.campaigns))]
  if (campaign !== '' && !campaigns.includes(campaign)) throw unknown('campaign', campaign, campaigns)
}

const mostNamed = 12

function unknown(field: 'channel' | 'campaign', asked: string, names: readonly string[]): Problem {
  const message = `"${asked}" did nothing in these days.`
  const some = names.slice(0, mostNamed).join(', ') + (names.length > mostNamed ? ' …' : '')
  const hint = names.length === 0 ? 'There were none.' : `There were ${some}.`
  return new Problem(`unknown_${field}`, message, { details: [{ field, message, hint }] })
}
