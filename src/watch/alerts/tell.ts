// Tells recipients of what has opened and closed: everything that is due for one of them is one message, nothing twice.
import { labelOf } from '#contract/channel-label.ts'
import { type AlertSettings, type Recipient, byWeight } from '#contract/alerts.ts'
import type { Plan } from '#contract/plan.ts'
import { type StoredAlert, addNotices, alertsSince, readAlertSettings } from '#store/alerts.ts'
import type { NoticeRow } from '#store/control-tables.ts'
import { handOver } from '#store/outbox.ts'
import { planInForce } from '#store/plans.ts'
import { listRecipients } from '#store/recipients.ts'
import type { Store } from '#store/store.ts'
import { newId } from '#util/ids.ts'
import { localDay } from '#util/zone.ts'
import { dayMs } from '#util/duration.ts'
import { compose } from './compose.ts'
import { messageFor } from './outgoing.ts'
import { isQuiet } from './quiet.ts'

/** An end that could not be told for so long is not told any more. */
const longestMs = 30 * dayMs

type Noticed = StoredAlert & { notices: readonly Omit<NoticeRow, 'alert'>[] }

/** Hands over what is due; message and notices are written together, so that a crash leaves both or neither. */
export async function tellRecipients(
  { control }: Pick<Store, 'control'>,
  publicUrl: string,
  now: number,
): Promise<void> {
  const recipients = await listRecipients(control)
  if (recipients.length === 0) return
  const alerts = await alertsSince(control, now - longestMs)
  if (alerts.length === 0) return
  const settings = await readAlertSettings(control)
  const plan = (await planInForce(control, now))?.plan
  const timezone = plan?.timezone ?? 'UTC'
  const quiet = isQuiet(settings.quiet, now, timezone)
  for (const recipient of recipients) {
    const { fired, over } = dueFor(recipient, alerts, { settings, quiet, now })
    if (fired.length + over.length === 0) continue
    const { language } = recipient
    const reader = { language, timezone, zoned: true, channels: channelsOf(plan, language) }
    const ground = { reader, publicUrl, today: localDay(now, timezone) }
    const told = messageFor(recipient, compose(fired, over, ground))
    await control.transaction().execute(async (transaction) => {
      const own = { recipient: recipient.id, purpose: 'alert', key: newId(now), ...told } as const
      const message = await handOver(transaction, own, now)
      const notice = { recipient: recipient.id, message, at: now }
      await addNotices(transaction, [
        ...fired.map(({ id }) => ({ alert: id, what: 'open' as const, ...notice })),
        ...over.map(({ id }) => ({ alert: id, what: 'closed' as const, ...notice })),
      ])
    })
  }
}

function channelsOf(plan: Plan | undefined, language: Recipient['language']): Record<string, string> {
  const named = (plan?.channels ?? []).toReversed().flatMap((rule) => {
    const label = labelOf(rule)
    return label ? [[rule.id, label[language]] as const] : []
  })
  return Object.fromEntries(named)
}

export interface Moment {
  settings: AlertSettings
  quiet: boolean
  now: number
}

/** What a recipient is to be told of now. Pure. */
function dueFor(
  recipient: Pick<Recipient, 'id' | 'rules'>,
  alerts: readonly Noticed[],
  moment: Moment,
): { fired: Noticed[]; over: Noticed[] } {
  const own = ({ notices }: Noticed) => notices.filter((notice) => notice.recipient === recipient.id)
  const heard = alerts.filter(({ mutedUntil }) => mutedUntil === null || mutedUntil <= moment.now)
  const fired = heard.filter((alert) => isWanted(recipient, alert, moment) && isDue(own(alert), alert, moment))
  return {
    fired: fired.toSorted(byWeight),
    over: heard.filter(
      (alert) =>
        alert.closedAt !== null &&
        !moment.quiet &&
        alert.kind !== 'learning_ended' &&
        own(alert).at(-1)?.what === 'open',
    ),
  }
}

function isWanted({ rules }: Pick<Recipient, 'rules'>, alert: Noticed, { settings, quiet }: Moment): boolean {
  const { on, threshold } = rules[alert.kind]
  const passes = !quiet || settings.urgent.includes(alert.kind)
  return on && passes && alert.size >= (threshold ?? 0)
}

/** Not what has gone, even if it is not closed yet; not what somebody has taken on; again only after so many days. */
function isDue(own: readonly { at: number }[], alert: Noticed, { settings, now }: Moment): boolean {
  if (alert.closedAt !== null || alert.absentSince !== null || alert.acknowledgedBy !== '') return false
  const last = own.at(-1)
  if (!last) return true
  return settings.remind_days > 0 && now - last.at >= settings.remind_days * dayMs
}
