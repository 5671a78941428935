// Google Ads: reports downloaded from its tables and its report editor, in English, German, French and Japanese.
import type { ExportFormat } from './export-format.ts'
import { firstPeriod } from './periods.ts'

const window = 'as set for each conversion action'

export const googleAds: ExportFormat = {
  id: 'google_ads',
  name: 'Google Ads',
  kind: 'ads',
  signatures: [
    { columns: ['Impr.', 'Cost', 'Currency code'] },
    { columns: ['Impr.', 'Cost'], above: / report$/i },
    { columns: ['Impr.', 'Kosten', 'Währungscode'], decimalComma: true, dateFormat: 'dmy' },
    { columns: ['Impr.', 'Kosten'], above: /bericht$/i, decimalComma: true, dateFormat: 'dmy' },
    { columns: ['Impr.', 'Coût', 'Code de devise'], decimalComma: true, dateFormat: 'dmy' },
    { columns: ['Impr.', 'Coût'], above: /^rapport /i, decimalComma: true, dateFormat: 'dmy' },
    { columns: ['表示回数', '費用', '通貨コード'] },
    { columns: ['表示回数', '費用'], above: /レポート$/ },
  ],
  constants: { platform: 'google_ads' },
  fields: {
    date: ['Day', 'Tag', 'Jour', '日'],
    account: ['Account name', 'Account', 'Kontoname', 'Konto', 'Nom du compte', 'Compte', 'アカウント名', 'アカウント'],
    campaign: ['Campaign', 'Kampagne', 'Campagne', 'キャンペーン'],
    ad_group: ['Ad group', 'Anzeigengruppe', "Groupe d'annonces", '広告グループ'],
    ad: ['Ad name', 'Anzeigenname', "Nom de l'annonce", '広告名', 'Ad ID', 'Anzeigen-ID', "ID d'annonce", '広告 ID'],
    impressions: ['Impr.', '表示回数'],
    clicks: ['Clicks', 'Klicks', 'Clics', 'クリック数'],
    cost: ['Cost', 'Kosten', 'Coût', '費用'],
    currency: ['Currency code', 'Währungscode', 'Code de devise', '通貨コード'],
  },
  // names alone do not tell campaigns and ads apart; most ads have none
  breakdowns: [
    'Campaign ID', 'Ad group ID', 'Ad ID', 'Headline 1', 'Long headline', 'Final URL',
    'Device', 'Network', 'Network (with search partners)', 'Search keyword', 'Keyword', 'Search term', 'Match type',
    'Hour of the day', 'Age', 'Gender', 'Region (Matched)', 'Country/Territory (Matched)',
    'Kampagnen-ID', 'Anzeigengruppen-ID', 'Anzeigen-ID', 'Gerät', 'Werbenetzwerk', 'Keyword für die Suche',
    'Appareil', 'Réseau', 'キャンペーン ID', '広告グループ ID', '広告 ID',
    'デバイス', 'ネットワーク', '検索キーワード', '検索語句', 'マッチタイプ', '年齢', '性別',
  ], // prettier-ignore
  kept: ['Campaign type', 'Ad type', 'Kampagnentyp', 'キャンペーン タイプ'],
  claims: [
    {
      conversions: ['Conversions', 'コンバージョン', 'コンバージョン（現在のモデル）'],
      value: ['Conv. value', 'Conv.-Wert', 'Valeur conv.', 'コンバージョン値'],
      date: 'click',
      window,
    },
    {
      conversions: [
        'Conversions (by conv. time)',
        'Conversions (nach Conv.-Zeit)',
        'コンバージョン数（コンバージョン時間別）',
      ],
      value: [
        'Conv. value (by conv. time)',
        'Conv.-Wert (nach Conv.-Zeit)',
        'コンバージョン値（コンバージョン時間別）',
      ],
      date: 'conversion',
      window,
    },
  ],
  footer: /^\s*(Totals?|Gesamt|Total général|合計)\s*[:：]/,
  period: (above) => firstPeriod(above.slice(1, 2), undefined),
  byDay: {
    en: 'In Google Ads open Segment, choose Time and then Day, and download the report again.',
    ja: 'Google 広告で「分割」→「時間」→「日」を選び、もう一度ダウンロードしてください。',
  },
  divided: ['Conversion action', 'Conversion-Aktion', 'Action de conversion', 'コンバージョン アクション'],
}
