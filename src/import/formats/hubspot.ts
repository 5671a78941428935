// HubSpot: deals as exported from their index page, in English and Japanese.
import type { ExportFormat } from './export-format.ts'

export const hubspotDeals: ExportFormat = {
  id: 'hubspot_deals',
  name: 'HubSpot deals',
  kind: 'deals',
  signatures: [
    { columns: ['Record ID', 'Deal Name', 'Deal Stage'] },
    { columns: ['レコードID', '取引名', '取引ステージ'] },
  ],
  fields: {
    id: ['Record ID', 'レコードID'],
    stage: ['Deal Stage', '取引ステージ'],
    time: ['Close Date', 'クローズ日'],
    value: ['Amount', '金額'],
    currency: ['Currency', 'Deal Currency Code', '通貨'],
    lead_id: ['Associated Contact IDs'],
  },
  personal: ['Deal owner', 'Associated Contact', 'Associated Contact (Primary)', '取引担当者', '関連するコンタクト'],
  footer: /^\s*Totals?\s*$/i,
  lacking: { time: 'Add the property Close date to the export, or name another column: --map time="Create Date"' },
}
