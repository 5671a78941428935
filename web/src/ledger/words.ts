// What the ledger's pages say, in both languages.
import type { ConversionState, LedgerSighting, Ruling } from '#contract/ledger.ts'

export interface LedgerWords {
  title: string
  all: string
  point: string
  channel: string
  source: string
  search: string
  searchHint: string
  searchGo: string
  clear: string
  /** `total` sightings were made of `conversions` conversions. */
  sentence(p: { conversions: string; sightings: string; again: number; againText: string }): string
  found(p: { count: number; countText: string; search: string }): string
  foundNone(search: string): string
  foundNoneHint: string
  nothing: string
  nothingHint: string
  when: string
  what: string
  id: string
  value: string
  sources: string
  seen: string
  seenTimes(count: string): string
  more: string
  tableHint: string
  command: string
  back: string
  /** How many sightings became this one. */
  once(count: number): string
  outcomes(p: { duplicates: number; left: number }): string
  onlyOne: string
  state: string
  stateOf: Record<ConversionState, string>
  /** What became of it, as a sentence; `was` is the value before, `''` where none is known. */
  takenBack(p: { state: ConversionState; was: string; value: string }): string
  withdrawn: string
  nowPartOf: string
  creditedVisit(p: { channel: string; time: string; lag: string }): string
  creditedLead(p: { channel: string; time: string }): string
  creditedRecord(channel: string): string
  creditedNothing: string
  lag(p: { days: number; hours: number; minutes: number }): string
  sightings: string
  outcome: Record<LedgerSighting['outcome'], string>
  kinds: Record<LedgerSighting['kind'], string>
  countedWhy: string
  /** Why, by rule: the groups are its unit and window, such as `30m`. */
  reasons: Record<string, string>
  double: string
  samePerson(window: string): string
  oncePer(unit: string, window: string | null): string
  units: Record<string, string>
  duration(count: number, unit: string): string
  path: string
  pathHint: string
  noPath: string
  pathIsCut: string
  leadSeen(p: { source: string }): string
  itself: string
  credited: string
  pages(count: string): string
  details: string
  person: string
  erased: string
  visitor: string
  order: string
  payment: string
  deal: string
  lead: string
  campaign: string
  landingPage: string
  conversion: string
  definition: string
  ruleAndOnce(rule: string, oncePer: string): string
  versions: string
  earlierIds: string
  earlierIdsHint: string
  states: string
  statesHint: string
  byHand: string
  byHandHint: string
  /** What somebody ruled, as a sentence. */
  ruled(p: { kind: Ruling['kind']; by: string; time: string }): string
  undone(p: { by: string; time: string }): string
  undo: string
  undoTitle: string
  undoText: string
  split: string
  splitTitle: string
  splitText: string
  merge: string
  mergeTitle: string
  mergeText: string
  otherId: string
  why: string
  cancel: string
  knownFrom: string
  now: string
  behind(count: string): string
}

export const ledgerEn: LedgerWords = {
  title: 'Ledger',
  all: 'All',
  point: 'Point',
  channel: 'Channel',
  source: 'Seen by',
  search: 'Find an id',
  searchHint: 'Order, deal, lead, person, visitor or conversion id',
  searchGo: 'Find',
  clear: 'Clear filters',
  sentence: ({ conversions, sightings, again, againText }) =>
    again > 0
      ? `${conversions} conversions, each counted once. They were seen ${sightings} times: ${againText} sightings were the same action seen again.`
      : `${conversions} conversions, each counted once and each seen once.`,
  found: ({ count, countText, search }) =>
    `${count === 1 ? 'One conversion carries' : `${countText} conversions carry`} “${search}”, or once did. The search looks at all days.`,
  foundNone: (search) => `Nothing carries the id “${search}”.`,
  foundNoneHint:
    'Ids are matched whole. An action that no point counts is not here; under Events you see whether it arrived.',
  nothing: 'No conversion fits these filters.',
  nothingHint: 'Take a filter away, or choose a longer period.',
  when: 'When',
  what: 'What',
  id: 'Id',
  value: 'Value',
  sources: 'Seen by',
  seen: 'Times',
  seenTimes: (count) => `seen ${count} times`,
  more: 'Show more',
  tableHint: 'Arrow keys move, Enter opens a conversion.',
  command: 'The same on the command line',
  back: 'All conversions',
  once: (count) => (count === 1 ? 'Counted once: 1 sighting.' : `Counted once: ${count} sightings.`),
  outcomes: ({ duplicates, left }) => {
    const again = duplicates === 0 ? '' : `${duplicates} ${duplicates === 1 ? 'is' : 'are'} the same action seen again`
    const out = left === 0 ? '' : `${left} ${left === 1 ? 'is' : 'are'} left out by the point’s once-per rule`
    return `The first one counts; ${[again, out].filter(Boolean).join(', and ')}.`
  },
  onlyOne: 'One source saw it, one time.',
  state: 'State',
  stateOf: { counted: 'Counted', partly_refunded: 'Partly refunded', refunded: 'Refunded', cancelled: 'Cancelled' },
  takenBack: ({ state, was, value }) => {
    const what = { counted: '', partly_refunded: 'Partly refunded', refunded: 'Refunded', cancelled: 'Cancelled' }[
      state
    ]
    const worth = was === '' ? '.' : `: worth ${value} instead of ${was}.`
    return `${what}${worth} It stays one conversion.`
  },
  withdrawn: 'Withdrawn: it was counted once, and no longer is.',
  nowPartOf: 'It became part of',
  creditedVisit: ({ channel, time, lag }) => `Credited to ${channel}: the visit of ${time}, ${lag} before.`,
  creditedLead: ({ channel, time }) => `Credited to ${channel}: the lead it came from, of ${time}.`,
  creditedRecord: (channel) => `Credited to ${channel}, as the record itself says.`,
  creditedNothing: 'Credited to no channel: no visit and no lead is known before it.',
  lag: ({ days, hours, minutes }) =>
    days > 0
      ? `${days} ${days === 1 ? 'day' : 'days'}`
      : hours > 0
        ? `${hours} ${hours === 1 ? 'hour' : 'hours'}`
        : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
  sightings: 'Sightings',
  outcome: { counted: 'Counted', duplicate: 'Duplicate', not_counted: 'Not counted', reversal: 'Taken back' },
  kinds: { event: 'event', session: 'visit', lead: 'lead', deal: 'deal', order: 'order' },
  countedWhy: 'The earliest sighting of the action: it counts, and gives the time.',
  reasons: {
    'same order': 'The same order id: the same action seen again.',
    'same payment': 'The same payment id: the same action seen again.',
    'same deal': 'The same deal: the same action seen again.',
    'same event id': 'The same event id: the same action sent again.',
    'merged by hand': 'Merged by hand: somebody said that it is the same action.',
    refund: 'A refund: it takes what went back off the value.',
    'part refund': 'A refund of a part: the value is what is left.',
    cancellation: 'Cancelled, lost, or not paid for: the value is 0.',
    'not the last word': 'Cancelled or failed, but the same source saw the action again afterwards.',
  },
  double: 'Suspected double: it came without an id and says what another said within a minute.',
  samePerson: (window) => `The same person within ${window}, without an order of its own: the same action seen again.`,
  oncePer: (unit, window) =>
    `Another action, but this point counts a ${unit} once${window === null ? '' : ` within ${window}`}.`,
  units: { person: 'person', visitor: 'visitor', session: 'visit', order: 'order' },
  duration: (count, unit) => {
    const name = { s: 'second', m: 'minute', h: 'hour', d: 'day' }[unit] ?? unit
    return `${count} ${name}${count === 1 ? '' : 's'}`
  },
  path: 'The path to it',
  pathHint: 'Visits of this person before, oldest first.',
  noPath: 'No visit of this person is known before it.',
  pathIsCut: 'There were more visits before these thirty.',
  leadSeen: ({ source }) => `lead in ${source}`,
  itself: 'The conversion',
  credited: 'credited',
  pages: (count) => (count === '1' ? '1 page' : `${count} pages`),
  details: 'What is known of it',
  person: 'Person',
  erased: 'erased',
  visitor: 'Visitor',
  order: 'Order',
  payment: 'Payment',
  deal: 'Deal',
  lead: 'Lead',
  campaign: 'Campaign',
  landingPage: 'Landing page',
  conversion: 'Conversion id',
  definition: 'Counted as',
  ruleAndOnce: (rule, oncePer) => `${rule}; ${oncePer}`,
  versions: 'Plan version',
  earlierIds: 'Earlier ids',
  earlierIdsHint: 'Ids it had before an earlier sighting arrived. They still find it.',
  states: 'As it was known',
  statesHint: 'What arrived later changed it; nothing is overwritten.',
  byHand: 'By hand',
  byHandHint: 'Where ids mislead, say what is one action and what is two. It is kept when everything is counted again.',
  ruled: ({ kind, by, time }) => `${kind === 'merge' ? 'Merged' : 'Split'} by ${by}, ${time}:`,
  undone: ({ by, time }) => `Undone by ${by}, ${time}.`,
  undo: 'Undo',
  undoTitle: 'Undo this?',
  undoText: 'The sightings are counted as their ids say again.',
  split: 'Split…',
  splitTitle: 'Which sightings are another action?',
  splitText: 'They become a conversion of their own, unless the point’s once-per rule leaves it out.',
  merge: 'Merge…',
  mergeTitle: 'Which conversion is the same action?',
  mergeText: 'Both become one conversion, with the time of the earlier. The other id still finds it.',
  otherId: 'Conversion id',
  why: 'Why',
  cancel: 'Cancel',
  knownFrom: 'Known from',
  now: 'now',
  behind: (count) => (count === '1' ? 'See the conversion behind it' : `See the ${count} conversions behind it`),
}

export const ledgerJa: LedgerWords = {
  title: 'CV台帳',
  all: 'すべて',
  point: 'CVポイント',
  channel: 'チャネル',
  source: '計測元',
  search: 'IDで探す',
  searchHint: '注文・商談・リード・人物・ビジター・CVのID',
  searchGo: '検索',
  clear: '絞り込みを解除',
  sentence: ({ conversions, sightings, again, againText }) =>
    again > 0
      ? `CVは${conversions}件。それぞれ1回だけ数えています。記録は${sightings}件あり、うち${againText}件は同じ行動の重複でした。`
      : `CVは${conversions}件。それぞれ1回だけ数えています。重複した記録はありません。`,
  found: ({ countText, search }) =>
    `「${search}」を持つ（または持っていた）CVは${countText}件です。検索は全期間が対象です。`,
  foundNone: (search) => `「${search}」というIDを持つCVはありません。`,
  foundNoneHint:
    'IDは完全一致で探します。どのポイントにも当てはまらない行動は、台帳には載りません。届いたかどうかは「イベント」で確認できます。',
  nothing: 'この条件に合うCVはありません。',
  nothingHint: '絞り込みを外すか、期間を広げてください。',
  when: '日時',
  what: 'CVポイント',
  id: 'ID',
  value: '金額',
  sources: '計測元',
  seen: '記録数',
  seenTimes: (count) => `記録${count}件`,
  more: 'さらに表示',
  tableHint: '矢印キーで移動、Enterで詳細を開きます。',
  command: '同じことをコマンドラインで',
  back: 'CV一覧へ',
  once: (count) => `1回だけ数えています（記録${count}件）。`,
  outcomes: ({ duplicates, left }) => {
    const parts = [
      ...(duplicates > 0 ? [`${duplicates}件は同じ行動の重複`] : []),
      ...(left > 0 ? [`${left}件は「1回だけ」のルールにより対象外`] : []),
    ]
    return `最初の記録を数えています。${parts.join('、')}です。`
  },
  onlyOne: '1つの計測元が、1回だけ記録しました。',
  state: '状態',
  stateOf: { counted: '計測', partly_refunded: '一部返金', refunded: '返金済み', cancelled: 'キャンセル' },
  takenBack: ({ state, was, value }) => {
    const what = { counted: '', partly_refunded: '一部返金', refunded: '返金', cancelled: 'キャンセル' }[state]
    const worth = was === '' ? '' : `金額は${was}から${value}になりました。`
    return `${what}されました。${worth}CVとしては引き続き1件に数えます。`
  },
  withdrawn: '取り消し済み：以前は数えていましたが、現在は数えていません。',
  nowPartOf: '統合先のCV：',
  creditedVisit: ({ channel, time, lag }) => `貢献チャネルは${channel}。${lag}前（${time}）の訪問によるものです。`,
  creditedLead: ({ channel, time }) => `貢献チャネルは${channel}。もとになったリード（${time}）によるものです。`,
  creditedRecord: (channel) => `貢献チャネルは${channel}。記録そのものに書かれています。`,
  creditedNothing: '貢献チャネルはありません。これより前の訪問もリードも確認できません。',
  lag: ({ days, hours, minutes }) => (days > 0 ? `${days}日` : hours > 0 ? `${hours}時間` : `${minutes}分`),
  sightings: '記録',
  outcome: { counted: '計測', duplicate: '重複', not_counted: '対象外', reversal: '取り消し' },
  kinds: { event: 'イベント', session: '訪問', lead: 'リード', deal: '商談', order: '注文' },
  countedWhy: 'この行動の最初の記録です。これを数え、発生日時とします。',
  reasons: {
    'same order': '注文IDが同じため、同じ行動の重複です。',
    'same payment': '決済IDが同じため、同じ行動の重複です。',
    'same deal': '商談が同じため、同じ行動の重複です。',
    'same event id': 'イベントIDが同じため、同じ行動の再送です。',
    'merged by hand': '同じ行動として手動で統合されました。',
    refund: '返金です。返金額を金額から差し引きます。',
    'part refund': '一部返金です。残りの金額を数えます。',
    cancellation: 'キャンセル、失注、または未払いです。金額は0になります。',
    'not the last word': '一度キャンセルまたは失敗しましたが、同じ計測元が後で再び記録しました。',
  },
  double: '重複の疑い：IDがなく、1分以内の別のイベントと内容が同じです。',
  samePerson: (window) => `同じ人物の${window}以内の記録で、固有の注文IDもないため、同じ行動の重複です。`,
  oncePer: (unit, window) =>
    `別の行動ですが、このポイントは${window === null ? '' : `${window}以内に`}${unit}につき1回だけ数えます。`,
  units: { person: '1人', visitor: '1ビジター', session: '1訪問', order: '1注文' },
  duration: (count, unit) => `${count}${{ s: '秒', m: '分', h: '時間', d: '日' }[unit] ?? unit}`,
  path: 'CVまでの経路',
  pathHint: 'この人物の訪問を古い順に表示しています。',
  noPath: 'この人物の、これより前の訪問は確認できません。',
  pathIsCut: 'この30件より前にも訪問があります。',
  leadSeen: ({ source }) => `リード（${source}）`,
  itself: 'CV発生',
  credited: '貢献',
  pages: (count) => `${count}ページ`,
  details: 'わかっていること',
  person: '人物',
  erased: '消去済み',
  visitor: 'ビジター',
  order: '注文',
  payment: '決済',
  deal: '商談',
  lead: 'リード',
  campaign: 'キャンペーン',
  landingPage: 'ランディングページ',
  conversion: 'CVのID',
  definition: '数え方',
  ruleAndOnce: (rule, oncePer) => `${rule}（${oncePer}）`,
  versions: '定義の版',
  earlierIds: '以前のID',
  earlierIdsHint: 'より早い記録が届く前のIDです。今もこのCVを探せます。',
  states: '把握していた内容の履歴',
  statesHint: '後から届いたデータで変わりました。上書きはしていません。',
  byHand: '手動での統合と分割',
  byHandHint: 'IDだけでは判断できない場合に、同じ行動か別の行動かを指定します。再集計しても保たれます。',
  ruled: ({ kind, by, time }) => `${by}が${kind === 'merge' ? '統合' : '分割'}（${time}）：`,
  undone: ({ by, time }) => `${by}が元に戻しました（${time}）。`,
  undo: '元に戻す',
  undoTitle: '元に戻しますか？',
  undoText: '記録は再びIDに従って数えられます。',
  split: '分割…',
  splitTitle: '別の行動の記録を選んでください',
  splitText: '選んだ記録は別のCVになります。ただし「1回だけ」のルールで対象外になる場合があります。',
  merge: '統合…',
  mergeTitle: '同じ行動のCVを指定してください',
  mergeText: '2つは1件のCVになり、早いほうの日時になります。もう一方のIDでも引き続き探せます。',
  otherId: 'CVのID',
  why: '理由',
  cancel: 'キャンセル',
  knownFrom: '把握した日時',
  now: '現在',
  behind: (count) => `この数値のもとになったCV${count}件を見る`,
}
