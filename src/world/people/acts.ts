// What visitors do: downloads, registrations, trials, demo requests and card orders, with what goes wrong around them.
import { dayMs, minuteMs } from '#util/duration.ts'
import type { Random } from '../random.ts'
import { dayNumber } from '../setting/calendar.ts'
import { type ActionName, actions, baseChance, pilotPrices, ways } from '../setting/company.ts'
import { type Setting, stream } from '../setting/setting.ts'
import { emailOf, mistyped } from './names.ts'
import type { Visit, Visitor } from './visitors.ts'

export interface Act {
  /** Names it in ids. */
  key: string
  name: ActionName
  at: number
  visit: Visit
  /** Address in the form, as it was typed. */
  email: string
  /** When its thank-you page was opened again. */
  openedAgain: number[]
  /** Whether its event was sent a second time under the same id, and when. */
  sentAgain: 'never' | 'at once' | 'later'
  order: { id: string; payment: string; amount: number; refundedAt: number | null } | null
}

/** Adds what the visitor does in a visit, each followed by its thank-you page. */
export function actIn(setting: Setting, random: Random, visitor: Visitor, visit: Visit): void {
  const { span, days } = setting
  const today = days[dayNumber(span, visit.start)]!.ways[ways.indexOf(visit.way)]!
  let at = visit.pages.at(-1)!.at
  for (const action of actions) {
    if (!random.chance(Math.min(0.6, baseChance(visit.way, action) * today.intent))) continue
    at += Math.floor((0.7 + 2 * random.uniform()) * minuteMs)
    if (at >= span.end - minuteMs) return
    const act = makeAct(setting, visitor, visit, action.name, at)
    visitor.acts.push(act)
    openPages(act, action.thanks)
    if (act.order === null || !random.chance(setting.defects.secondOrder)) continue
    at += random.whole(2 * minuteMs, 9 * minuteMs)
    if (at >= span.end - minuteMs) return
    const second = makeAct(setting, visitor, visit, action.name, at)
    visitor.acts.push(second)
    openPages(second, action.thanks)
  }
}

/** The thank-you page; opened again days later, it is no page of this visit. */
function openPages({ at, visit, openedAgain }: Act, thanks: string): void {
  visit.pages.push({ path: thanks, at: at + 1_000 })
  for (const again of openedAgain) if (again - at < 20 * minuteMs) visit.pages.push({ path: thanks, at: again - 500 })
}

function makeAct(setting: Setting, visitor: Visitor, visit: Visit, name: ActionName, at: number): Act {
  const { defects, span } = setting
  const key = `${visitor.key}-${visitor.acts.length}`
  const random = stream(setting, `act/${key}`)
  const openedAgain: number[] = []
  if (random.chance(defects.reloaded)) openedAgain.push(at + random.whole(minuteMs, 15 * minuteMs))
  if (random.chance(defects.revisited)) openedAgain.push(at + random.whole(dayMs, 9 * dayMs))
  const drawn = random.uniform()
  const sentAgain =
    drawn < defects.sentTwice ? 'at once' : drawn < defects.sentTwice + defects.sentLater ? 'later' : 'never'
  const order = name === 'order_completed' ? makeOrder(random, defects.refunded, key, at) : null
  return {
    key,
    name,
    at,
    visit,
    email: typedEmail(setting, random, visitor),
    openedAgain: openedAgain.filter((again) => again < span.end),
    sentAgain,
    order: order && { ...order, refundedAt: order.refundedAt && order.refundedAt < span.end ? order.refundedAt : null },
  }
}

function makeOrder(random: Random, refunded: number, key: string, at: number): NonNullable<Act['order']> {
  return {
    id: `O${key}`,
    payment: `pay_${key}`,
    amount: random.pick(pilotPrices),
    refundedAt: random.chance(refunded) ? at + random.whole(dayMs, 30 * dayMs) : null,
  }
}

function typedEmail(setting: Setting, random: Random, visitor: Visitor): string {
  const { defects } = setting
  const own = emailOf(setting, visitor.index)
  const drawn = random.uniform()
  if (drawn < defects.mistypedEmail) return mistyped(own, visitor.acts.length)
  if (drawn >= defects.mistypedEmail + defects.someoneElses || visitor.index === 0) return own
  visitor.borrows = true
  return emailOf(setting, visitor.index - 1)
}
