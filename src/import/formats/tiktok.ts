// TikTok Ads Manager: reports saved as CSV, in English.
import type { ExportFormat } from './export-format.ts'

const window = '7 days after a click, 1 day after a view, unless set otherwise'

export const tiktok: ExportFormat = {
  id: 'tiktok',
  name: 'TikTok Ads Manager',
  kind: 'ads',
  signatures: [{ columns: ['Cost', 'Impressions', 'Clicks (destination)'] }],
  constants: { platform: 'tiktok' },
  fields: {
    date: ['By Day', 'Date', 'Day'],
    account: ['Account name'],
    campaign: ['Campaign name'],
    ad_group: ['Ad group name'],
    ad: ['Ad name'],
    impressions: ['Impressions'],
    clicks: ['Clicks (destination)'],
    cost: ['Cost'],
    currency: ['Currency'],
  },
  breakdowns: [
    'Campaign ID',
    'Ad group ID',
    'Ad ID',
    'Age',
    'Gender',
    'Placements Types',
    'Placement',
    'Subregion',
    'Country/Region',
    'Operating system',
  ],
  kept: ['Advertising objective'],
  claims: [
    { conversions: ['Conversions'], date: 'click', window },
    { conversions: ['Real-time conversions'], date: 'conversion', window },
  ],
  footer: /^\s*(Total of \d+ results?|Totals?\s*$)/i,
  byDay: {
    en: 'In TikTok Ads Manager add the dimension By Day to the report and export it again.',
    ja: 'TikTok広告マネージャーのレポートにディメンション「日別」を加えて、もう一度エクスポートしてください。',
  },
}
