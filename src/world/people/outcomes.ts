// What became of those who acted: leads in the CRM; deals, won, lost or cancelled after a while; what finance billed.
import { dayMs, hourMs, minuteMs } from '#util/duration.ts'
import type { Random } from '../random.ts'
import { type Channel, actions, editions, payChance, tradeShow } from '../setting/company.ts'
import { type Setting, stream } from '../setting/setting.ts'
import type { Act } from './acts.ts'
import type { Visitor } from './visitors.ts'

export interface Lead {
  id: string
  at: number
  email: string
  /** What the CRM says of it; empty when it came through the site. */
  channel: Channel | ''
}

export interface Deal {
  id: string
  /** As it was typed. */
  leadId: string
  won: boolean
  at: number
  /** Yen a year; what was offered, when lost. */
  amount: number
  edition: string
  /** When finance billed it, and when it was cancelled; null when not (yet). */
  billedAt: number | null
  cancelledAt: number | null
  /** The action that led to it; null for a contact of the trade show. */
  act: Act | null
}

/** What the CRM holds of one person. */
export interface Contact {
  lead: Lead
  deals: Deal[]
}

/** A visitor's lead and deals as far as they are known at the end; null for one who never gave an address. */
export function contactOf(setting: Setting, visitor: Visitor): Contact | null {
  const first = visitor.acts[0]
  if (!first) return null
  const random = stream(setting, `contact/${visitor.index}`)
  const at = Math.min(first.at + random.whole(1, 20) * minuteMs, setting.span.end - 1)
  // the CRM writes some addresses in capitals
  const email = random.chance(0.1) ? first.email.toUpperCase() : first.email
  const lead: Lead = { id: `L${visitor.key}`, at, email, channel: '' }
  const deals: Deal[] = []
  for (const act of visitor.acts) follow(setting, random, lead, act, deals)
  return { lead, deals }
}

/** Each action has its own chance to lead to a contract. */
function follow(setting: Setting, random: Random, lead: Lead, act: Act, deals: Deal[]): void {
  const action = actions.find(({ name }) => name === act.name)!
  const chance = payChance(act.visit.way, action)
  const won = random.chance(chance)
  const decidedAt = act.at + Math.floor(random.lognormal(action.medianDays, action.spread) * dayMs)
  if (!won && !random.chance(chance)) return
  deals.push(...signed(setting, random, { lead, act, won, decidedAt, key: `${lead.id.slice(1)}-${deals.length}` }))
}

interface Decision {
  lead: Lead
  act: Act | null
  won: boolean
  decidedAt: number
  /** Names the deal. */
  key: string
}

/** One deal, or two contracts minutes apart; none when it is decided after the end. */
function signed(setting: Setting, random: Random, decision: Decision): Deal[] {
  const { defects, span } = setting
  const pair = decision.won && random.chance(defects.secondContract)
  const times = pair ? [0, random.whole(2, 20) * minuteMs] : [0]
  return times.flatMap((later, index) => {
    const at = decision.decidedAt + later
    return at < span.end
      ? [makeDeal(setting, random, { ...decision, decidedAt: at, key: decision.key + (index ? 'b' : '') })]
      : []
  })
}

function makeDeal(setting: Setting, random: Random, { lead, act, won, decidedAt, key }: Decision): Deal {
  const { defects, span } = setting
  const edition = random.weighted(editions, ({ weight }) => weight)
  const amount = edition.price * random.whole(1, 4)
  const leadId = random.chance(defects.mistypedLead) ? `${lead.id}X` : lead.id
  const later = (share: number, from: number, to: number): number | null => {
    const at = decidedAt + random.whole(from * hourMs, to * hourMs)
    return random.chance(share) && won && at < span.end ? at : null
  }
  const billedAt = later(0.85, 20, 140)
  const cancelledAt = later(defects.cancelled, 240, 1_400)
  return { id: `D${key}`, leadId, won, at: decidedAt, amount, edition: edition.name, billedAt, cancelledAt, act }
}

/** The day of a contract that something on `day` leads to. */
export function contractDay(random: Random, day: number, lag: { medianDays: number; spread: number }): number {
  // half a day: things happen about noon
  return Math.floor(day + 0.5 + random.lognormal(lag.medianDays, lag.spread))
}

/** People met at the trade show: they never came by the site. */
export function tradeShowContacts(setting: Setting): Contact[] {
  const random = stream(setting, 'trade show')
  const opens = setting.span.start + showDay(setting) * dayMs + 10 * hourMs
  return Array.from({ length: showLeads(setting) }, (_, index) => {
    const key = `${setting.options.seed}-T${String(index).padStart(4, '0')}`
    const at = opens + random.whole(0, 1) * dayMs + random.whole(0, 7 * 60) * minuteMs
    const email = `visitor${index}@booth-${setting.options.seed}.example`
    const lead: Lead = { id: `L${key}`, at, email, channel: 'trade_show' }
    const decidedAt = at + Math.floor(random.lognormal(tradeShow.medianDays, tradeShow.spread) * dayMs)
    const won = random.chance(tradeShow.pays)
    return { lead, deals: won ? signed(setting, random, { lead, act: null, won, decidedAt, key: `${key}-0` }) : [] }
  })
}

/** How many people leave their card there. */
export function showLeads({ size }: Setting): number {
  return Math.max(12, Math.round(tradeShow.leads * size))
}

/** The trade show opens on this day, three fifths through, and lasts two. */
export function showDay({ span }: Setting): number {
  return Math.floor(span.days * 0.6)
}
