// What became of those who acted: leads in the CRM, and deals, won or lost after a while.
import { dayMs, hourMs, type Span } from './calendar.ts'
import { type Channel, actions, editions, tradeShow } from './company.ts'
import { Random } from './random.ts'
import { type Visitor, visitAt } from './visitors.ts'

export interface Lead {
  id: string
  at: number
  email: string
  /** What the CRM says of it; empty when it came through the site. */
  channel: Channel | ''
}

export interface Deal {
  id: string
  leadId: string
  stage: 'won' | 'lost'
  at: number
  /** Yen a year; what was offered, when lost. */
  amount: number
  edition: string
}

export interface Outcome {
  lead: Lead
  deal: Deal | null
}

/** A visitor's lead and deal as far as they are known at the end; null for one who never gave an address. */
export function outcomeOf(visitor: Visitor, seed: number, span: Span): Outcome | null {
  const first = visitor.actions[0]
  if (!first) return null
  const random = new Random(seed, `outcome/${visitor.index}`)
  const number = String(visitor.index).padStart(7, '0')
  const at = Math.min(first.at + random.whole(1, 20) * 60_000, span.end - 1)
  const lead: Lead = { id: `L${number}`, at, email: visitor.email, channel: '' }
  // The most serious thing they did decides; actions are listed in that order, but for demos among trials.
  const serious = visitor.actions.reduce((best, action) =>
    chanceOf(action.name) > chanceOf(best.name) ? action : best,
  )
  const { pays, medianDays, spread } = actions.find(({ name }) => name === serious.name)!
  const { fit } = visitAt(visitor, serious.at).origin
  const won = random.chance(Math.min(0.85, pays * fit))
  const decidedAt = serious.at + Math.floor(random.lognormal(medianDays, spread) * dayMs)
  const worked = won || random.chance(pays)
  return { lead, deal: worked && decidedAt < span.end ? makeDeal(random, `D${number}`, lead.id, won, decidedAt) : null }
}

function chanceOf(name: string): number {
  return actions.find((action) => action.name === name)!.pays
}

/** People met at the trade show, two thirds through the span: they never came by the site. */
export function tradeShowOutcomes(seed: number, span: Span): Outcome[] {
  const random = new Random(seed, 'trade show')
  const opens = showStart(span) + 10 * hourMs
  return Array.from({ length: tradeShow.leads }, (_, index) => {
    const number = `T${String(index).padStart(4, '0')}`
    const at = opens + random.whole(0, 1) * dayMs + random.whole(0, 7 * 60) * 60_000
    const lead: Lead = { id: `L${number}`, at, email: `visitor${index}@booth${seed}.example`, channel: 'trade_show' }
    const decidedAt = at + Math.floor(random.lognormal(18, 0.4) * dayMs)
    const won = random.chance(tradeShow.pays)
    return { lead, deal: won && decidedAt < span.end ? makeDeal(random, `D${number}`, lead.id, true, decidedAt) : null }
  })
}

/** Midnight before the trade show: the third day of a week. */
export function showStart(span: Span): number {
  return span.start + (Math.floor((span.days * 0.6) / 7) * 7 + 2) * dayMs
}

function makeDeal(random: Random, id: string, leadId: string, won: boolean, at: number): Deal {
  const edition = random.weighted(editions, ({ weight }) => weight)
  const seats = random.whole(1, 4)
  return { id, leadId, stage: won ? 'won' : 'lost', at, amount: edition.price * seats, edition: edition.name }
}
