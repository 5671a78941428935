// What the page Attribution says, in both languages.
import type { AttributionModel } from '#contract/attribution.ts'

export interface AttributionWords {
  title: string
  sentence(p: { cvs: string; name: string; paths: string; single: string }): string
  /** The channel whose CVs the models agree least about. */
  widest(p: { name: string; low: string; lowModel: string; high: string; highModel: string }): string
  agree: string
  by: string
  byChannel: string
  byCampaign: string
  campaign: string
  point: string
  lookback: string
  lookbackPlan: string
  days(count: number): string
  measure: string
  models: Record<AttributionModel, string>
  chart(measure: string): string
  chartSummary(p: { name: string; parts: string }): string
  table: string
  tableHint(last: string): string
  noCampaign: string
  what: string
  lengths: string
  touches(count: number, more: boolean): string
  paths: string
  pathsHint(all: string): string
  path: string
  cvs: string
  value: string
  notes: string
  nothing: string
  nothingHint: string
}

export const attributionEn: AttributionWords = {
  title: 'Attribution',
  sentence: ({ cvs, name, paths, single }) =>
    `${cvs} of ${name}, reached by ${paths} different paths; ${single} of them by a single touch.`,
  widest: ({ name, low, lowModel, high, highModel }) =>
    `The models agree least about ${name}: ${low} by ${lowModel}, ${high} by ${highModel}.`,
  agree: 'All models say the same.',
  by: 'Credit to',
  byChannel: 'channels',
  byCampaign: 'campaigns',
  campaign: 'Campaign',
  point: 'CVs of',
  lookback: 'Looking back',
  lookbackPlan: 'as the plan says',
  days: (count) => (count === 1 ? '1 day' : `${count} days`),
  measure: 'Show',
  models: {
    last: 'Last touch',
    last_non_direct: 'Last not direct',
    first: 'First touch',
    linear: 'Linear',
    time_decay: 'Time decay',
    position: 'Position',
    markov: 'Markov',
    shapley: 'Shapley',
  },
  chart: (measure) => `${measure} by model`,
  chartSummary: ({ name, parts }) => `${name}: ${parts}`,
  table: 'Side by side',
  tableHint: (last) => `Below each figure: the difference to ${last}.`,
  noCampaign: 'No campaign',
  what: 'What each model does',
  lengths: 'Touches before a CV',
  touches: (count, more) => (more ? `${count} or more` : `${count}`),
  paths: 'The commonest paths',
  pathsHint: (all) => `${all} different paths in all; first touch first.`,
  path: 'Path',
  cvs: 'CVs',
  value: 'Value',
  notes: 'What to know',
  nothing: 'No CV in this period',
  nothingHint: 'Choose a longer period or another point above.',
}

export const attributionJa: AttributionWords = {
  title: 'アトリビューション',
  sentence: ({ cvs, name, paths, single }) =>
    `「${name}」のCVは${cvs}件、経路は${paths}通り。うち${single}件は接点が1回だけでした。`,
  widest: ({ name, low, lowModel, high, highModel }) =>
    `モデルによる差が最も大きいのは「${name}」：${lowModel}では${low}件、${highModel}では${high}件。`,
  agree: 'どのモデルでも同じ結果です。',
  by: '配分先',
  byChannel: 'チャネル',
  byCampaign: 'キャンペーン',
  campaign: 'キャンペーン',
  point: '対象のCV',
  lookback: 'さかのぼる期間',
  lookbackPlan: '定義のとおり',
  days: (count) => `${count}日`,
  measure: '表示',
  models: {
    last: 'ラストタッチ',
    last_non_direct: 'ラスト（直接以外）',
    first: 'ファーストタッチ',
    linear: '均等配分',
    time_decay: '減衰配分',
    position: '接点ベース',
    markov: 'マルコフ連鎖',
    shapley: 'シャープレイ値',
  },
  chart: (measure) => `モデル別の${measure}`,
  chartSummary: ({ name, parts }) => `${name}：${parts}`,
  table: 'モデルの比較',
  tableHint: (last) => `各数値の下は${last}との差です。`,
  noCampaign: 'キャンペーンなし',
  what: '各モデルの配分方法',
  lengths: 'CVまでの接点の数',
  touches: (count, more) => (more ? `${count}回以上` : `${count}回`),
  paths: '多い経路',
  pathsHint: (all) => `経路は全部で${all}通り。左が最初の接点です。`,
  path: '経路',
  cvs: 'CV数',
  value: 'CV金額',
  notes: '知っておくこと',
  nothing: 'この期間にCVはありません',
  nothingHint: '期間を長くするか、対象のCVを変えてください。',
}
