// The words of reports, in Japanese.
import type { Gap, GapKind } from '#contract/gaps.ts'
import { verdictJa } from '#contract/verdict-words.ts'
import type { ReportWords } from './words.ts'

const gapNames: Record<GapKind, (gap: Gap) => string> = {
  silent: ({ source }) => `「${source}」からのデータが止まりました`,
  volume: ({ source, point, observed, expected }) => {
    const what = point === '' ? `「${source}」のイベント` : `「${point}」のCV`
    return `${what}が${expected !== null && observed > expected.mean ? '増えました' : '減りました'}`
  },
  click_ids: ({ source }) => `「${source}」で、クリックIDのない広告訪問が増えました`,
  consent: ({ source }) => `「${source}」で、ビジターのわからないイベントが増えました`,
  identifiers: ({ source, point }) => `「${source}」の「${point}」で、メール・電話・ユーザーのないものが増えました`,
  rejects: ({ source }) => `「${source}」で、受け付けられなかったイベントが増えました`,
  tag_version: ({ source }) => `「${source}」で、古いタグが使われています`,
}

/** What an answer says beside its figures, by its code; what has no words here is told as it comes. */
const caveats: Readonly<Record<string, (count: number) => string>> = {
  rates_missing: () =>
    '為替レートのない日があるため、費用とCPAを示せない通貨があります。為替レートを取り込んでください。',
  cost_behind: () => '費用はCVより前の日までしか届いていません。そのためCPAは実際より良く見えます。',
  days_too_young: () => '直近の日はCVの5分の1も届いていないため、判定とペースに含みません。',
  zones_differ: () => '目標と定義のタイムゾーンが異なります。CVRは定義のタイムゾーンの日付によります。',
  nothing_known_yet: () => 'その時点では、まだ届いていないデータがあります。',
  without_session: (count) => `訪問に紐づかないCVが${count}件あり、訪問CVRには含みません。`,
  junk_visits: (count) => `ボットなどと判定した訪問が${count}件あり、除外しています。`,
  junk_sightings: (count) => `ボットなどと判定した行動が${count}件あり、CVに含みません。`,
  spread_period: (count) => `期間で報告された費用が${count}件あり、日割りしています。`,
  several_currencies: () => '金額は複数の通貨があり、通貨をまたいで合計しません。',
  not_counted_points: () => 'まだ数えていないCVポイントがあります。',
  not_counted_batches: (count) => `まだ数えていない取り込みが${count}件あります。`,
  straddles_versions: (count) => `定義の2つの版にまたがるCVが${count}件あり、最初に見られた版で1回だけ数えています。`,
  history_cut_off: () => '古い履歴が欠けているため、初期の数値は実際より低く見えます。',
}

export const reportJa: ReportWords = {
  ...verdictJa,
  title: {
    week: (period, verdict) => `週次レポート ${period}${verdict === null ? '' : `：${verdict}`}`,
    month: (period, verdict) => `月次レポート ${period}${verdict === null ? '' : `：${verdict}`}`,
  },
  subtitle: ({ timezone, currency, target }) =>
    [target === null ? '目標は未設定' : `目標：${target}`, `通貨：${currency}`, `タイムゾーン：${timezone}`].join('、'),
  standing: (verdict, { period, point, counted, due, target, asOf, over }) =>
    over
      ? `${verdict}：${period}の${point}は${counted}件、目標は${target}件でした。`
      : `${verdict}：${point}は${asOf}までに${counted}件、この時点の目安は${due}件です。${period}の目標は${target}件です。`,
  withoutTarget: ({ period, point, counted, before }) =>
    `${period}の${point}は${counted}件、前の期間の同じ日までは${before}件でした。`,
  noTarget: '目標がないため、十分かどうかは判定できません。',
  ofDue: '（目安に対する割合）',
  month: ({ period, counted, due, target, over, verdict, pace }) => {
    const stands = over
      ? `${period}は目標${target}件に対して${counted}件でした`
      : `${period}は${counted}件、この時点の目安は${due}件です`
    const goes = over || pace === null ? '' : `。このペースなら目標${target}件に対して${pace}件です`
    return `${stands}${goes}${verdict === null ? '' : `（${verdict}）`}。`
  },
  paced: (pace, target) => `このペースなら目標${target}件に対して${pace}件です。`,
  cpa: ({ period, cpa, target, cost, budget }) =>
    `この${period === 'week' ? '週' : '月'}のCPAは${cpa}${target === null ? '' : `、目標は${target}`}です。費用は${cost}${budget === null ? '' : `、予算は${budget}`}です。`,
  noCost: 'この期間の費用がないため、CPAは示せません。',
  noRate: '為替レートがないため、費用とCPAは示せません（補足を参照）。',
  questions: {
    on: '目標どおりか',
    where: '未達はどこか',
    why: 'なぜか',
    done: '前回からの対応',
    early: 'まだ判定できないもの',
  },
  nowhere: '判定できるチャネルに、目標未達はありません。',
  together: '特に悪いチャネルはなく、全体として不足しています。',
  more: (count) => `ほか${count}件は表を参照。`,
  few: (names) => `${names}：目安のCVが少なく、判定できません。`,
  learning: ({ campaign, until, toGo }) =>
    `${campaign}は${until}まで学習期間です${toGo === null ? '' : `（あと${toGo}件のCVで終了）`}。`,
  allJudged: 'ありません。すべてのチャネルを判定できます。',
  noVerdict: '目標がないため、判定はありません。',
  against: {
    week: (sentence) => `直前4週間との比較：${sentence}`,
    month: (sentence) => `直前の同じ日数との比較：${sentence}`,
  },
  nothingToExplain: '説明が必要な変化はありません。',
  measurement: (gap, more) => `まず計測：${gap}${more > 0 ? `ほか${more}件は詳細を参照。` : ''}`,
  cannotSplit: '費用を1つの通貨で合計できないため、CPAを要因に分解できません。',
  driftNotKept: '過去の時点については示せません。訪問は当時の状態では保存されていません。',
  action: ({ change, where, since, effect }) => {
    const about = [where, since && `${since}開始`].filter(Boolean).join('、')
    return `「${change}」${about === '' ? '' : `（${about}）`}：${effect}`
  },
  actionLate: (change, due) => `「${change}」は${due}が期限でしたが、未着手です。`,
  nothingDone: '記録された施策はありません。「施策」に記録すると、効果をここに表示します。',
  nothingNeeded: '対応は不要でした。',
  effectNotKept: '当時の時点での効果は測定できません。',
  chart: (month) => `${month}の累計とペース（CV数）`,
  counted: '累計',
  pace: 'このペースなら',
  target: '目標',
  columns: {
    channel: 'チャネル',
    cv: 'CV',
    due: '目安',
    cvr: '訪問CVR',
    cpa: 'CPA',
    aim: '目標CPA',
    cost: '費用',
    before: '前期間CV',
    verdict: '判定',
    initiative: 'キャンペーン・施策',
  },
  total: '合計',
  unknownChannel: '不明',
  initiatives: 'キャンペーン・施策別',
  moreInitiatives: (count) => `ほか${count}件はスコアカードで確認できます。`,
  learningTitle: '学習期間',
  drift: '変動の要因',
  driftColumns: { cause: '要因', effect: '影響', reach: 'ばらつき（95%）' },
  certain: 'ばらつきを超える',
  uncertain: 'ばらつきの範囲',
  waterfall: {
    cpa: 'CPAの変動（前の期間から今期間）',
    'cvr.session': '訪問CVRの変動（前の期間から今期間）',
    'cvr.click': 'クリックCVRの変動（前の期間から今期間）',
  },
  periodBefore: '前の期間',
  thisPeriod: '今期間',
  whatFits: '考えられる対応：',
  actions: '施策',
  noActions: '記録された施策はありません。',
  moreActions: (count) => `ほか${count}件は「施策」で確認できます。`,
  states: { planned: '予定', running: '実施中', done: '完了', dropped: '中止' },
  actionColumns: { change: '内容', where: '対象', who: '担当・時期', effect: '効果' },
  overdue: '期限超過',
  due: (day) => `期限 ${day}`,
  gaps: '計測の欠け',
  noGaps: 'この期間のデータに欠けはありません。',
  gapsNotKept: '過去の時点での計測の欠けは示せません。',
  gap: ({ gap, days }) => `${gapNames[gap.kind](gap)}（${days}）。`,
  gapCause: () => '',
  gapEnd: (from, to) => (to === null ? `${from}から` : from === to ? from : `${from}〜${to}`),
  notes: '補足',
  caveat: ({ code, message, count }) => caveats[code]?.(count ?? 0) ?? message,
  knownOn: (day) => `${day}の時点でわかっていたデータで作り直したレポートです。`,
  notAgain: [
    'CV、費用、目標、CV定義、記録された変更は当時のものです。',
    'CVR、変動の要因、計測の欠け、施策の効果は含みません。訪問は当時の状態では保存されていないためです。',
    'その後に置き換えられた為替レートは含みません。施策の文面は現在のものです。',
  ],
  definitions: '有効なCV定義',
  plan: (version) => `CV定義 第${version}版`,
  metrics: '指標の計算方法',
  formula: ({ formula }) => formula,
}
