// The fields of each kind of file: how a cell is read, and the headers that exports know it by.
import type { ImportKind } from '#contract/import.ts'

export type FieldType = 'text' | 'time' | 'day' | 'amount' | 'count' | 'currency' | 'email' | 'phone'

export interface Field {
  name: string
  type: FieldType
  required?: true
  /** Headers in other words and languages; its own name is known too. Compared by letters and digits alone. */
  headers: readonly string[]
}

const time: Field = {
  name: 'time',
  type: 'time',
  required: true,
  headers: [
    'date',
    'datetime',
    'timestamp',
    'created at',
    'create date',
    'created date',
    '日時',
    '日付',
    '作成日',
    '登録日',
    '登録日時',
  ],
}
const value: Field = {
  name: 'value',
  type: 'amount',
  headers: ['amount', 'revenue', 'total', 'price', '金額', '売上', '売上金額', '合計金額', '受注金額'],
}
const currency: Field = {
  name: 'currency',
  type: 'currency',
  headers: ['currency code', 'amount currency', '通貨', '通貨コード'],
}
const channel: Field = {
  name: 'channel',
  type: 'text',
  headers: ['lead source', 'チャネル', '流入元', 'リードソース', '流入経路'],
}
const campaign: Field = {
  name: 'campaign',
  type: 'text',
  headers: ['campaign name', 'utm campaign', 'キャンペーン', 'キャンペーン名'],
}
const ad: Field = { name: 'ad', type: 'text', headers: ['ad name', 'creative', 'utm content', '広告', '広告名'] }
const landingPage: Field = {
  name: 'landing_page',
  type: 'text',
  headers: ['landing page url', 'first page', 'ランディングページ', '入口ページ'],
}
const email: Field = {
  name: 'email',
  type: 'email',
  headers: ['e-mail', 'email address', 'mail', 'メール', 'メールアドレス', 'Eメール'],
}
const phone: Field = {
  name: 'phone',
  type: 'phone',
  headers: ['phone number', 'telephone', 'tel', 'mobile', 'mobile phone', '電話', '電話番号', '携帯電話'],
}
const userId: Field = {
  name: 'user_id',
  type: 'text',
  headers: ['customer id', 'member id', 'ユーザーID', '会員ID', '顧客ID', '会員番号'],
}
const visitorId: Field = { name: 'visitor_id', type: 'text', headers: ['client id', 'anonymous id', '訪問者ID'] }
const leadId: Field = { name: 'lead_id', type: 'text', headers: ['contact id', 'リードID'] }
const orderId: Field = { name: 'order_id', type: 'text', headers: ['order number', '注文ID', '注文番号', '受注番号'] }
const paymentId: Field = {
  name: 'payment_id',
  type: 'text',
  headers: ['transaction id', 'payment intent', 'charge id', '決済ID', '取引ID'],
}
const origin = [channel, campaign, ad, landingPage]
const person = [email, phone, userId, visitorId]

const day: Field = {
  name: 'date',
  type: 'day',
  headers: ['day', 'gregorian date', '日', '日付', '年月日', '月', 'month'],
}
/** Fields of a date that stands for several days, by which of them it is. */
export const spanFields = ['week', 'week_end', 'month'] as const
const spans: Field[] = [
  {
    name: 'week',
    type: 'day',
    headers: [
      'week start',
      'week starting',
      'week beginning',
      'week commencing',
      'week of',
      'woche',
      'semaine',
      '週',
      '週開始日',
    ],
  },
  { name: 'week_end', type: 'day', headers: ['week ending', 'week end', '週終了日', '週末日'] },
  { name: 'month', type: 'day', headers: [] },
]
const periodStart: Field = {
  name: 'period_start',
  type: 'day',
  headers: ['reporting starts', 'start date', 'from', 'レポート開始日', '開始日'],
}
const periodEnd: Field = {
  name: 'period_end',
  type: 'day',
  headers: ['reporting ends', 'end date', 'to', 'レポート終了日', '終了日'],
}
const cost: Field = {
  name: 'cost',
  type: 'amount',
  headers: ['spend', 'amount spent', 'spent', '費用', 'コスト', '消化金額', 'ご利用金額', '利用金額', '金額'],
}
const period = [day, ...spans, periodStart, periodEnd]
const platform: Field = { name: 'platform', type: 'text', headers: ['媒体', 'プラットフォーム', 'publisher platform'] }

const records = {
  leads: [{ name: 'id', type: 'text', required: true, headers: ['lead id', 'record id', 'リードID', 'ID'] }, time],
  deals: [
    {
      name: 'id',
      type: 'text',
      required: true,
      headers: ['deal id', 'opportunity id', 'record id', '商談ID', '取引ID', 'ID'],
    },
    {
      name: 'stage',
      type: 'text',
      required: true,
      headers: ['deal stage', 'stage name', 'フェーズ', 'ステージ', '取引ステージ', '商談フェーズ'],
    },
    {
      ...time,
      headers: [
        'close date',
        'closed date',
        'won date',
        '完了予定日',
        'クローズ日',
        '成約日',
        '受注日',
        ...time.headers,
      ],
    },
    leadId,
  ],
  orders: [
    {
      name: 'id',
      type: 'text',
      required: true,
      headers: ['order id', 'order number', 'order', '注文ID', '注文番号', '受注番号'],
    },
    { ...time, headers: ['order date', 'ordered at', 'paid at', '注文日', '注文日時', '受注日', ...time.headers] },
    {
      name: 'status',
      type: 'text',
      headers: ['financial status', 'payment status', 'order status', 'ステータス', '状態', '注文状況'],
    },
    leadId,
  ],
} satisfies Record<string, Field[]>

/** An event's own fields are read by the event contract, whose wire names they bear. */
const eventFields = [
  'id', 'name', 'time', 'visitor_id', 'user_id', 'session_id', 'email', 'phone', 'url', 'referrer', 'title',
  'utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content', 'order_id', 'payment_id', 'deal_id',
  'value', 'currency', 'ip', 'user_agent', 'country',
] as const // prettier-ignore

const eventTypes: Partial<Record<(typeof eventFields)[number], FieldType>> = {
  time: 'time',
  value: 'amount',
  currency: 'currency',
}

const eventHeaders: Partial<Record<(typeof eventFields)[number], readonly string[]>> = {
  id: ['event id', 'message id', 'イベントID'],
  name: ['event', 'event name', 'イベント', 'イベント名'],
  time: time.headers,
  email: email.headers,
  phone: phone.headers,
  user_id: userId.headers,
  visitor_id: visitorId.headers,
  session_id: ['ga session id', 'セッションID'],
  url: ['page url', 'page location', 'ページURL'],
  referrer: ['page referrer', '参照元'],
  title: ['page title', 'ページタイトル'],
  order_id: orderId.headers,
  payment_id: paymentId.headers,
  value: value.headers,
  currency: currency.headers,
  country: ['country code'],
}

/** The fields of each kind of file, required ones first. */
export const fieldsOf: Record<ImportKind, readonly Field[]> = {
  leads: [...records.leads, ...origin, ...person, value, currency],
  deals: [...records.deals, value, currency, ...origin, ...person, orderId, paymentId],
  orders: [...records.orders, value, currency, paymentId, ...origin, ...person],
  ads: [
    ...period,
    platform,
    { name: 'account', type: 'text', headers: ['account name', 'account id', 'アカウント', 'アカウント名'] },
    channel,
    { ...campaign, headers: ['campaign name', 'キャンペーン', 'キャンペーン名'] },
    {
      name: 'ad_group',
      type: 'text',
      headers: [
        'ad set',
        'ad set name',
        'adset name',
        'ad group name',
        '広告グループ',
        '広告グループ名',
        '広告セット',
        '広告セット名',
      ],
    },
    { ...ad, headers: ['ad name', '広告', '広告名'] },
    { name: 'impressions', type: 'count', headers: ['impr', 'インプレッション', 'インプレッション数', '表示回数'] },
    {
      name: 'clicks',
      type: 'count',
      headers: [
        'link clicks',
        'clicks (all)',
        'clicks (destination)',
        'クリック',
        'クリック数',
        'リンクのクリック',
        'クリック(すべて)',
      ],
    },
    cost,
    currency,
  ],
  figures: [
    ...period,
    platform,
    { name: 'account', type: 'text', headers: ['account name', 'account id', 'アカウント', 'アカウント名'] },
    channel,
    { ...campaign, headers: ['campaign name', 'キャンペーン', 'キャンペーン名'] },
    currency,
  ],
  costs: [
    ...period,
    { ...cost, required: true, headers: [...cost.headers, 'amount', 'price', '支払金額'] },
    { name: 'label', type: 'text', headers: ['item', 'description', 'name', '項目', '品目', '摘要', '内容'] },
    channel,
    { ...campaign, headers: ['campaign name', 'キャンペーン', 'キャンペーン名'] },
    platform,
    currency,
  ],
  changes: [
    {
      name: 'date',
      type: 'day',
      required: true,
      headers: [
        'day',
        'date & time',
        'date and time',
        'date/time',
        'time',
        '日',
        '日付',
        '日時',
        '変更日',
        '変更日時',
        '更新日時',
      ],
    },
    { ...campaign, required: true, headers: ['campaign name', 'キャンペーン', 'キャンペーン名'] },
    { name: 'kind', type: 'text', headers: ['type', 'change type', '種類', '種別', '変更の種類'] },
    { name: 'note', type: 'text', headers: ['change', 'changes', 'what', '変更', '変更内容', '内容', 'メモ', '備考'] },
    platform,
    // as change histories have them
    { name: 'entity', type: 'text', headers: [] },
    { name: 'item', type: 'text', headers: [] },
    { name: 'event', type: 'text', headers: [] },
    { name: 'before', type: 'text', headers: ['old value', '変更前', '更新前'] },
    { name: 'after', type: 'text', headers: ['new value', '変更後', '更新後'] },
  ],
  events: eventFields.map((name) => ({
    name,
    type: eventTypes[name] ?? 'text',
    ...(name === 'name' || name === 'time' ? { required: true } : {}),
    headers: eventHeaders[name] ?? [],
  })),
}

/** Fields named by the user: what a platform says it converted and what that was worth, by point. */
export const figureField = /^(conversions|value)\.([a-z][a-z0-9_]*)$/

/** Fields of an event that hold several: `properties.plan`, `click_ids.gclid`, `consent.analytics`… */
export const eventMapField = /^(properties|match_keys|click_ids|consent|experiment)\.(.+)$/

/** Headers of what tells who somebody is and has no field: never kept. */
const personalHeaders = [
  'name', 'full name', 'first name', 'last name', 'given name', 'family name', 'contact name', 'customer name',
  'email', 'email 2', 'secondary email', 'email address', 'phone', 'phone number', 'fax', 'mobile', 'tel',
  'address', 'street', 'street address', 'postal code', 'zip', 'date of birth', 'birthday', 'ip', 'ip address',
  '氏名', '名前', 'お名前', '姓', '名', 'セイ', 'メイ', 'フリガナ', '担当者名', '顧客名', '住所', '番地', '郵便番号',
  '電話番号', '携帯電話', 'メールアドレス', '生年月日', 'shipping address', 'billing address', 'shipping name', 'billing name',
] // prettier-ignore

/** A header as it is compared: letters and digits, without case and without a currency in brackets. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/\s*\([A-Z]{3}\)$/, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

export const personalColumns: ReadonlySet<string> = new Set(personalHeaders.map(plainHeader))
