// Costs that are no ads, as finance keeps them: a row for what was paid, with the measure that it was paid for.
import type { ExportFormat } from './export-format.ts'

/** Who names channels means them as they are. */
const without = ['Channel', 'Kanal', 'チャネル', '流入元']

export const costSheet: ExportFormat = {
  id: 'cost_sheet',
  name: 'Cost sheet',
  kind: 'costs',
  signatures: [
    { columns: ['Category'], without, anyOf: ['Cost', 'Amount', 'Amount paid'] },
    { columns: ['Maßnahme'], without, anyOf: ['Kosten', 'Betrag'], decimalComma: true, dateFormat: 'dmy' },
    { columns: ['施策'], without, anyOf: ['費用', '金額', '支払金額'], currency: 'JPY' },
    { columns: ['費目'], without, anyOf: ['費用', '金額', '支払金額'], currency: 'JPY' },
  ],
  knownCells: 'channel',
  fields: {
    date: [
      'Date',
      'Day',
      'Month',
      'Invoice date',
      'Payment date',
      'Datum',
      'Monat',
      '日付',
      '年月',
      '月',
      '支払日',
      '計上月',
      '対象月',
    ],
    period_start: ['Start date', 'From', 'Von', '開始日'],
    period_end: ['End date', 'To', 'Bis', '終了日'],
    cost: ['Cost', 'Amount', 'Amount paid', 'Kosten', 'Betrag', '費用', '金額', '支払金額'],
    channel: ['Category', 'Maßnahme', '施策', '費目'],
    label: ['Item', 'Description', 'Vendor', 'Beschreibung', '内容', '摘要', '取引先', '支払先'],
  },
  values: {
    channel: {
      seo: 'organic_search', 'seo / content': 'organic_search', content: 'organic_search', 'seo対策': 'organic_search',
      'コンテンツ制作': 'organic_search', '記事制作': 'organic_search',
      email: 'email', 'e-mail': 'email', newsletter: 'email', 'メール': 'email', 'メルマガ': 'email', 'メール配信': 'email',
      'trade show': 'trade_show', 'trade shows': 'trade_show', 'trade fair': 'trade_show', exhibition: 'trade_show',
      messe: 'trade_show', '展示会': 'trade_show', 'イベント出展': 'trade_show',
    },
  }, // prettier-ignore
  footer: /^\s*((grand |sub)?totals?\s*$|gesamt|summe|合計|総計|小計)/i,
}
