// Who saw an action, under which ids: the tag on the website, the product's server, the webinar tool, the card processor.
import type { Random } from '../random.ts'
import { dayNumber } from '../setting/calendar.ts'
import { type Setting, stream } from '../setting/setting.ts'
import { emailOf } from '../people/names.ts'
import type { Act } from '../people/acts.ts'
import type { Visitor } from '../people/visitors.ts'

export const sources = ['website', 'app', 'webinar_tool', 'billing'] as const
export type Source = (typeof sources)[number]

/** One event as a source saw it; ids that it does not carry are empty. */
export interface Seen {
  source: Source
  id: string
  name: string
  at: number
  visitor: string
  user: string
  email: string
  order: string
  payment: string
  /** Yen; null where there is none. */
  value: number | null
  act: Act
  /** Sent a second time under this id. */
  sentAgain: Act['sentAgain']
}

/** Everything that was seen of a visitor's actions, in order of the actions. */
export function seenOf(setting: Setting, visitor: Visitor): Seen[] {
  return visitor.acts.flatMap((act) => {
    const random = stream(setting, `seen/${act.key}`)
    return [...byTag(setting, random, visitor, act), ...byServers(setting, random, visitor, act)]
  })
}

const nothing = { visitor: '', user: '', email: '', order: '', payment: '', value: null } as const

/** The thank-you page sends the action's event each time it is opened. */
function byTag(setting: Setting, random: Random, visitor: Visitor, act: Act): Seen[] {
  const { defects, days, span } = setting
  const framed = act.name === 'webinar_registered' && random.chance(defects.framedForm)
  const orderKnown = !random.chance(defects.orderIdMissing)
  const [matched, kept] = [random.uniform(), random.uniform()]
  if (visitor.consent === 'unseen') return []
  return [act.at, ...act.openedAgain].flatMap((at, time): Seen[] => {
    const day = days[dayNumber(span, at)]!
    if (kept < day.tagLoss) return []
    const known = visitor.consent === 'given'
    return [
      {
        ...nothing,
        source: 'website',
        // a trial's tag and server agree on an id
        id: time === 0 ? `a${act.key}` : `a${act.key}-r${time}`,
        name: act.name,
        at,
        visitor: known ? act.visit.cookie : '',
        email: known && !framed && matched < day.match ? act.email : '',
        order: act.order && orderKnown ? act.order.id : '',
        value: act.order?.amount ?? null,
        act,
        sentAgain: time === 0 ? act.sentAgain : 'never',
      },
    ]
  })
}

function byServers(setting: Setting, random: Random, visitor: Visitor, act: Act): Seen[] {
  const seen = (source: Source, id: string, at: number, carries: Partial<Seen>): Seen => {
    const inTime = Math.min(at, setting.span.end - 1)
    return { ...nothing, source, id, name: act.name, at: inTime, act, sentAgain: 'never', ...carries }
  }
  const account = { user: `u${visitor.key}`, email: emailOf(setting, visitor.index) }
  if (act.name === 'webinar_registered') {
    return [seen('webinar_tool', `w${act.key}`, act.at + random.whole(-40_000, 90_000), { email: act.email })]
  }
  if (act.name === 'trial_started') return [seen('app', `a${act.key}`, act.at + random.whole(300, 4_000), account)]
  if (!act.order) return []
  const { id: order, payment, amount: value, refundedAt } = act.order
  const events = [
    seen('app', `o${act.key}`, act.at + random.whole(200, 3_000), { ...account, order, payment, value }),
    // the processor often reports before the browser comes back to the thank-you page
    seen('billing', `evt_${act.key}`, act.at + random.whole(-5_000, 60_000), { payment, value }),
  ]
  if (refundedAt === null) return events
  return [
    ...events,
    seen('billing', `evt_${act.key}-r`, refundedAt, { name: 'order_refunded', payment, value: -value }),
  ]
}
