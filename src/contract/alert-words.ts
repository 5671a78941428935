// Alerts in words, in both languages: what happened, since when, how sure it is, what to do.
import type { Alert, AlertFacts, AlertKind, AlertSubject } from './alerts.ts'
import { channelNames } from './channel-names.ts'
import { type DriftFormat, driftEn, driftJa } from './drift-words.ts'
import { type Format, makeFormat } from './format.ts'
import type { GapKind } from './gaps.ts'
import type { Language } from './library.ts'

export interface AlertTold {
  what: string
  since: string
  sure: string
  todo: string
}

/** How the reader writes things. */
export interface AlertReader {
  language: Language
  timezone: string
  /** Whether times say their zone: where nothing around them does. */
  zoned?: boolean
  /** Names that the plan gives its channels. */
  channels: Readonly<Record<string, string>>
}

export const alertKindNames: Readonly<Record<Language, Record<AlertKind, string>>> = {
  en: {
    silence: 'A source is silent',
    gap: 'A gap in the measurement',
    off_target: 'Off target',
    cpa: 'CPA above target',
    pacing: 'Pace below target',
    drift: 'Drift with a likely cause',
    overspend: 'Overspend',
    cap: 'Budget nearly used up',
    learning_ended: 'A learning phase has ended',
  },
  ja: {
    silence: '計測元の停止',
    gap: '計測の欠け',
    off_target: '目標未達',
    cpa: 'CPAが目標超過',
    pacing: 'ペース不足',
    drift: '原因のわかる変動',
    overspend: '予算超過',
    cap: '予算の消化間近',
    learning_ended: '学習期間の終了',
  },
}

/** Where one looks further. */
export const alertPages: Readonly<Record<AlertKind, string>> = {
  silence: '/sources',
  gap: '/sources',
  off_target: '/',
  cpa: '/',
  pacing: '/',
  drift: '/drift',
  overspend: '/',
  cap: '/',
  learning_ended: '/',
}

type Told = Pick<Alert, 'facts' | 'subject' | 'openedAt'>

export function tellAlert(alert: Told, reader: AlertReader): AlertTold {
  const format = makeFormat(reader.language)
  const since = sinceOf(alert, reader, format)
  const { subject, facts } = alert
  const place = placeOf(subject, reader, allChannels[reader.language])
  const tell = { en: tellEn, ja: tellJa }[reader.language][facts.kind] as (facts: AlertFacts, ground: Ground) => Words
  return { since, ...tell(facts, { subject, place, reader, format }) }
}

const allChannels: Readonly<Record<Language, string>> = { en: 'All channels', ja: '全チャネル' }

function sinceOf({ facts, openedAt }: Told, { timezone, zoned = false }: AlertReader, format: Format): string {
  const instant = (ms: number): string => format.instant(ms, timezone) + (zoned ? ` (${timezone})` : '')
  if (facts.kind === 'silence') return instant(facts.lastAt)
  if (facts.kind === 'gap') return format.fullDay(facts.from)
  if (facts.kind === 'learning_ended') return format.fullDay(facts.ended)
  if (facts.kind === 'drift') return format.fullDayRange(facts.after.from, facts.after.to)
  return facts.kind === 'pacing' || facts.kind === 'cap' ? instant(openedAt) : format.fullDayRange(facts.from, facts.to)
}

function placeOf(
  { channel, initiative, point }: AlertSubject,
  { language, channels }: AlertReader,
  all: string,
): string {
  const name = channels[channel] ?? channelNames[language][channel] ?? channel.replaceAll('_', ' ')
  return [channel === '' ? all : name, initiative, point].filter((part) => part !== '').join(' › ')
}

const aboutGap = ({ source, point }: AlertSubject): string => [source, point].filter((part) => part !== '').join(' › ')

const chanceIn = (format: Format, chance: number): string =>
  chance < 0.0001 ? `< ${format.rate(0.0001)}` : format.rate(chance)

function driftFormat(facts: Extract<AlertFacts, { kind: 'drift' }>, reader: AlertReader, format: Format): DriftFormat {
  const money = (value: number): string => format.money(value, facts.currency)
  const rate = (value: number): string => format.rate(value)
  const channel = (id: string): string => placeOf({ channel: id, initiative: '', source: '', point: '' }, reader, '')
  return { value: facts.metric === 'cpa' ? money : rate, money, rate, channel }
}

type Words = Omit<AlertTold, 'since'>
type FactsOf<Kind extends AlertKind> = Extract<AlertFacts, { kind: Kind }>

interface Ground {
  subject: AlertSubject
  place: string
  reader: AlertReader
  format: Format
}

type Tellers = { readonly [Kind in AlertKind]: (facts: FactsOf<Kind>, ground: Ground) => Words }

const gapsEn: Readonly<Record<GapKind, string>> = {
  silent: 'nothing arrives any more',
  volume: 'the number broke from its pattern',
  click_ids: 'more ad visits lack a click id',
  consent: 'more comes without a visitor',
  identifiers: 'fewer tell a user, e-mail or phone',
  rejects: 'more is refused',
  tag_version: 'pages load an older tag',
}

const certainEn = 'Counted, not estimated.'

const tellEn: Tellers = {
  silence: (facts, { subject, format }) => ({
    what: `${subject.source} is silent`,
    sure:
      facts.expected === null
        ? 'It comes seldom or in files, and this is longer than it may be away.'
        : `${format.reckoned(facts.expected)} events were to be expected since then.`,
    todo: 'Send a test event; look at the latest rejections; ask what was deployed since.',
  }),
  gap: (facts, { subject, format }) => ({
    what: `${aboutGap(subject)}: ${gapsEn[facts.gap]}${facts.expected === null ? '' : ` (${format.reckoned(facts.observed)}, ${format.reckoned(facts.expected)} expected)`}`,
    sure:
      facts.byChanceEveryMonths === null
        ? certainEn
        : `Chance alone brings this once in ${monthsOf(format, facts.byChanceEveryMonths)} months.`,
    todo: 'Do the action yourself and look in Events whether it arrives; ask what was changed on that day.',
  }),
  off_target: (facts, { place, format }) => ({
    what: `${place}: ${format.reckoned(facts.counted)} CVs where ${format.reckoned(facts.due)} were due`,
    sure: `Chance alone would bring so few with ${chanceIn(format, facts.chance)}.`,
    todo: 'Open Drift for the likely cause, and note under Actions what you change.',
  }),
  cpa: (facts, { place, format }) => ({
    what:
      facts.cpa === null
        ? `${place}: money was spent and no CV came`
        : `${place}: CPA ${format.money(facts.cpa, facts.currency)}, target ${format.money(facts.target, facts.currency)}`,
    sure: `Chance alone would bring so few CVs for the cost with ${chanceIn(format, facts.chance)}.`,
    todo: 'Open Drift for the likely cause: bids, creatives, landing page or mix.',
  }),
  pacing: (facts, { place, format }) => ({
    what: `${place}: at this pace ${format.reckoned(facts.end)} of ${format.reckoned(facts.target)} CVs by ${format.day(facts.to)}`,
    sure: `90 % of such periods end between ${format.reckoned(facts.low)} and ${format.reckoned(facts.high)}.`,
    todo: 'Look which channels lag behind, and where Allocation still has room.',
  }),
  drift: (facts, { format, reader }) => ({
    what: driftEn.sentence(facts, driftFormat(facts, reader, format)),
    sure: 'The cause is larger than the noise; measurement was checked first.',
    todo: driftEn.advice[facts.first!.cause][0]!,
  }),
  overspend: (facts, { place, format }) => ({
    what: `${place}: ${format.money(facts.spent, facts.currency)} spent where ${format.money(facts.due, facts.currency)} were due`,
    sure: certainEn,
    todo: 'Lower the daily budget; if it is wanted, change the allocation.',
  }),
  cap: (facts, { place, format }) => ({
    what: `${place}: ${format.rate(facts.spent / facts.budget)} of the budget until ${format.day(facts.to)} is used up (${format.money(facts.spent, facts.currency)} of ${format.money(facts.budget, facts.currency)})`,
    sure: certainEn,
    todo: 'Decide now: raise the budget, slow down, or let it stop.',
  }),
  learning_ended: (facts, { place, format }) => ({
    what: `${place} is judged from now on`,
    sure: `${format.reckoned(facts.reached)} CVs in its learning phase${facts.needed === null ? '' : `, ${facts.needed} needed`}.`,
    todo: 'Look at its row in the scorecard.',
  }),
}

const monthsOf = (format: Format, months: number): string =>
  months > 1000 ? format.count(1000) : format.reckoned(months)

const gapsJa: Readonly<Record<GapKind, string>> = {
  silent: '何も届いていません',
  volume: '件数がこれまでの傾向から外れています',
  click_ids: 'クリックIDのない広告訪問が増えています',
  consent: 'ビジターのわからないイベントが増えています',
  identifiers: '会員・メール・電話のわかるものが減っています',
  rejects: '受け付けられないものが増えています',
  tag_version: '古いタグのページがあります',
}

const certainJa = '実績値です（推定ではありません）。'

const tellJa: Tellers = {
  silence: (facts, { subject, format }) => ({
    what: `${subject.source}から何も届いていません`,
    sure:
      facts.expected === null
        ? 'まれに、またはファイルで届く計測元ですが、通常より長く途絶えています。'
        : `この間に通常は約${format.reckoned(facts.expected)}件届きます。`,
    todo: 'テストイベントを送り、直近の拒否を確認し、その後に公開した変更を確かめてください。',
  }),
  gap: (facts, { subject, format }) => ({
    what: `${aboutGap(subject)}：${gapsJa[facts.gap]}${facts.expected === null ? '' : `（${format.reckoned(facts.observed)}件、通常は約${format.reckoned(facts.expected)}件）`}`,
    sure:
      facts.byChanceEveryMonths === null
        ? certainJa
        : `偶然なら${monthsOf(format, facts.byChanceEveryMonths)}か月に1回の変化です。`,
    todo: '実際に操作してイベントに届くかを見て、その日に変えたものを確かめてください。',
  }),
  off_target: (facts, { place, format }) => ({
    what: `${place}：CV ${format.reckoned(facts.counted)}件（予定は${format.reckoned(facts.due)}件）`,
    sure: `偶然にこれほど少なくなる確率は${chanceIn(format, facts.chance)}です。`,
    todo: '変動要因で考えられる原因を見て、行うことを施策に記録してください。',
  }),
  cpa: (facts, { place, format }) => ({
    what:
      facts.cpa === null
        ? `${place}：費用に対してCVがありません`
        : `${place}：CPA ${format.money(facts.cpa, facts.currency)}（目標 ${format.money(facts.target, facts.currency)}）`,
    sure: `費用に対して偶然にCVがこれほど少なくなる確率は${chanceIn(format, facts.chance)}です。`,
    todo: '変動要因で、入札・クリエイティブ・ランディングページ・構成比のどれが原因かを見てください。',
  }),
  pacing: (facts, { place, format }) => ({
    what: `${place}：このペースでは${format.day(facts.to)}までに${format.reckoned(facts.end)}件（目標${format.reckoned(facts.target)}件）`,
    sure: `90%の範囲は${format.reckoned(facts.low)}〜${format.reckoned(facts.high)}件です。`,
    todo: '遅れているチャネルと、配分に余地のあるチャネルを確認してください。',
  }),
  drift: (facts, { format, reader }) => ({
    what: driftJa.sentence(facts, driftFormat(facts, reader, format)),
    sure: '原因はばらつきより大きく、計測は先に確認しています。',
    todo: driftJa.advice[facts.first!.cause][0]!,
  }),
  overspend: (facts, { place, format }) => ({
    what: `${place}：費用 ${format.money(facts.spent, facts.currency)}（予定は${format.money(facts.due, facts.currency)}）`,
    sure: certainJa,
    todo: '日予算を下げてください。意図したものなら配分を変えてください。',
  }),
  cap: (facts, { place, format }) => ({
    what: `${place}：${format.day(facts.to)}までの予算の${format.rate(facts.spent / facts.budget)}を消化（${format.money(facts.budget, facts.currency)}のうち${format.money(facts.spent, facts.currency)}）`,
    sure: certainJa,
    todo: '予算を増やすか、ペースを落とすか、止めるかを決めてください。',
  }),
  learning_ended: (facts, { place, format }) => ({
    what: `${place}の判定を始めます`,
    sure: `学習期間のCVは${format.reckoned(facts.reached)}件${facts.needed === null ? '' : `（必要数${facts.needed}件）`}です。`,
    todo: 'スコアカードでこの行を確認してください。',
  }),
}
