// GA4: reports and explorations downloaded as CSV, in English, Japanese and French. What it counted becomes figures.
import type { ExportFormat } from './export-format.ts'
import { firstPeriod } from './periods.ts'

const about = /^# (Account|Property|Start date|アカウント|プロパティ|開始日|Compte|Propriété|Date de début)\s*[:：]/
const rangeLine = /^# (Start date|End date|開始日|終了日|Date de début|Date de fin)/
const dateRange = /^# \d{8}-\d{8}$/

export const ga4: ExportFormat = {
  id: 'ga4',
  name: 'GA4',
  kind: 'figures',
  signatures: [
    { columns: [], anyOf: ['Key events', 'Conversions', 'キーイベント', 'Événements clés'], above: about },
    { columns: [], anyOf: ['Key events', 'キーイベント'], above: dateRange },
    { columns: [], anyOf: ['Sessions', 'Active users', 'セッション', 'セッション数', 'アクティブ ユーザー'], above: about },
  ],
  constants: { platform: 'ga4' },
  fields: {
    date: ['Date', '日付', '日'],
    channel: [
      'Session primary channel group (Default Channel Group)', 'Session default channel group', 'Default channel group',
      'First user primary channel group (Default Channel Group)', 'First user default channel group',
      'セッションのデフォルト チャネル グループ', 'セッションのメインのチャネル グループ（デフォルト チャネル グループ）',
      'デフォルト チャネル グループ',
    ],
    campaign: ['Session campaign', 'Campaign', 'セッションのキャンペーン', 'キャンペーン'],
  },
  values: {
    channel: {
      // Unassigned keeps its name: nothing here is that
      direct: 'direct', 'organic search': 'organic_search', 'paid search': 'paid_search', 'organic social': 'organic_social',
      'paid social': 'paid_social', email: 'email', referral: 'referral', display: 'display', 'paid other': 'paid_other',
      affiliates: 'affiliate', sms: 'sms', 'ai assistant': 'ai_assistant', 'cross-network': 'cross_network',
      'paid shopping': 'paid_shopping', 'paid video': 'paid_video', 'organic shopping': 'organic_shopping',
      'organic video': 'organic_video', audio: 'audio', 'mobile push notifications': 'mobile_push',
    },
  },
  breakdowns: [
    'Event name', 'Session source / medium', 'Session source', 'Session medium', 'Device category', 'Country', 'Landing page',
    'イベント名', 'セッションの参照元 / メディア', 'セッションの参照元', 'セッションのメディア', 'デバイス カテゴリ', '国',
  ],
  kept: [],
  claims: [
    {
      conversions: ['Key events', 'キーイベント', 'Événements clés', 'Conversions'],
      value: ['Total revenue', 'Purchase revenue', '合計収益', 'Revenu total'],
      date: 'conversion',
      window: '90 days unless set otherwise',
    },
  ],
  footer: /^\s*(Grand total|Totals?\s*$|総計|合計)/i,
  nextTable: /^#/,
  period: (above) => firstPeriod(above.filter((line) => rangeLine.test(line) || dateRange.test(line)), undefined),
  byDay: {
    en: 'In GA4 open Explore, add the dimension Date to the rows and download the table again: its reports have totals only.',
    ja: 'GA4の「探索」で行にディメンション「日付」を加えて、もう一度ダウンロードしてください。標準レポートには期間合計しかありません。',
  },
} // prettier-ignore
