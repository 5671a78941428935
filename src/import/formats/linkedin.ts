// LinkedIn Campaign Manager: performance reports, UTF-16 with tabs and a few lines of title; days are those of UTC.
import type { ExportFormat } from './export-format.ts'
import { firstPeriod } from './periods.ts'

export const linkedin: ExportFormat = {
  id: 'linkedin',
  name: 'LinkedIn Campaign Manager',
  kind: 'ads',
  signatures: [{ columns: ['Start Date (in UTC)', 'Total Spent'], dateFormat: 'mdy' }],
  constants: { platform: 'linkedin' },
  fields: {
    date: ['Start Date (in UTC)'],
    account: ['Account Name'],
    campaign: ['Campaign Name'],
    ad: ['Creative Name', 'Ad Name'],
    impressions: ['Impressions'],
    clicks: ['Clicks'],
    cost: ['Total Spent'],
    currency: ['Currency', 'Account Currency'],
  },
  breakdowns: ['Campaign Group ID', 'Campaign ID', 'Creative ID', 'Ad ID', 'Click URL', 'Carousel Card'],
  kept: ['Campaign Group Name', 'Campaign Type', 'Campaign Objective'],
  claims: [
    {
      conversions: ['Conversions'],
      value: ['Total Conversion Value', 'Conversion Value'],
      date: 'conversion',
      window: '30 days after a click, 7 days after a view, unless set otherwise',
    },
  ],
  footer: /^\s*Totals?\b/i,
  period: (above) =>
    firstPeriod(
      above.filter((text) => /^(report (start|end)|date range)/i.test(text)),
      'mdy',
    ),
  datedByPeriodStart: true,
  byDay: {
    en: 'In Campaign Manager choose Export, then Time breakdown: Daily.',
    ja: 'キャンペーンマネージャーのエクスポートで期間の内訳を「日別」にしてください。',
  },
  divided: ['Conversion Name'],
}
