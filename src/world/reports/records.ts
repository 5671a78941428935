// The CRM's leads and deals and finance's contracts, as files.
import { company } from '../setting/company.ts'
import type { Contact } from '../people/outcomes.ts'
import { csv, instant } from './csv.ts'

export function leadsCsv(contacts: readonly Contact[]): string {
  const leads = contacts.map(({ lead }) => lead).toSorted((a, b) => a.at - b.at)
  return csv(
    ['id', 'time', 'email', 'channel'],
    leads.map(({ id, at, email, channel }) => [id, instant(at), email, channel]),
  )
}

/** One row for each stage a deal reached: won, lost, cancelled. */
export function dealsCsv(contacts: readonly Contact[]): string {
  const rows = contacts
    .flatMap(({ deals }) => deals)
    .flatMap(({ id, leadId, won, at, amount, edition, cancelledAt }) => {
      const row = (stage: string, time: number) => ({
        time,
        cells: [id, leadId, stage, instant(time), amount, company.currency, edition],
      })
      return [row(won ? 'won' : 'lost', at), ...(cancelledAt === null ? [] : [row('cancelled', cancelledAt)])]
    })
    .toSorted((a, b) => a.time - b.time)
  const header = ['id', 'lead_id', 'stage', 'time', 'value', 'currency', 'edition']
  return csv(
    header,
    rows.map(({ cells }) => cells),
  )
}

/** What finance billed: the same contracts, days later, without the lead. */
export function contractsCsv(contacts: readonly Contact[]): string {
  const billed = contacts
    .flatMap(({ deals }) => deals)
    .flatMap(({ id, amount, billedAt }) => (billedAt === null ? [] : [{ id, amount, billedAt }]))
    .toSorted((a, b) => a.billedAt - b.billedAt)
  return csv(
    ['id', 'stage', 'time', 'value', 'currency'],
    billed.map(({ id, amount, billedAt }) => [id, 'won', instant(billedAt), amount, company.currency]),
  )
}
