// onecount scorecard: are we on target, and where not; and changes of campaigns that are recorded by hand.
import type { Command } from 'commander'
import type { Figure } from '#contract/ask.ts'
import type { CampaignChange, LearningState, Reason, Scorecard, ScorecardRow, Verdict } from '#contract/scorecard.ts'
import { makeFormat } from '#contract/format.ts'
import { verdictEn } from '#contract/verdict-words.ts'
import { type Column, drawTable, shorten, sizeOf } from '../answer-table.ts'
import type { Cli } from '../context.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'

interface Options {
  week?: string | true
  month?: string | true
  target?: string
  json?: boolean
}

const path = '/api/v1/scorecard'
const format = makeFormat('en')
/** What is left for names is less where figures are long. */
const width = 80
const [shortestName, longestName] = [7, 16]

export function registerScorecard(program: Command, cli: Cli): void {
  const group = program
    .command('scorecard')
    .description('are we on target: actual against target by channel, pace, verdicts')
    .option('--week [day]', 'the week of a day (default: the last one)')
    .option('--month [day]', 'the month of a day (the default)')
    .option('--target <id>', 'which target, where several are in force')
    .option('--json', 'print one JSON document')
    .action(async ({ week, month, target, json }: Options) => {
      const day = week ?? month
      const query = new URLSearchParams({ period: week === undefined ? 'month' : 'week' })
      if (typeof day === 'string') query.set('day', day)
      if (target !== undefined) query.set('target', target)
      const option = week === undefined ? '--month' : '--week'
      const answer = inOptions(cli.api(`${path}?${query.toString()}`), { day: option, target: '--target' })
      const card = (await (await answer).json()) as Scorecard
      if (json) return cli.print(JSON.stringify(card))
      for (const line of scorecardLines(card)) cli.print(line)
    })
  registerChanges(group, cli)
}

function registerChanges(group: Command, cli: Cli): void {
  group
    .command('change')
    .argument('<campaign>', 'as it is written in ad reports')
    .argument('<what>', 'what changed, in your words')
    .requiredOption('--day <day>', 'when, 2026-04-01')
    .description('record a launch or major change: it is not judged while it learns')
    .action(async (campaign: string, what: string, { day, json }: { day: string; json?: boolean }) => {
      const body = JSON.stringify({ campaign, day, what })
      const response = await inOptions(cli.api(`${path}/changes`, { method: 'POST', body }), { day: '--day' })
      const change = (await response.json()) as CampaignChange
      cli.print(json ? JSON.stringify(change) : `Recorded: ${change.campaign}, ${change.day}: ${change.what}`)
    })
  group
    .command('changes')
    .description('changes that were recorded')
    .option('--remove <id>', 'take one back')
    .action(async ({ remove, json }: { remove?: string; json?: boolean }) => {
      if (remove !== undefined) await cli.api(`${path}/changes/${encodeURIComponent(remove)}`, { method: 'DELETE' })
      const { changes } = (await (await cli.api(`${path}/changes`)).json()) as { changes: CampaignChange[] }
      if (json) return cli.print(JSON.stringify({ changes }))
      if (changes.length === 0) cli.print('No change is recorded.')
      for (const { id, day, campaign, cause, what, by } of changes)
        cli.print(`${id}  ${day}  ${campaign}: ${what || verdictEn.causes[cause]} (${by})`)
    })
}

/** The card as text of 80 columns: the answer first, then the table, then why. */
export function scorecardLines(card: Scorecard): string[] {
  const all = [card.total, ...card.channels]
  const rows = [...card.channels, card.total]
  const notes = [...all, ...card.initiatives].filter(({ verdict }) => verdict !== null && verdict !== 'on_target')
  return [
    ...wrapBehind('', headline(card)),
    '',
    ...drawTable(columnsOf(rows, card), false),
    '',
    ...notes.flatMap((row) => wrapBehind(`${nameOf(row)}: `, `${words[row.verdict!]}. ${sentences(row, card)}`)),
    ...(card.target
      ? []
      : wrapBehind('→ ', 'Set a target and a verdict stands here: onecount target --help, or Targets in the web app.')),
    ...card.caveats.flatMap(({ message }) => wrapBehind('! ', message)),
  ]
}

const words: Record<Verdict, string> = {
  on_target: 'on target',
  watch: 'watch',
  off_target: 'off target',
  too_early: 'too early',
}

function headline({ total, from, to, asOf, point, target }: Scorecard): string {
  const days = `${from} to ${to}${asOf < to ? `, up to ${asOf}` : ''}`
  const { pacing } = total
  const counted = `${number(total.cv.value ?? 0)} of ${point.name}`
  const pace = pacing && asOf < to ? `; at this pace ${range(pacing)}` : ''
  if (!target || !total.target) return `${days}: ${counted}${pace}. No target is set.`
  const verdict = words[total.verdict!]
  return `${days}: ${verdict}. ${counted}, ${number(total.target.due)} were due; the target is ${number(total.target.cv)}${pace}.`
}

function range({ end, low, high }: { end: number; low: number; high: number }): string {
  return `${number(end)} (${number(low)}–${number(high)})`
}

function nameOf({ channel, initiative }: ScorecardRow): string {
  return initiative || channel || 'Total'
}

function columnsOf(rows: readonly ScorecardRow[], { total, asOf, to, currency }: Scorecard): Column[] {
  const column = (title: string, cell: (row: ScorecardRow) => string): Column => ({
    title,
    cells: rows.map(cell),
    side: 'right',
  })
  const hasTarget = total.target !== null
  const money = ({ value }: Figure): string =>
    value === null || value === 0 ? '–' : format.money(value, currency, true)
  const open = asOf < to
  const figures = [
    column('cv', ({ cv }) => number(cv.value ?? 0)),
    ...(hasTarget ? [column('due', ({ target }) => (target ? number(target.due) : '–'))] : []),
    ...(open ? [column('pace', ({ pacing }) => (pacing ? number(pacing.end) : '–'))] : []),
    ...(hasTarget ? [column('target', ({ target }) => (target ? number(target.cv) : '–'))] : []),
    ...(hasTarget ? [] : [column('before', ({ before }) => number(before.cv))]),
    column('cvr', ({ cvr }) => (cvr.value === null ? '–' : `${(100 * cvr.value).toPrecision(2)} %`)),
    column(`cpa ${currency}`, ({ cpa }) => money(cpa)),
    ...(hasTarget
      ? [column('aim', ({ target }) => (target?.cpa == null ? '–' : format.money(target.cpa, currency, true)))]
      : []),
    column('cost', ({ cost }) => money(cost)),
    ...(hasTarget
      ? [{ title: '', cells: rows.map(({ verdict }) => (verdict ? words[verdict] : '–')), side: 'left' as const }]
      : []),
  ]
  const room = Math.max(shortestName, Math.min(longestName, width - sizeOf(figures)))
  const name = (row: ScorecardRow): string => (row === total ? 'TOTAL' : shorten(row.channel || '(none)', room))
  return [{ title: 'CHANNEL', cells: rows.map(name), side: 'left' }, ...figures]
}

function sentences({ reasons, learning }: ScorecardRow, card: Scorecard): string {
  const learns = reasons.some(({ code }) => code === 'learning') ? learning.map(learningText) : []
  return [...reasons.map((reason) => reasonText(reason, card)), ...learns].join(' ')
}

/** A reason in a sentence, as every surface in English says it. */
function reasonText(reason: Reason, { currency }: Pick<Scorecard, 'currency'>): string {
  switch (reason.code) {
    case 'no_target':
      return 'No target is set.'
    case 'learning':
      return reason.toGo === null || reason.toGo === 0
        ? `Learning until ${reason.until}.`
        : `Learning until ${reason.until}, or sooner with ${number(reason.toGo)} CVs more.`
    case 'few':
      return `Judged from ${reason.needed} CVs due on; ${number(reason.due)} are.`
    case 'cv_short':
      return `${number(reason.counted)} CVs from ${reason.from} to ${reason.to}, where ${number(reason.due)} were due (by chance: ${chanceText(reason.chance)}).`
    case 'cpa_above':
      return reason.cpa === null
        ? `Cost and no CV from ${reason.from} to ${reason.to} (by chance: ${chanceText(reason.chance)}).`
        : `CPA ${number(reason.cpa)} ${currency} from ${reason.from} to ${reason.to}, above ${number(reason.target)} (by chance: ${chanceText(reason.chance)}).`
    case 'pace_short':
      return `${reason.over ? '' : 'At this pace '}${number(reason.end)} of ${number(reason.target)} CVs.`
    case 'overspend':
      return `${number(reason.spent)} ${currency} spent, where the budget was ${number(reason.due)} by now.`
    case 'within':
      return 'CVs and CPA are within what chance brings.'
  }
}

function learningText({ campaign, cause, since, note }: LearningState): string {
  return `${campaign}: ${note || verdictEn.causes[cause]} on ${since}.`
}

function chanceText(chance: number): string {
  if (chance < 0.0001) return 'less than 1 in 10,000'
  return `1 in ${number(Math.round(1 / chance))}`
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value !== 0 && Math.abs(value) < 10 ? 1 : 0 })
}
