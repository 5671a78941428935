// What the privacy page says, in both languages.
import type { Erasure, ErasureState, HeldKind, RetentionKind } from '#contract/privacy.ts'

export interface PrivacyWords {
  title: string
  adminsOnly: string
  person: string
  personHint: string
  by: string
  kinds: { email: string; phone: string; user_id: string; visitor: string }
  find: string
  finding: string
  held: string
  heldKinds: Record<HeldKind, string>
  nothing: string
  knownBy: string
  shared: string
  stay(count: number, text: string): string
  recounted(count: number, text: string): string
  download: string
  erase: string
  eraseTitle: string
  eraseText: string
  eraseStays: string
  typeAgain(what: string): string
  cancel: string
  erasing: string
  became(erasure: Erasure): string
  erasures: string
  erasuresHint: string
  noErasures: string
  when: string
  who: string
  asked: string
  rows: string
  kept: string
  state: string
  states: Record<ErasureState, string>
  tryAgain: string
  consent: string
  consentHint(from: string, to: string): string
  purpose: string
  purposes: Record<string, string>
  granted: string
  denied: string
  unsaid: string
  noEvents: string
  anonymous(share: string): string
  retention: string
  retentionHint: string
  retained: Record<RetentionKind, string>
  days: string
  forEver: string
  save: string
  saved: string
  applied(rows: string, when: string): string
  notApplied: string
}

export const privacyEn: PrivacyWords = {
  title: 'Privacy',
  adminsOnly: 'Only admins see and erase what is held about persons.',
  person: 'A person',
  personHint: 'Find, give out or erase what is held.',
  by: 'By',
  kinds: { email: 'E-mail address', phone: 'Phone number', user_id: 'User id', visitor: 'Visitor id (browser)' },
  find: 'Find',
  finding: 'Looking through everything that is held…',
  held: 'Held about this person',
  heldKinds: {
    events: 'Events',
    visits: 'Visits',
    records: 'Leads, deals and orders',
    conversions: 'Conversions',
    sightings: 'Sightings',
    links: 'Links between identifiers',
    journal: 'Events in the journal',
    rejected_rows: 'Rejected rows of files',
    rulings: 'Merges and splits by hand',
  },
  nothing: 'Nothing is held about this person. Erasing would only refuse what comes later.',
  knownBy: 'Known by',
  shared: 'Somebody else was seen with these, too, so they are left alone unless you name them:',
  stay: (count, text) =>
    `${text} ${count === 1 ? 'conversion stays' : 'conversions stay'} counted after an erasure, with time, value and channel, without the person.`,
  recounted: (_, text) => `${text} are counted again from what others sent.`,
  download: 'Download as JSON',
  erase: 'Erase…',
  eraseTitle: 'Erase this person for good?',
  eraseText:
    'Events, visits, leads, deals and orders, and whatever links them leave the disk. Nobody can bring them back: not by undo, not by importing a file again, which refuses this person from now on.',
  eraseStays: 'What was counted stays counted; visits and events of the past become fewer.',
  typeAgain: (what) => `Type it again to confirm: ${what}`,
  cancel: 'Keep',
  erasing: 'Erasing…',
  became: ({ state, waitsFor }) => {
    if (state === 'done') return 'Erased for good. Whatever carries these identifiers is refused from now on.'
    if (state === 'waiting')
      return `Refused from now on. An import that began before still reads (${waitsFor.join(', ')}); the person is erased as soon as it has ended.`
    return 'Erased. ClickHouse takes old copies off its disk by itself within minutes; the list below says when.'
  },
  erasures: 'Erased so far',
  erasuresHint: 'What each erasure changed; not whom it concerned.',
  noErasures: 'Nobody was erased yet.',
  when: 'When',
  who: 'By',
  asked: 'Named by',
  rows: 'Went',
  kept: 'CVs that stay',
  state: 'State',
  states: {
    waiting: 'waits for an import',
    running: 'under way',
    failed: 'failed, is tried again',
    clearing: 'old copies on disk',
    done: 'done',
  },
  tryAgain: 'Try again',
  consent: 'Consent',
  consentHint: (from, to) => `Share of events, ${from} to ${to}`,
  purpose: 'Purpose',
  purposes: {
    analytics: 'Analytics',
    ad_storage: 'Ad storage',
    ad_user_data: 'Ad user data',
    ad_personalization: 'Ad personalisation',
    app_tracking: 'Tracking by apps (iOS)',
  },
  granted: 'Agreed',
  denied: 'Denied',
  unsaid: 'Nothing said',
  noEvents: 'No event arrived in this time.',
  anonymous: (share) => `${share} of the events carry no identifier: measured without cookies, or nobody is known.`,
  retention: 'How long data is kept',
  retentionHint: 'Days; empty keeps it for ever. Applied once a day. Conversions stay.',
  retained: {
    events: 'Events',
    visits: 'Visits without a conversion',
    record_persons: 'Persons of leads, deals, orders',
    rejected_events: 'Refused events',
    import_files: 'Rejected rows of files',
  },
  days: 'days',
  forEver: 'for ever',
  save: 'Save',
  saved: 'Saved.',
  applied: (rows, when) => `${rows} went on ${when}`,
  notApplied: 'not applied yet',
}

export const privacyJa: PrivacyWords = {
  title: 'プライバシー',
  adminsOnly: '個人のデータを見たり消去したりできるのは管理者だけです。',
  person: '個人のデータ',
  personHint: '保持しているデータを探し、本人に渡し、または消去します。',
  by: '検索項目',
  kinds: { email: 'メールアドレス', phone: '電話番号', user_id: 'ユーザーID', visitor: '訪問者ID(ブラウザ)' },
  find: '探す',
  finding: '保持しているデータを探しています…',
  held: 'この人について保持しているもの',
  heldKinds: {
    events: 'イベント',
    visits: '訪問',
    records: 'リード・商談・注文',
    conversions: 'コンバージョン',
    sightings: '観測',
    links: '識別子どうしのつながり',
    journal: 'ジャーナル内のイベント',
    rejected_rows: 'ファイルの取り込めなかった行',
    rulings: '手動の統合・分割',
  },
  nothing: 'この人のデータはありません。消去すると、今後届くものを受け付けなくなるだけです。',
  knownBy: '識別子',
  shared: 'ほかの人とも一緒に使われているため、指定しない限りそのまま残るもの:',
  stay: (_, text) =>
    `消去しても、${text}件のコンバージョンは日時・金額・チャネルだけを残し、個人と切り離して数え続けます。`,
  recounted: (_, text) => `${text}件は、ほかの人のデータから数え直します。`,
  download: 'JSONでダウンロード',
  erase: '消去…',
  eraseTitle: 'この人のデータを完全に消去しますか?',
  eraseText:
    'イベント、訪問、リード・商談・注文と、それらのつながりをディスクから消します。元に戻す方法はありません。取り消しもできず、ファイルを再び取り込んでも、この人の行は今後受け付けません。',
  eraseStays: '数えたコンバージョンの合計は変わりません。過去の訪問数とイベント数は減ります。',
  typeAgain: (what) => `確認のため、もう一度入力してください:${what}`,
  cancel: '残す',
  erasing: '消去しています…',
  became: ({ state, waitsFor }) => {
    if (state === 'done') return '完全に消去しました。この識別子を持つデータは今後受け付けません。'
    if (state === 'waiting')
      return `今後この人のデータは受け付けません。先に始まったインポート（${waitsFor.join('、')}）が終わり次第、消去します。`
    return '消去しました。ClickHouseが数分以内に古いコピーをディスクから取り除きます。完了は下の一覧で確認できます。'
  },
  erasures: 'これまでの消去',
  erasuresHint: '消去で何が変わったかの記録です。誰のものかは残しません。',
  noErasures: 'まだ誰も消去していません。',
  when: '日時',
  who: '実行者',
  asked: '検索項目',
  rows: '消えたもの',
  kept: '残るCV',
  state: '状態',
  states: {
    waiting: 'インポートの終了待ち',
    running: '実行中',
    failed: '失敗（自動で再試行）',
    clearing: 'ディスクに古いコピーあり',
    done: '完了',
  },
  tryAgain: '再試行',
  consent: '同意',
  consentHint: (from, to) => `${from}〜${to}のイベントの割合`,
  purpose: '目的',
  purposes: {
    analytics: '計測',
    ad_storage: '広告用の保存',
    ad_user_data: '広告へのユーザーデータ提供',
    ad_personalization: '広告のパーソナライズ',
    app_tracking: 'アプリのトラッキング(iOS)',
  },
  granted: '同意',
  denied: '拒否',
  unsaid: '記録なし',
  noEvents: 'この期間に届いたイベントはありません。',
  anonymous: (share) => `イベントの${share}には識別子がありません(Cookieなしの計測など)。`,
  retention: 'データを残す期間',
  retentionHint: '日数で指定します。空欄なら無期限です。1日1回適用されます。コンバージョンは残ります。',
  retained: {
    events: 'イベント',
    visits: 'コンバージョンのない訪問',
    record_persons: 'リード・商談・注文の個人情報',
    rejected_events: '受け付けなかったイベント',
    import_files: 'ファイルの取り込めなかった行',
  },
  days: '日',
  forEver: '無期限',
  save: '保存',
  saved: '保存しました。',
  applied: (rows, when) => `${when}に${rows}件を削除`,
  notApplied: 'まだ適用されていません',
}
