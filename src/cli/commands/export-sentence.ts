// What a file was recognised as, in one sentence.
import type { RecognisedExport } from '#contract/import.ts'

const levels = { campaign: 'campaign report', ad_group: 'ad group report', ad: 'ad report' }
const dates = {
  click: 'conversions on the day of the click',
  conversion: 'conversions on the day that they happened',
  arrival: 'conversions on the day that their report arrived',
}

/** `Recognised as Google Ads campaign report, by day, EUR, conversions on the day of the click.` */
export function exportSentence(recognised: RecognisedExport, kind: string): string {
  const { name, level, days, currency, claim } = recognised
  if (recognised.kind !== kind) return `Looks like ${name}: import it as ${recognised.kind}. Read here as any table.`
  const claimed = claim && (claim.point ? dates[claim.date] : `"${claim.column}" left out: --point says what it counts`)
  const spans = days && { day: 'by day', period: 'totals of a period' }[days]
  const parts = [[name, level && levels[level]].filter(Boolean).join(' '), spans, currency, claimed]
  return `Recognised as ${parts.filter(Boolean).join(', ')}.`
}
