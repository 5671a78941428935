// What the page of live events says, in both languages.
import type { Junk } from '#contract/junk.ts'
import type { Step } from '../language/messages.ts'

export interface EventsWords {
  title: string
  newest(p: { name: string; source: string; ago: string }): string
  noRejection: string
  rejections(p: { count: string; ago: string }): string
  showAll(count: string): string
  showFew: string
  waiting(count: string): string
  live: string
  paused: string
  pause: string
  resume: string
  name: string
  source: string
  all: string
  arrived: string
  happened: string
  visitor: string
  page: string
  order: string
  value: string
  noId: string
  double: string
  junk: Record<Junk, string>
  onlyJunk: string
  arrivedTitle: string
  rejectedTitle: string
  rejectedHint: string
  noneRejected: string
  noneFit: string
  when: string
  event: string
  field: string
  why: string
  wholeRequest: string
  unknownKey: string
  place(index: string): string
  /** Reasons of whole requests, by code. */
  dropped: Record<string, string>
  empty: { title: string; text: string; steps: Step[] }
}

export const eventsEn: EventsWords = {
  title: 'Events',
  newest: ({ name, source, ago }) => `The newest event arrived ${ago}: ${name} from ${source}.`,
  noRejection: 'None was rejected lately.',
  rejections: ({ count, ago }) =>
    count === '1' ? `One was rejected, ${ago}.` : `${count} were rejected, the latest ${ago}.`,
  showAll: (count) => `Show all ${count}`,
  showFew: 'Show fewer',
  waiting: (count) => `${count} more are on disk and about to be stored.`,
  live: 'Live',
  paused: 'Paused',
  pause: 'Pause',
  resume: 'Go on',
  name: 'Event',
  source: 'Source',
  all: 'All',
  arrived: 'Arrived',
  happened: 'Happened',
  visitor: 'Visitor',
  page: 'Page',
  order: 'Order',
  value: 'Value',
  noId: 'without an id',
  double: 'suspected double',
  junk: {
    '': '',
    bot: 'junk: bot',
    automated: 'junk: driven browser',
    flood: 'junk: flood',
    too_fast: 'junk: too fast',
  },
  onlyJunk: 'Only junk',
  arrivedTitle: 'Stored',
  rejectedTitle: 'Rejected',
  rejectedHint: 'The latest 500 are kept, without what the events said. The sender got the same reason.',
  noneRejected: 'Nothing was rejected.',
  noneFit: 'No event fits these filters.',
  when: 'When',
  event: 'Event',
  field: 'Field',
  why: 'Why, and what to do',
  wholeRequest: 'whole request',
  unknownKey: 'unknown sender',
  place: (index) => `no. ${index} of its request`,
  dropped: {
    broken_json: 'The body was not JSON. Send one event, an array of events, or {"events": […]}.',
    batch_too_large: 'Too many events in one request. Send at most 1,000.',
    no_key: 'No key was sent. Send Authorization: Bearer KEY.',
    unknown_key: 'The key is not known; it may be revoked. Make a new one under Settings.',
    key_in_page: 'A key for servers was sent from a page. Make a browser key.',
    origin_refused: 'The browser key does not admit this site. Make one that names it.',
    unreadable: 'The body was not what its sender should send.',
    unknown_hook: 'There is no webhook at that address. `onecount source list` shows the addresses.',
    wrong_signature: 'A webhook was not signed with its secret. Set the secret again: onecount source rotate NAME',
    stale: 'A webhook was old, or a clock is wrong. A sender that tries again signs anew.',
    hook_sealed: 'A webhook’s secret cannot be read: the file hook-key of the data folder is missing or another one.',
    journal_full: 'The journal or the disk was full. Nothing of it was kept; the sender must send again.',
  },
  empty: {
    title: 'No event has arrived yet.',
    text: 'Events appear here seconds after they arrive, and rejected ones with the reason.',
    steps: [
      { text: 'Connect your site, your server or a service.', page: 'sources', open: 'Connect a source' },
      { text: 'Or look at a sample company first.', command: 'npm run demo' },
    ],
  },
}

export const eventsJa: EventsWords = {
  title: 'イベント',
  newest: ({ name, source, ago }) => `最新のイベントは${ago}に届きました：${name}（${source}）。`,
  noRejection: '最近、受け付けられなかったイベントはありません。',
  rejections: ({ count, ago }) => `受け付けられなかったものが${count}件あります（最新は${ago}）。`,
  showAll: (count) => `${count}件すべてを表示`,
  showFew: '閉じる',
  waiting: (count) => `あと${count}件が保存待ちです（ディスクには書き込み済み）。`,
  live: '更新中',
  paused: '停止中',
  pause: '一時停止',
  resume: '再開',
  name: 'イベント',
  source: '計測元',
  all: 'すべて',
  arrived: '受信',
  happened: '発生',
  visitor: 'ビジター',
  page: 'ページ',
  order: '注文',
  value: '金額',
  noId: 'IDなし',
  double: '重複の疑い',
  junk: {
    '': '',
    bot: '除外：ボット',
    automated: '除外：自動操作のブラウザ',
    flood: '除外：大量送信',
    too_fast: '除外：速すぎる操作',
  },
  onlyJunk: '除外のみ',
  arrivedTitle: '保存済み',
  rejectedTitle: '受け付けられなかったもの',
  rejectedHint: '最新の500件を、イベントの内容を除いて残しています。送信元にも同じ理由を返しています。',
  noneRejected: '受け付けられなかったものはありません。',
  noneFit: 'この条件に合うイベントはありません。',
  when: '日時',
  event: 'イベント',
  field: '項目',
  why: '理由と対処',
  wholeRequest: 'リクエスト全体',
  unknownKey: '不明な送信元',
  place: (index) => `リクエスト内の${index}番目`,
  dropped: {
    broken_json: '本文がJSONではありません。イベント1件、イベントの配列、または {"events": […]} を送ってください。',
    batch_too_large: '1回のリクエストのイベントが多すぎます。1,000件以内にしてください。',
    no_key: 'キーがありません。Authorization: Bearer KEY を付けてください。',
    unknown_key: 'キーが見つかりません。取り消された可能性があります。「設定」で作り直してください。',
    key_in_page: 'サーバー用のキーがページから送られました。ブラウザ用のキーを作ってください。',
    origin_refused: 'このサイトはブラウザ用キーの対象外です。サイトを指定したキーを作ってください。',
    unreadable: '本文が送信元の形式と違います。',
    unknown_hook: 'そのアドレスのWebhookはありません。`onecount source list` で確認できます。',
    wrong_signature: 'Webhookの署名が合いません。シークレットを設定し直してください：onecount source rotate 名前',
    stale: 'Webhookが古いか、時計がずれています。再送されれば新しい署名が付きます。',
    hook_sealed: 'Webhookのシークレットを読めません。データフォルダーの hook-key がないか、別のファイルです。',
    journal_full: 'ジャーナルかディスクがいっぱいでした。何も保存していないため、再送が必要です。',
  },
  empty: {
    title: 'イベントはまだ届いていません。',
    text: '届いたイベントは数秒でここに表示されます。受け付けられなかったものは、その理由とともに表示されます。',
    steps: [
      { text: 'サイト、サーバー、外部サービスをつなぎます。', page: 'sources', open: '計測元をつなぐ' },
      { text: 'まずサンプル企業のデータで試すこともできます。', command: 'npm run demo' },
    ],
  },
}
