// What is sent, for every kind of recipient, and handing it over: alerts, reports and tests go this way.
import type { MessageView, Recipient } from '#contract/alerts.ts'
import type { Mail } from '#print/mail.ts'
import type { Control } from '#store/control.ts'
import { handOver } from '#store/outbox.ts'
import { listRecipients } from '#store/recipients.ts'

/** The same message for each kind of recipient. */
export interface Outgoing {
  mail: Mail
  /** Plain text: what Slack would read as marks is escaped. */
  slack: { text: string; link: { text: string; url: string } | null }
  webhook: { type: string; data: object }
}

export type MailBody = Omit<Mail, 'pictures'> & { pictures: { cid: string; png: string }[] }

/** What is kept of it until it is delivered: the part that the recipient's kind needs. */
export type MessageBody = { mail: MailBody } | { slack: Outgoing['slack'] } | { webhook: Outgoing['webhook'] }

export interface HandedOver {
  recipient: string
  state: 'handed_over' | 'refused'
  /** Why it was refused; `''` otherwise. */
  message: string
}

/**
 * Hands a message over to recipients, by name or id. From then on it is delivered by itself: tried again with growing
 * pauses, each attempt noted. Handing over again under the same key does nothing.
 */
export async function handOverTo(
  control: Control,
  recipients: readonly string[],
  { purpose, key, outgoing }: { purpose: MessageView['purpose']; key: string; outgoing: Outgoing },
  now: number,
): Promise<HandedOver[]> {
  const known = await listRecipients(control)
  const results: HandedOver[] = []
  for (const recipient of recipients) {
    const found = known.find(({ id, name }) => id === recipient || name === recipient)
    if (found) await handOver(control, { recipient: found.id, ...messageFor(found, outgoing), purpose, key }, now)
    results.push(
      found
        ? { recipient, state: 'handed_over', message: '' }
        : { recipient, state: 'refused', message: `There is no recipient named ${recipient}.` },
    )
  }
  return results
}

export function messageFor({ kind }: Recipient, { mail, slack, webhook }: Outgoing): { title: string; body: string } {
  return { title: mail.subject, body: JSON.stringify(bodyFor(kind)) }
  function bodyFor(wanted: Recipient['kind']): MessageBody {
    if (wanted === 'slack') return { slack }
    if (wanted === 'webhook') return { webhook }
    const pictures = mail.pictures.map(({ cid, png }) => ({ cid, png: png.toString('base64') }))
    return { mail: { ...mail, pictures } }
  }
}
