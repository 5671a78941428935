// Whether there is such a channel: an action of a misspelt one would never have an effect to tell.
import { unknownName } from '#ask/check.ts'
import { channelNames } from '#contract/channel-names.ts'
import { standingNow } from '#metrics/standing.ts'
import { agreedTimeline } from '#store/plans.ts'
import type { Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'

/** Built in, of any agreed plan, or seen in the data. `''` is everywhere. @throws Problem `unknown_channel`. */
export async function checkChannel(store: Store, channel: string, now: number): Promise<void> {
  const builtIn = Object.keys(channelNames.en)
  if (channel === '' || builtIn.includes(channel)) return
  const versions = await agreedTimeline(store.control, now)
  const planned = versions.flatMap(({ plan }) => (plan.channels ?? []).map(({ id }) => id))
  if (planned.includes(channel)) return
  const seen = await seenChannels(store)
  if (seen.includes(channel)) return
  const known = [...new Set([...seen, ...planned, ...builtIn])]
  const detail = unknownName('channel', `There is no channel ${channel}.`, channel, known)
  throw new Problem('unknown_channel', detail.message, { details: [detail] })
}

/** Those of visits, conversions and costs. */
async function seenChannels({ facts }: Store): Promise<string[]> {
  const rows = await facts.query<{ channel: string }>(
    `SELECT DISTINCT channel FROM (
       SELECT channel FROM sessions
       UNION ALL SELECT channel FROM ledger WHERE ${standingNow}
       UNION ALL SELECT channel FROM spend WHERE ${standingNow}
     ) WHERE channel != '' ORDER BY channel`,
  )
  return rows.map(({ channel }) => channel)
}
