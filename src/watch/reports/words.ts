// The words of reports, in English; and what there is to say in any language.
import type { ActionState } from '#contract/actions.ts'
import type { Caveat } from '#contract/ask.ts'
import type { Gap } from '#contract/gaps.ts'
import { type VerdictWords, verdictEn } from '#contract/verdict-words.ts'

/** Figures and days are written out already. */
export interface Standing {
  period: string
  /** Name of the conversion point. */
  point: string
  counted: string
  due: string
  target: string
  asOf: string
  /** All its days are counted. */
  over: boolean
}

export interface ReportWords extends VerdictWords {
  title: Record<'week' | 'month', (period: string, verdict: string | null) => string>
  subtitle(p: { timezone: string; currency: string; target: string | null }): string
  /** The answer, in a sentence. */
  standing(verdict: string, p: Standing): string
  withoutTarget(p: Pick<Standing, 'period' | 'point' | 'counted'> & { before: string }): string
  noTarget: string
  ofDue: string
  month(p: Standing & { verdict: string | null; pace: string | null }): string
  paced(pace: string, target: string): string
  cpa(p: { period: 'week' | 'month'; cpa: string; target: string | null; cost: string; budget: string | null }): string
  noCost: string
  noRate: string
  questions: Record<'on' | 'where' | 'why' | 'done' | 'early', string>
  nowhere: string
  together: string
  more(count: number): string
  few(names: string): string
  learning(p: { campaign: string; until: string; toGo: string | null }): string
  allJudged: string
  noVerdict: string
  against: Record<'week' | 'month', (sentence: string) => string>
  nothingToExplain: string
  /** A gap in the measurement of these days, and how many beside it. */
  measurement(gap: string, more: number): string
  cannotSplit: string
  driftNotKept: string
  action(p: { change: string; where: string; since: string | null; effect: string }): string
  actionLate(change: string, due: string): string
  nothingDone: string
  nothingNeeded: string
  effectNotKept: string
  chart(month: string): string
  counted: string
  pace: string
  target: string
  columns: Record<
    'channel' | 'cv' | 'due' | 'cvr' | 'cpa' | 'aim' | 'cost' | 'before' | 'verdict' | 'initiative',
    string
  >
  total: string
  unknownChannel: string
  initiatives: string
  moreInitiatives(count: number): string
  learningTitle: string
  drift: string
  driftColumns: { cause: string; effect: string; reach: string }
  certain: string
  uncertain: string
  waterfall: Record<'cpa' | 'cvr.session' | 'cvr.click', string>
  periodBefore: string
  thisPeriod: string
  whatFits: string
  actions: string
  noActions: string
  moreActions(count: number): string
  states: Record<ActionState, string>
  actionColumns: { change: string; where: string; who: string; effect: string }
  overdue: string
  due(day: string): string
  gaps: string
  noGaps: string
  gapsNotKept: string
  gap(p: { gap: Gap; days: string }): string
  gapCause(gap: Gap): string
  gapEnd(from: string, to: string | null): string
  notes: string
  /** What an answer says beside its figures. */
  caveat(caveat: Caveat): string
  knownOn(day: string): string
  notAgain: readonly string[]
  definitions: string
  plan(version: number): string
  metrics: string
  formula(p: { formula: string; base: string | null }): string
}

export const reportEn: ReportWords = {
  ...verdictEn,
  title: {
    week: (period, verdict) => `Weekly report, ${period}${verdict === null ? '' : `: ${verdict}`}`,
    month: (period, verdict) => `Monthly report, ${period}${verdict === null ? '' : `: ${verdict}`}`,
  },
  subtitle: ({ timezone, currency, target }) =>
    [
      target === null ? 'No target is set' : `Against the target ${target}`,
      `money in ${currency}`,
      `days of ${timezone}`,
    ].join(', '),
  standing: (verdict, { period, point, counted, due, target, asOf, over }) =>
    over
      ? `${capital(verdict)}: ${counted} CVs (${point}) in ${period}, where the target was ${target}.`
      : `${capital(verdict)}: ${counted} CVs (${point}) up to ${asOf}, where ${due} were due; the target of ${period} is ${target}.`,
  withoutTarget: ({ period, point, counted, before }) =>
    `${counted} CVs (${point}) in ${period}; ${before} in the period before, up to the same day.`,
  noTarget: 'No target is set, so nobody can say whether that is enough.',
  ofDue: 'of what was due',
  month: ({ period, counted, due, target, over, verdict, pace }) => {
    const stands = over
      ? `${period} ended with ${counted} of its ${target} CVs`
      : `${period} stands at ${counted} CVs, where ${due} were due by now`
    const goes = over || pace === null ? '' : `; at this pace it ends at ${pace}, its target is ${target}`
    return `${stands}${goes}${verdict === null ? '' : ` (${verdict})`}.`
  },
  paced: (pace, target) => `At this pace it ends at ${pace}, its target is ${target}.`,
  cpa: ({ period, cpa, target, cost, budget }) =>
    `In this ${period} a CV cost ${cpa}${target === null ? '' : `, target ${target}`}; ${cost} was spent${budget === null ? '' : ` of a budget of ${budget}`}.`,
  noCost: 'No cost is known in this period, so no CPA is told.',
  noRate: 'Cost and CPA cannot be told: an exchange rate is missing (see the notes).',
  questions: {
    on: 'Are we on target?',
    where: 'Where not?',
    why: 'Why?',
    done: 'What was done about it?',
    early: 'Too early to tell',
  },
  nowhere: 'No channel that can be judged is off target.',
  together: 'No single channel stands out: they are short together.',
  more: (count) => `And ${count} more: see the table.`,
  few: (names) => `${names}: too few CVs due to judge.`,
  learning: ({ campaign, until, toGo }) =>
    `${campaign} is learning until ${until}${toGo === null ? '' : `, or sooner with ${toGo} CVs more`}.`,
  allJudged: 'Nothing: every channel can be judged.',
  noVerdict: 'Without a target there is no verdict.',
  against: {
    week: (sentence) => `Against the four weeks before: ${sentence}`,
    month: (sentence) => `Against as many days before: ${sentence}`,
  },
  nothingToExplain: 'Nothing needs explaining.',
  measurement: (gap, more) => `Measurement first: ${gap}${more > 0 ? ` And ${more} more gaps, see the details.` : ''}`,
  cannotSplit: 'CPA cannot be split into causes: its costs do not add up in one currency.',
  driftNotKept: 'Cannot be told again for a past day: visits are not kept as they were known.',
  action: ({ change, where, since, effect }) =>
    `“${change}”${[where, since && `since ${since}`].filter(Boolean).length === 0 ? '' : ` (${[where, since && `since ${since}`].filter(Boolean).join(', ')})`}. ${effect}`,
  actionLate: (change, due) => `“${change}” was due on ${due} and has not begun.`,
  nothingDone: 'No action is noted. What is noted under Actions is measured here.',
  nothingNeeded: 'Nothing was needed.',
  effectNotKept: 'Its effect cannot be measured again as it was known then.',
  chart: (month) => `${month}: running total and pace, CVs`,
  counted: 'Counted',
  pace: 'At this pace',
  target: 'Target',
  columns: {
    channel: 'Channel',
    cv: 'CVs',
    due: 'Due',
    cvr: 'CVR per visit',
    cpa: 'CPA',
    aim: 'Target CPA',
    cost: 'Cost',
    before: 'CVs before',
    verdict: 'Verdict',
    initiative: 'Campaign, initiative',
  },
  total: 'Total',
  unknownChannel: 'Not known',
  initiatives: 'Campaigns and initiatives',
  moreInitiatives: (count) => `${count} more are on the Scorecard.`,
  learningTitle: 'Learning phases',
  drift: 'Drift: why it moved',
  driftColumns: { cause: 'Cause', effect: 'Effect', reach: 'Noise, 95 %' },
  certain: 'larger than noise',
  uncertain: 'within noise',
  waterfall: {
    cpa: 'CPA, from the period before to this one',
    'cvr.session': 'CVR per visit, from the period before to this one',
    'cvr.click': 'CVR per click, from the period before to this one',
  },
  periodBefore: 'Before',
  thisPeriod: 'This period',
  whatFits: 'What fits to be done:',
  actions: 'Actions',
  noActions: 'None is noted.',
  moreActions: (count) => `${count} more are on the page Actions.`,
  states: { planned: 'Planned', running: 'Running', done: 'Done', dropped: 'Dropped' },
  actionColumns: { change: 'What', where: 'Where', who: 'Who, when', effect: 'What it did' },
  overdue: 'overdue',
  due: (day) => `due ${day}`,
  gaps: 'Measurement',
  noGaps: 'Nothing is missing from the data of these days.',
  gapsNotKept: 'What was missing cannot be told again for a past day.',
  gap: ({ gap, days }) => `${gap.what}, ${days}.`,
  gapCause: ({ cause, todo }) => ` ${cause} ${todo}`,
  gapEnd: (from, to) => (to === null ? `since ${from}` : from === to ? from : `${from} to ${to}`),
  notes: 'To know beside it',
  caveat: ({ message }) => message,
  knownOn: (day) => `This report was made again as it was known on ${day}.`,
  notAgain: [
    'CVs, cost, targets, plan and recorded changes are those that were known then.',
    'CVR, drift, measurement gaps and effects of actions are left out: visits are not kept as they were known on a day.',
    'An exchange rate that was replaced since is missing; texts of actions are those of today.',
  ],
  definitions: 'Definitions in force',
  plan: (version) => `Plan version ${version}`,
  metrics: 'How the figures are made',
  formula: ({ formula, base }) => `${formula}${base === null ? '' : `; per ${base}`}`,
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
