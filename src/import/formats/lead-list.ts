// Trade shows: lists of visitors whose badges or cards were scanned at a stand.
import type { ExportFormat } from './export-format.ts'

export const leadList: ExportFormat = {
  id: 'lead_list',
  name: 'Trade-show lead list',
  kind: 'leads',
  signatures: [
    {
      columns: ['Email'],
      anyOf: ['Scan Date', 'Scan Time', 'Scan Date/Time', 'Scanned At', 'Date Scanned', 'Capture Date', 'Badge ID'],
    },
    { columns: ['E-Mail'], anyOf: ['Scandatum', 'Scanzeitpunkt', 'Gescannt am'], dateFormat: 'dmy' },
    {
      columns: ['メールアドレス'],
      anyOf: ['スキャン日時', '読取日時', '来場者ID', '来場日時', '来場日'],
    },
  ],
  constants: { channel: 'trade_show' },
  fields: {
    // whoever has no number is known by the address, which is kept as a hash
    id: [
      'Badge ID',
      'Lead ID',
      'Registration ID',
      'Attendee ID',
      '来場者ID',
      '受付番号',
      'Email',
      'E-Mail',
      'メールアドレス',
    ],
    time: [
      'Scan Date/Time', 'Scan Time', 'Scan Date', 'Scanned At', 'Date Scanned', 'Capture Date', 'Scandatum', 'Scanzeitpunkt',
      'Gescannt am', 'スキャン日時', '読取日時', '来場日時', '来場日', '名刺交換日',
    ], // prettier-ignore
    email: ['Email', 'E-Mail', 'メールアドレス'],
    phone: ['Phone', 'Telefon', '電話番号'],
    campaign: ['Event', 'Event Name', 'Show', 'Messe', '展示会名', 'イベント名'],
  },
  personal: ['Scanned By', 'Rep', 'Staff', 'Vorname', 'Nachname', '対応者', '担当者', '部署', '役職'],
  footer: /^\s*(Total (leads|scans)|合計)/i,
}
