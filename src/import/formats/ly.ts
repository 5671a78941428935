// Yahoo! JAPAN Ads (LY): performance reports of search and display ads, which share most of their columns.
import type { ExportFormat } from './export-format.ts'

const common = ['インプレッション数', 'クリック数', 'コスト']

const shared: Omit<ExportFormat, 'id' | 'name' | 'signatures'> = {
  kind: 'ads',
  fields: {
    date: ['日'],
    account: ['アカウント名', 'アカウントID'],
    campaign: ['キャンペーン名'],
    ad_group: ['広告グループ名'],
    ad: ['広告名', '広告ID'],
    impressions: ['インプレッション数'],
    clicks: ['クリック数'],
    cost: ['コスト'],
  },
  breakdowns: [
    'キャンペーンID', '広告グループID', '広告ID', 'デバイス', 'キーワード', '検索クエリー', 'マッチタイプ', 'クリック種別', '広告掲載方式の指定', '時間', '都道府県', '市区郡',
    '性別', '年齢', 'サイトカテゴリー名', 'インタレストカテゴリー名', 'サーチキーワード', '掲載フォーマット（画像タイプ）', '広告掲載方式',
  ], // prettier-ignore
  kept: ['キャンペーンタイプ'],
  claims: [
    {
      conversions: ['コンバージョン数', 'すべてのコンバージョン数', '総コンバージョン数'],
      value: ['コンバージョンの価値', 'すべてのコンバージョンの価値'],
      date: 'click',
      window: 'as set for each conversion',
    },
  ],
  footer: /^\s*(合計|総計|小計)/,
  byDay: {
    en: 'In the report settings add the column 日 (day) and download the report again.',
    ja: 'レポートの表示項目に「日」を加えて、もう一度ダウンロードしてください。',
  },
  divided: ['コンバージョン名', 'コンバージョン測定の目的'],
}

export const lySearch: ExportFormat = {
  ...shared,
  id: 'ly_search',
  name: 'Yahoo! JAPAN search ads',
  signatures: [
    {
      columns: common,
      anyOf: [
        'キーワード', '検索クエリー', 'マッチタイプ', 'クリック種別', '広告掲載方式の指定', '完全一致のインプレッションシェア',
        'キャンペーントラッキングID',
      ],
      currency: 'JPY',
    },
  ], // prettier-ignore
  constants: { platform: 'ly_search' },
}

export const lyDisplay: ExportFormat = {
  ...shared,
  id: 'ly_display',
  name: 'Yahoo! JAPAN display ads',
  signatures: [
    {
      columns: common,
      anyOf: [
        'ビューインプレッション数', 'ビュー計測対象インプレッション数', '掲載フォーマット（画像タイプ）', '広告掲載方式',
        'サイトカテゴリー名', 'インタレストカテゴリー名', 'サーチキーワード',
      ],
      currency: 'JPY',
    },
  ], // prettier-ignore
  constants: { platform: 'ly_display' },
}

/** Nothing in the file tells search from display. */
export const ly: ExportFormat = {
  ...shared,
  id: 'ly',
  name: 'Yahoo! JAPAN Ads',
  signatures: [{ columns: [...common, 'キャンペーン名'], currency: 'JPY' }],
  lacking: { platform: 'Say which of its ads these are: --platform ly_search or --platform ly_display' },
}
