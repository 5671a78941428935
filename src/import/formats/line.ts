// LINE Ads: performance reports, in Japanese and English.
import type { ExportFormat } from './export-format.ts'

export const line: ExportFormat = {
  id: 'line',
  name: 'LINE Ads',
  kind: 'ads',
  signatures: [
    { columns: ['インプレッション数', 'ご利用金額'], currency: 'JPY' },
    { columns: ['Ad account name', 'Campaign objective', 'CTR (click-through rate)', 'Cost', 'Currency'] },
  ],
  constants: { platform: 'line' },
  fields: {
    date: ['日', 'Day'],
    account: ['広告アカウント名', 'アカウント名', 'Ad account name'],
    campaign: ['キャンペーン名', 'Campaign name'],
    ad_group: ['広告グループ名', 'Ad group name'],
    ad: ['広告名', 'Ad name'],
    impressions: ['インプレッション数', 'Impressions'],
    clicks: ['クリック数', 'Clicks'],
    cost: ['ご利用金額', 'Cost'],
    currency: ['通貨', 'Currency'],
  },
  breakdowns: [
    'キャンペーンID',
    '広告グループID',
    '広告ID',
    'Campaign ID',
    'Ad group ID',
    'Ad ID',
    '性別',
    '年齢',
    'OS',
    '地域',
    'Age',
    'Gender',
    'Region',
  ],
  kept: ['キャンペーン目的', 'Campaign objective'],
  claims: [
    {
      conversions: ['CV', 'CV（LINE Tagクリック）', 'コンバージョン', 'コンバージョン数', 'Conversions'],
      date: 'arrival',
      window: '30 days after a click unless set otherwise',
    },
  ],
  footer: /^\s*(合計|総計|Totals?\b)/i,
  byDay: {
    en: 'In the LINE Ads report choose 日 (Day) as the unit of time and download it again.',
    ja: 'LINE広告のレポートで期間の単位を「日」にして、もう一度ダウンロードしてください。',
  },
}
