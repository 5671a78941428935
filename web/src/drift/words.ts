// What the page Drift says beside what drift says everywhere.
import { type DriftWords, driftEn, driftJa } from '#contract/drift-words.ts'
import type { DriftMark } from '#contract/drift.ts'

export interface DriftPageWords extends DriftWords {
  title: string
  metric: string
  point: string
  period: string
  days(count: number): string
  own: string
  from: string
  to: string
  compared: string
  before: string
  target: string
  ownBefore: string
  channel: string
  allChannels: string
  campaign: string
  allCampaigns: string
  /** `place`: the channel or campaign that alone is looked at, or nothing. */
  periods(p: { after: string; before: string; point: string; place: string }): string
  targetIs(p: { target: string; after: string; standing: string }): string
  measurement: string
  reckoned: string
  since(day: string): string
  chart: string
  chartHint: string
  start: string
  end: string
  certain: string
  step(p: { cause: string; value: string; reach: string }): string
  todo: string
  add: string
  seeActions: string
  table: string
  tableHint: string
  segment: string
  wasHead: string
  isHead: string
  part: string
  mostly: string
  open(name: string): string
  close(name: string): string
  noCampaign: string
  noAd: string
  pages: string
  pagesHint: string
  page: string
  cvr: string
  visits: string
  change: string
  between(low: string, high: string): string
  dates: string
  datesHint(p: { days: string }): string
  date(p: { series: string; up: boolean; from: string; alarm: string }): string
  noDates: string
  dailyChart(p: { metric: string; from: string; to: string }): string
  marks: Record<DriftMark['what'], (name: string) => string>
}

export const driftPageEn: DriftPageWords = {
  ...driftEn,
  title: 'Drift',
  metric: 'Figure',
  point: 'CVs of',
  period: 'Period',
  days: (count) => `Last ${count} days`,
  own: 'From … to …',
  from: 'From',
  to: 'To',
  compared: 'Compared with',
  before: 'the days just before',
  target: 'when it was last on target',
  ownBefore: 'From … to …',
  channel: 'Channel',
  allChannels: 'All',
  campaign: 'Campaign',
  allCampaigns: 'All',
  periods: ({ after, before, point, place }) =>
    `${point}${place && `, ${place} alone`}, ${after}, compared with ${before}.`,
  targetIs: ({ target, after, standing }) =>
    `Against the target of ${target} it is ${after} now and was ${standing} before.`,
  measurement: 'Measurement first',
  reckoned: 'corrected for',
  since: (day) => `since ${day}`,
  chart: 'From before to now, cause by cause',
  chartHint: 'The parts add up to the difference. Whiskers: 95 %. Pale: not beyond chance.',
  start: 'Before',
  end: 'Now',
  certain: 'beyond chance',
  step: ({ cause, value, reach }) => `${cause}: ${value}, plus or minus ${reach}`,
  todo: 'What to do',
  add: 'Note an action',
  seeActions: 'What is being done',
  table: 'Where it comes from',
  tableHint:
    'Open a channel for its campaigns, a campaign for its ads and landing pages. The parts of all channels add up.',
  segment: 'Channel, campaign, ad or page',
  wasHead: 'Before',
  isHead: 'Now',
  part: 'Part of the change',
  mostly: 'Mostly',
  open: (name) => `Open ${name}`,
  close: (name) => `Close ${name}`,
  noCampaign: 'No campaign',
  noAd: 'No ad',
  pages: 'Landing pages',
  pagesHint: 'CVR per visit that began there, and its part of the change: cost and clicks do not know their page.',
  page: 'Page',
  cvr: 'CVR',
  visits: 'Visits',
  change: 'Change',
  between: (low, high) => `${low} to ${high}`,
  dates: 'When it changed',
  datesHint: ({ days }) => `By chance alone, a date would be named once in ${days} days.`,
  date: ({ series, up, from, alarm }) => `${series} ${up ? 'higher' : 'lower'} since ${from}, certain on ${alarm}.`,
  noDates: 'No day stands out on which the level changed.',
  dailyChart: ({ metric, from, to }) => `${metric} by day, ${from} to ${to}`,
  marks: { plan: (name) => `Plan ${name}`, campaign: (name) => `Launch: ${name}`, action: (name) => `Action: ${name}` },
}

export const driftPageJa: DriftPageWords = {
  ...driftJa,
  title: '変動要因',
  metric: '指標',
  point: '対象のCV',
  period: '期間',
  days: (count) => `直近${count}日`,
  own: '期間を指定',
  from: '開始日',
  to: '終了日',
  compared: '比較対象',
  before: '直前の同じ日数',
  target: '最後に目標を達成した期間',
  ownBefore: '期間を指定',
  channel: 'チャネル',
  allChannels: 'すべて',
  campaign: 'キャンペーン',
  allCampaigns: 'すべて',
  periods: ({ after, before, point, place }) => `「${point}」${place && `（${place}のみ）`}${after}と${before}の比較。`,
  targetIs: ({ target, after, standing }) => `目標は${target}。目標との差は${after}、比較期間では${standing}でした。`,
  measurement: 'まず計測を確認',
  reckoned: '補正済み',
  since: (day) => `${day}から`,
  chart: '要因別の増減',
  chartHint: '各要因の合計が全体の差になります。線は95%区間。薄い色は偶然の範囲です。',
  start: '比較期間',
  end: '対象期間',
  certain: '偶然を超える',
  step: ({ cause, value, reach }) => `${cause}：${value}、±${reach}`,
  todo: '考えられる対策',
  add: '施策を記録',
  seeActions: '施策を見る',
  table: 'どこで変わったか',
  tableHint:
    'チャネルを開くとキャンペーン、キャンペーンを開くと広告とランディングページが表示されます。全チャネルの合計が全体の差になります。',
  segment: 'チャネル・キャンペーン・広告・ページ',
  wasHead: '比較期間',
  isHead: '対象期間',
  part: '影響',
  mostly: '主な要因',
  open: (name) => `${name}を開く`,
  close: (name) => `${name}を閉じる`,
  noCampaign: 'キャンペーンなし',
  noAd: '広告なし',
  pages: 'ランディングページ',
  pagesHint: 'そのページから始まった訪問のCVRと、全体の差への影響。費用とクリックはページ別に分けられません。',
  page: 'ページ',
  cvr: 'CVR',
  visits: '訪問数',
  change: '変化',
  between: (low, high) => `${low}〜${high}`,
  dates: '変化した日',
  datesHint: ({ days }) => `偶然だけで日付が出るのは、${days}日に1回です。`,
  date: ({ series, up, from, alarm }) => `${series}が${from}から${up ? '上昇' : '低下'}（${alarm}に確定）。`,
  noDates: '水準が変わった日は見つかりません。',
  dailyChart: ({ metric, from, to }) => `${metric}の日別推移、${from}〜${to}`,
  marks: {
    plan: (name) => `定義 第${name}版`,
    campaign: (name) => `開始：${name}`,
    action: (name) => `施策：${name}`,
  },
}
