// Microsoft Advertising: reports of its report page and of its reporting service, in English.
import type { ExportFormat } from './export-format.ts'

const about = /^Report (Name|Time): /i

export const microsoft: ExportFormat = {
  id: 'microsoft',
  name: 'Microsoft Advertising',
  kind: 'ads',
  signatures: [
    { columns: ['Spend'], above: about, dateFormat: 'mdy' },
    { columns: ['TimePeriod', 'Spend'], dateFormat: 'mdy' },
    { columns: ['Gregorian date', 'Spend'], dateFormat: 'mdy' },
  ],
  constants: { platform: 'microsoft' },
  fields: {
    date: ['Gregorian date', 'TimePeriod', 'Day', 'Date'],
    account: ['Account name', 'AccountName'],
    campaign: ['Campaign name', 'CampaignName', 'Campaign'],
    ad_group: ['Ad group', 'Ad group name', 'AdGroupName'],
    ad: ['Ad title', 'AdTitle', 'Ad ID', 'AdId'],
    impressions: ['Impressions', 'Impr.'],
    clicks: ['Clicks'],
    cost: ['Spend'],
    currency: ['Currency code', 'CurrencyCode'],
  },
  // names alone do not tell campaigns and ad groups apart
  breakdowns: [
    'Campaign ID', 'CampaignId', 'Ad group ID', 'AdGroupId', 'Ad ID', 'AdId', 'Ad distribution', 'AdDistribution',
    'Device type', 'DeviceType', 'Network', 'Keyword', 'Search term', 'SearchQuery', 'Bid match type', 'Delivered match type',
  ], // prettier-ignore
  kept: ['Campaign type', 'CampaignType'],
  claims: [
    {
      conversions: ['Conversions', 'Conv.', 'ConversionsQualified', 'Conversions Qualified'],
      value: ['Revenue'],
      date: 'click',
      window: 'as set for each conversion goal',
    },
  ],
  footer: /^\s*(©\s*\d{4} Microsoft|Totals?\b|Overall total\b)/i,
  byDay: {
    en: 'In Microsoft Advertising choose Day as the unit of time of the report and run it again.',
    ja: 'Microsoft 広告のレポートで時間単位を「日」にして、もう一度実行してください。',
  },
}
