// Meta Ads Manager: its table exported as CSV, in English, Japanese, German and French.
import type { ExportFormat } from './export-format.ts'

/** Each row says its own in the column `Attribution setting`. */
const window = 'as in its attribution setting'

export const meta: ExportFormat = {
  id: 'meta',
  name: 'Meta Ads Manager',
  kind: 'ads',
  signatures: [
    { columns: ['Reporting starts', 'Reporting ends', 'Amount spent'] },
    { columns: ['レポート開始日', 'レポート終了日', '消化金額'] },
    { columns: ['Berichtsstart', 'Berichtsende', 'Ausgegebener Betrag'], decimalComma: true, dateFormat: 'dmy' },
    { columns: ['Berichtsbeginn', 'Berichtsende', 'Ausgegebener Betrag'], decimalComma: true, dateFormat: 'dmy' },
    { columns: ['Début des rapports', 'Fin des rapports', 'Montant dépensé'], decimalComma: true, dateFormat: 'dmy' },
    { columns: ['Jour', 'Nom de la campagne', 'Montant dépensé'], decimalComma: true, dateFormat: 'dmy' },
  ],
  constants: { platform: 'meta' },
  fields: {
    date: ['Day', '日', 'Tag', 'Jour'],
    period_start: ['Reporting starts', 'レポート開始日', 'Berichtsstart', 'Berichtsbeginn', 'Début des rapports'],
    period_end: ['Reporting ends', 'レポート終了日', 'Berichtsende', 'Fin des rapports'],
    account: ['Account name', 'アカウント名', 'Kontoname', 'Nom du compte'],
    campaign: ['Campaign name', 'キャンペーン名', 'Kampagnenname', 'Nom de la campagne'],
    ad_group: [
      'Ad set name',
      '広告セット名',
      'Anzeigengruppenname',
      'Name der Anzeigengruppe',
      "Nom de l'ensemble de publicités",
    ],
    ad: ['Ad name', '広告名', 'Anzeigenname', 'Name der Anzeige', 'Nom de la publicité'],
    impressions: ['Impressions', 'インプレッション', 'Impressionen'],
    clicks: [
      'Link clicks',
      'リンクのクリック',
      'Link-Klicks',
      'Clics sur un lien',
      'Clicks (all)',
      'クリック(すべて)',
      'Klicks (alle)',
    ],
    cost: ['Amount spent', '消化金額', 'Ausgegebener Betrag', 'Montant dépensé'],
    currency: ['Currency', '通貨', 'Währung', 'Devise'],
  },
  // names alone do not tell campaigns, ad sets and ads apart
  breakdowns: [
    'Campaign ID', 'Ad set ID', 'Ad ID', 'キャンペーンID', '広告セットID', '広告ID',
    'Age', 'Gender', 'Country', 'Region', 'Placement', 'Platform', 'Device platform', 'Impression device',
    'Time of day (ad account time zone)',
    '年齢', '性別', '国', '地域', '配置', 'プラットフォーム', 'デバイスプラットフォーム', 'インプレッションデバイス',
    'Alter', 'Geschlecht', 'Land', 'Plattform', 'Platzierung', 'Âge', 'Genre', 'Pays', 'Plateforme',
  ], // prettier-ignore
  kept: [
    'Objective',
    'Attribution setting',
    'アトリビューション設定',
    'Result indicator',
    'Result Type',
    '結果インジケーター',
  ],
  claims: [
    { conversions: ['Results', '結果', 'Ergebnisse', 'Résultats'], date: 'conversion', window },
    {
      conversions: ['Purchases', 'Website purchases', '購入', 'ウェブサイトでの購入'],
      value: ['Purchases conversion value', 'Website purchases conversion value', '購入のコンバージョン値'],
      date: 'conversion',
      window,
    },
  ],
  footer: /^\s*(Totals?|Gesamt|合計)\s*$/i,
  namelessIsTotal: true,
  byDay: {
    en: 'In Ads Manager open Breakdown, choose By time and then Day, and export the table again.',
    ja: '広告マネージャで「内訳」→「時間」→「日」を選び、もう一度エクスポートしてください。',
  },
}
