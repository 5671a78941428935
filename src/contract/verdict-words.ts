// What rows of the scorecard say of themselves, in both languages: verdicts and their reasons, pace, learning phases. The page
// Scorecard and the reports say it alike.
import type { Format } from './format.ts'
import type { LearningState, Pacing, Reason, Scorecard, Verdict } from './scorecard.ts'

/** The card that a reason is told on: its own days need not be named. */
type Card = Pick<Scorecard, 'currency' | 'from' | 'asOf'>

export interface VerdictWords {
  verdicts: Record<Verdict, string>
  /** A sentence. */
  reason(reason: Reason, format: Format, card: Card): string
  /** `61 (53–71)`. */
  range(end: string, low: string, high: string): string
  methods: Record<Pacing['method'], string>
  /** How the pace is reckoned, and what it was off by. */
  how(method: string, error: string | null): string
  arriving(count: string): string
  /** What may be said of all verdicts together. */
  rule: string
  /** After the campaign's name. */
  learns(p: { cause: string; since: string; until: string; reached: string; needed: string | null }): string
  causes: Record<LearningState['cause'], string>
  nobodyLearns: string
}

/** `''` for the days of the card itself. */
function otherDays({ from, to }: { from: string; to: string }, format: Format, card: Card): string {
  return from === card.from && to === card.asOf ? '' : format.dayRange(from, to)
}

export const verdictEn: VerdictWords = {
  verdicts: { on_target: 'on target', watch: 'watch', off_target: 'off target', too_early: 'too early' },
  reason(reason, format, card) {
    const money = (value: number): string => format.money(value, card.currency)
    const within = (span: { from: string; to: string }): string => {
      const days = otherDays(span, format, card)
      return days === '' ? '' : ` in ${days}`
    }
    switch (reason.code) {
      case 'no_target':
        return 'No target is set.'
      case 'learning':
        return reason.toGo
          ? `Learning until ${format.day(reason.until)}, or sooner with ${format.reckoned(reason.toGo)} CVs more.`
          : `Learning until ${format.day(reason.until)}.`
      case 'few':
        return `Judged once ${reason.needed} CVs are due; ${format.reckoned(reason.due)} are.`
      case 'cv_short':
        return `${format.reckoned(reason.counted)} CVs${within(reason)}, where ${format.reckoned(reason.due)} were due.`
      case 'cpa_above':
        return reason.cpa === null
          ? `Cost and no CV${within(reason)}.`
          : `A CV cost ${money(reason.cpa)}${within(reason)}, above ${money(reason.target)}.`
      case 'pace_short':
        return `${reason.over ? 'Ended at' : 'At this pace'} ${format.reckoned(reason.end)} of ${format.reckoned(reason.target)} CVs.`
      case 'overspend':
        return `${money(reason.spent)} spent, where the budget was ${money(reason.due)} by now.`
      case 'within':
        return 'CVs and CPA are within what chance brings.'
    }
  },
  range: (end, low, high) => `${end} (${low}–${high})`,
  methods: {
    run_rate: 'the run rate of the period',
    weekday: 'the weekdays of the last eight weeks',
    recent: 'weekdays at the level of the last four weeks',
    season: 'how the same season went a year ago',
  },
  how: (method, error) =>
    error === null
      ? `The pace is worked out from ${method}; nine of ten such periods end in the range.`
      : `The pace is worked out from ${method}, off by ${error} on average at this stage of earlier periods; nine of ten end in the range.`,
  arriving: (count) => `About ${count} CVs have happened and are not known yet.`,
  rule: 'Verdicts hold for CVs and CPA together; a false “off target” anywhere on a scorecard is rarer than one in twenty.',
  learns: ({ cause, since, until, reached, needed }) =>
    needed === null
      ? `${cause} on ${since}; judged after ${until}.`
      : `${cause} on ${since}; judged after ${until}, or after ${needed} CVs: ${reached} so far.`,
  causes: {
    launch: 'launched',
    budget: 'budget changed',
    bid: 'bids changed',
    targeting: 'targeting changed',
    creative: 'creatives changed',
    recorded: 'changed',
  },
  nobodyLearns: 'No campaign is learning.',
}

export const verdictJa: VerdictWords = {
  verdicts: { on_target: '目標どおり', watch: '要注意', off_target: '目標未達', too_early: '判定前' },
  reason(reason, format, card) {
    const money = (value: number): string => format.money(value, card.currency)
    const within = (span: { from: string; to: string }, particle: 'の' | 'は'): string => {
      const days = otherDays(span, format, card)
      return days === '' ? '' : `${days}${particle}`
    }
    switch (reason.code) {
      case 'no_target':
        return '目標が設定されていません。'
      case 'learning':
        return reason.toGo
          ? `${format.day(reason.until)}まで学習期間です（あと${format.reckoned(reason.toGo)}件のCVで終了）。`
          : `${format.day(reason.until)}まで学習期間です。`
      case 'few':
        return `目安が${reason.needed}件に達してから判定します（現在${format.reckoned(reason.due)}件）。`
      case 'cv_short':
        return `${within(reason, 'の')}CVは${format.reckoned(reason.counted)}件、目安は${format.reckoned(reason.due)}件でした。`
      case 'cpa_above':
        return reason.cpa === null
          ? `${within(reason, 'は')}費用のみでCVがありません。`
          : `${within(reason, 'の')}CPAは${money(reason.cpa)}、目標は${money(reason.target)}です。`
      case 'pace_short':
        return `${reason.over ? '' : 'このペースでは'}目標${format.reckoned(reason.target)}件に対して${format.reckoned(reason.end)}件です。`
      case 'overspend':
        return `費用は${money(reason.spent)}、この時点の予算は${money(reason.due)}です。`
      case 'within':
        return 'CVとCPAはどちらも偶然の範囲内です。'
    }
  },
  range: (end, low, high) => `${end}（${low}〜${high}）`,
  methods: {
    run_rate: '期間内の平均',
    weekday: '直近8週間の曜日別の比重',
    recent: '直近4週間の水準と曜日別の比重',
    season: '前年同時期の推移',
  },
  how: (method, error) =>
    error === null
      ? `ペースは${method}による見込みです。10回中9回はこの幅に収まります。`
      : `ペースは${method}による見込みです。過去の期間の同じ時点での平均誤差は${error}、10回中9回はこの幅に収まります。`,
  arriving: (count) => `発生済みで未着のCVが約${count}件あります。`,
  rule: '判定はCVとCPAの両方によります。1枚のスコアカードのどこかに誤って「目標未達」と出る確率は5%以下です。',
  learns: ({ cause, since, until, reached, needed }) =>
    needed === null
      ? `${since}：${cause}。${until}の後に判定します。`
      : `${since}：${cause}。${until}の後、または${needed}件のCVの後に判定します（現在${reached}件）。`,
  causes: {
    launch: '配信開始',
    budget: '予算の変更',
    bid: '入札の変更',
    targeting: 'ターゲティングの変更',
    creative: 'クリエイティブの変更',
    recorded: '変更',
  },
  nobodyLearns: '学習期間中のキャンペーンはありません。',
}
