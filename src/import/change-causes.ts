// What kind of change a row of a change history tells of: by its own word, or by what it says was done. Pure.
import type { CampaignChange } from '#contract/scorecard.ts'

export type ChangeCause = CampaignChange['cause']

const words: Readonly<Record<ChangeCause, readonly string[]>> = {
  launch: ['launch', 'start', 'new', 'created', 'restart', '配信開始', '開始', '新規', '再開'],
  budget: ['budget', 'daily budget', 'spend', '予算', '日予算', '予算変更'],
  bid: [
    'bid',
    'bids',
    'bidding',
    'bid strategy',
    'target cpa',
    'target roas',
    '入札',
    '入札戦略',
    '目標cpa',
    '入札変更',
  ],
  targeting: [
    'targeting',
    'audience',
    'audiences',
    'location',
    'ターゲティング',
    'ターゲット',
    'オーディエンス',
    '地域',
  ],
  creative: ['creative', 'creatives', 'ad', 'ads', 'クリエイティブ', '広告', 'バナー', '広告文'],
  recorded: ['other', 'その他'],
}

const causeByWord = new Map(
  Object.entries(words).flatMap(([cause, own]) => own.map((word) => [word, cause as ChangeCause] as const)),
)

/** Words that a column for the kind may hold, one for each. */
export const changeWords = Object.values(words).map(([first]) => first!)

export function causeNamed(word: string): ChangeCause | undefined {
  return causeByWord.get(word.normalize('NFKC').trim().toLowerCase())
}

/** What was done, as histories tell it: to what (`Campaign`), which setting of it, how (`Added`), in words. */
export interface Told {
  entity: string
  item: string
  event: string
  note: string
  before: string
  after: string
}

/** Looked for in `entity|item|event|note`, the first that is there: all settings of a new campaign are its launch. */
const patterns: readonly [ChangeCause, RegExp][] = [
  ['launch', /^(campaigns?|キャンペーン)\|[^|]*\|(added|created?|追加)|campaign (was )?(created|added|launched)|キャンペーン.{0,4}(作成|開始)/i],
  ['creative', /^(ads?|ad_group_ad|広告)\|[^|]*\|(added|created?|追加)|^広告\|[^|]*(タイトル|説明文|メディアID|カルーセル)|\bads? (was |were )?(created|added)|creative|クリエイティブ|広告(文|を).{0,4}(作成|追加|変更)/i],
  ['bid', /target[ _](cpa|roas)|bid(ding)?[ _]?strateg|maximi[sz]e[ _]conversion|入札(方法|戦略|タイプ)|自動入札|ポートフォリオ入札|コンバージョン単価の目標値|広告費用対効果の目標値|目標(CPA|ROAS|コンバージョン単価|広告費用対効果)/i],
  ['budget', /budget|予算/i],
  ['targeting', /ターゲティング|ターゲット設定|ターゲットリスト|オーディエンス|\b(targeting|audiences?|age|gender|locations?|target list)\b/i],
] // prettier-ignore

/** A budget that moves by less is no major change; the bar is that of jumps found in cost. */
const majorFactor = 1.5

/** Undefined for what no platform has to learn from: keywords, labels, small steps of a budget. */
export function causeTold({ entity, item, event, note, before, after }: Told): ChangeCause | undefined {
  const text = [entity, item, event, note].map((part) => part.normalize('NFKC').trim()).join('|')
  const cause = patterns.find(([, pattern]) => pattern.test(text))?.[0]
  return cause === 'budget' && isSmall(before, after) ? undefined : cause
}

function isSmall(before: string, after: string): boolean {
  const [from, to] = [before, after].map((cell) => Number(cell.normalize('NFKC').replace(/[^\d.]/g, '') || Number.NaN))
  const factor = to! / from!
  return factor < majorFactor && factor > 1 / majorFactor
}
