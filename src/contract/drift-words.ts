// Drift in words, in both languages: the answer in one sentence with its evidence, the names of causes, and what fits to
// be done about each.
import type { DriftCause, DriftMetric, DriftTold, DriftVerdict } from './drift.ts'

/** How numbers are written where the words are shown. */
export interface DriftFormat {
  /** A value of the metric, or a difference of two. */
  value(value: number): string
  money(value: number): string
  rate(value: number): string
  channel(channel: string): string
}

export interface DriftWords {
  metrics: Record<DriftMetric, string>
  causes: Record<DriftCause, string>
  /** What each cause is measured by. */
  causeHints: Record<DriftCause, string>
  /** What to do about it. */
  advice: Record<DriftCause, readonly string[]>
  /** The answer, in one sentence or two. */
  sentence(report: DriftTold, format: DriftFormat): string
  measurementClean: string
}

type Untold = Exclude<DriftVerdict, 'cause' | 'several' | 'cannot_tell'>

/** Why nothing is split, and what to do. */
const untoldEn: Record<Untold, string> = {
  few_days: 'A period of fewer than four days tells nothing of how much days differ: take longer periods.',
  no_cost: 'In one of these periods nothing was paid, so there is no CPA to compare: look at the CVR.',
  no_cvs: 'Too few CVs to compare these periods: take longer ones, or a point that is reached more often.',
  no_visits: 'In one of these periods there were no visits, by which causes are told apart: take other days.',
  blind: 'Nothing was measured in this period: until that is repaired, nothing else can be told.',
}
const untoldJa: Record<Untold, string> = {
  few_days: '4日未満の期間では日ごとのばらつきがわかりません。より長い期間を選んでください。',
  no_cost: '一方の期間に費用がなく、比較するCPAがありません。CVRで比較してください。',
  no_cvs: 'CVが少なく、比較できません。より長い期間か、CVの多いポイントを選んでください。',
  no_visits: '一方の期間に訪問がなく、要因に分けられません。別の期間を選んでください。',
  blind: 'この期間は何も計測されていません。計測を直すまで、ほかの原因は判断できません。',
}

function isUntold(verdict: DriftVerdict): verdict is Untold {
  return verdict in untoldEn
}

const arrow = ' › '

function placeName(report: DriftTold, { channel }: DriftFormat): string {
  const { place } = report.first!
  return [place.channel === '' ? '' : channel(place.channel), place.campaign ?? '', place.ad ?? '', place.page ?? '']
    .filter((part) => part !== '')
    .join(arrow)
}

const signed = (value: number, text: (value: number) => string): string =>
  `${value < 0 ? '−' : '+'}${text(Math.abs(value))}`

interface Told {
  metric: string
  from: string
  to: string
  up: boolean
  /** `+1,852`, and half its interval. */
  change: string
  reach: string
}

function numbers({ metric, before, after, change }: DriftTold, words: DriftWords, format: DriftFormat): Told {
  return {
    metric: words.metrics[metric],
    from: format.value(before.value!),
    to: format.value(after.value!),
    up: change!.value > 0,
    change: signed(change!.value, format.value),
    reach: format.value(change!.reach),
  }
}

interface Cause {
  cause: string
  place: string
  rate: { name: keyof typeof rateNamesEn; from: string; to: string } | null
  part: string
  reach: string
}

function causeOf(report: DriftTold, words: DriftWords, format: DriftFormat): Cause {
  const { cause, place } = report.first!
  const { value, reach } = report.causes.find((each) => each.cause === cause)!
  const { rate } = place
  const text = (number: number): string =>
    rate!.name === 'cpm' || rate!.name === 'cpc' ? format.money(number) : format.rate(number)
  return {
    cause: words.causes[cause],
    place: placeName(report, format),
    rate: rate && { name: rate.name, from: text(rate.before), to: text(rate.after) },
    part: signed(value, format.value),
    reach: format.value(reach),
  }
}

const rateNamesEn = {
  cpm: 'CPM',
  cpc: 'CPC',
  ctr: 'CTR',
  landing: 'the share of clicks that arrive',
  cvr: 'CVR per visit',
}
const rateNamesJa: Record<keyof typeof rateNamesEn, string> = {
  cpm: 'CPM',
  cpc: 'CPC',
  ctr: 'CTR',
  landing: 'クリックの到達率',
  cvr: '訪問CVR',
}

export const driftEn: DriftWords = {
  metrics: { cpa: 'CPA', 'cvr.session': 'CVR per visit', 'cvr.click': 'CVR per click' },
  causes: {
    bidding: 'bidding',
    creative: 'creative',
    landing: 'arrival on the page',
    page: 'landing page',
    mix: 'targeting (mix)',
    measurement: 'measurement',
    arrival: 'CVs still to come',
  },
  causeHints: {
    bidding: 'price of an impression (CPM), or of a click where impressions are not known',
    creative: 'clicks per impression (CTR)',
    landing: 'clicks that become a visit',
    page: 'visits that become a CV',
    mix: 'shares of channels, campaigns and ads among all visits',
    measurement: 'visits and CVs that were not seen, or not credited to a channel',
    arrival: 'CVs of the last days that are not known yet',
  },
  advice: {
    bidding: [
      'Compare bids, targets and budgets with those of the days before; take back what was raised without reason.',
      'Look at the auction: a competitor, a holiday, a smaller audience that is bid for harder.',
    ],
    creative: [
      'Bring new creatives: the same people have seen this one too often.',
      'Look at the frequency; widen the audience or rest the ad.',
    ],
    landing: [
      'Open the ad’s address on a phone: redirects, slow pages, a page that is gone.',
      'Look whether clicks come from apps or places where nobody waits for the page.',
    ],
    page: [
      'Do the action yourself on the page, on a phone too: form, button, payment.',
      'Ask what was changed on the page on the day of the change; put it back, or test it against the old one.',
    ],
    mix: [
      'Look which campaigns and audiences grew; move budget back to those with the lower CPA.',
      'Where the growth is wanted, judge each campaign by its own target.',
    ],
    measurement: [
      'Repair the measurement before anything is changed in ads or pages.',
      'Send what was missed again where that can be done; tell the platforms that bid by these CVs.',
    ],
    arrival: ['Wait: these days are too young. Judge them once their CVs have come.'],
  },
  sentence(report, format) {
    if (isUntold(report.verdict)) return untoldEn[report.verdict]
    const { metric, from, to, up, change, reach } = numbers(report, driftEn, format)
    if (report.verdict === 'cannot_tell')
      return `${metric} went from ${from} to ${to}; a difference of ${change} is within what chance makes (± ${reach}), so its cause cannot be told.`
    const moved = `${metric} ${up ? 'rose' : 'fell'} from ${from} to ${to} (${change} ± ${reach})`
    if (report.verdict === 'several') return `${moved}; no single cause stands out from the noise.`
    const found = causeOf(report, driftEn, format)
    const lead =
      report.change!.chance >= 0.05
        ? 'Chance could explain that; what it does not explain is'
        : 'The first likely cause is'
    const rate = found.rate ? `: ${rateNamesEn[found.rate.name]} went from ${found.rate.from} to ${found.rate.to}` : ''
    const where = found.place === '' ? '' : ` (${found.place})`
    return `${moved}. ${lead} ${found.cause}${where}${rate}, which makes ${found.part} (± ${found.reach}).`
  },
  measurementClean: 'Measurement was checked first: nothing is missing in these days.',
}

export const driftJa: DriftWords = {
  metrics: { cpa: 'CPA', 'cvr.session': '訪問CVR', 'cvr.click': 'クリックCVR' },
  causes: {
    bidding: '入札',
    creative: 'クリエイティブ',
    landing: 'ページへの到達',
    page: 'ランディングページ',
    mix: 'ターゲティング（構成比）',
    measurement: '計測',
    arrival: '未着のCV',
  },
  causeHints: {
    bidding: '表示単価（CPM）。表示回数がない場合はクリック単価（CPC）',
    creative: '表示あたりのクリック（CTR）',
    landing: '訪問につながったクリックの割合',
    page: 'CVにつながった訪問の割合',
    mix: '訪問に占めるチャネル・キャンペーン・広告の構成比',
    measurement: '計測できなかった、またはチャネルに割り当てられなかった訪問とCV',
    arrival: '直近の期間で、まだ届いていないCV',
  },
  advice: {
    bidding: [
      '入札・目標・予算を以前と比べ、理由なく上げたものは戻してください。',
      '競合の増加、季節要因、狭い配信対象への集中など、オークションの状況を確認してください。',
    ],
    creative: [
      '同じ人に何度も表示されています。新しいクリエイティブに差し替えてください。',
      'フリークエンシーを確認し、配信対象を広げるか、広告を休ませてください。',
    ],
    landing: [
      '広告のリンク先をスマートフォンで開き、転送、表示速度、ページの有無を確認してください。',
      '読み込みを待たれにくいアプリや掲載面からのクリックが増えていないか確認してください。',
    ],
    page: [
      'フォーム、ボタン、決済まで、自分で試してください。スマートフォンでも確認してください。',
      '変化した日にページで何を変えたか確認し、元に戻すか、以前の版と比較テストしてください。',
    ],
    mix: [
      '増えたキャンペーンと配信対象を確認し、CPAの低いものへ予算を戻してください。',
      '意図した拡大であれば、キャンペーンごとの目標で判断してください。',
    ],
    measurement: [
      '広告やページを変える前に、まず計測を直してください。',
      '可能であれば計測漏れを再送し、このCVで入札している媒体にも反映してください。',
    ],
    arrival: ['まだ日が浅い期間です。CVが出そろってから判断してください。'],
  },
  sentence(report, format) {
    if (isUntold(report.verdict)) return untoldJa[report.verdict]
    const { metric, from, to, up, change, reach } = numbers(report, driftJa, format)
    if (report.verdict === 'cannot_tell')
      return `${metric}は${from}から${to}になりましたが、差の${change}は偶然の範囲（±${reach}）で、原因は判断できません。`
    const moved = `${metric}は${from}から${to}に${up ? '上がりました' : '下がりました'}（${change}、±${reach}）`
    if (report.verdict === 'several') return `${moved}。ただし、ばらつきを超える単独の原因はありません。`
    const found = causeOf(report, driftJa, format)
    const lead =
      report.change!.chance >= 0.05 ? '全体の差は偶然の範囲ですが、偶然を超えた原因は' : '最初に考えられる原因は'
    const rate = found.rate ? `${rateNamesJa[found.rate.name]}が${found.rate.from}から${found.rate.to}になり、` : ''
    const where = found.place === '' ? '' : `（${found.place}）`
    return `${moved}。${lead}${found.cause}${where}です。${rate}影響は${found.part}（±${found.reach}）です。`
  },
  measurementClean: '最初に計測を確認しました。この期間に欠けはありません。',
}
