// onecount drift: why a CPA or CVR differs between two periods.
import type { Command } from 'commander'
import { addUp } from '#contract/add-up.ts'
import type { DriftNode, DriftReport } from '#contract/drift.ts'
import { driftEn } from '#contract/drift-words.ts'
import { drawTable, shorten } from '../answer-table.ts'
import type { Cli } from '../context.ts'
import { moneyText } from '../money.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'

interface DriftOptions {
  metric?: string
  point?: string
  from?: string
  to?: string
  beforeFrom?: string
  beforeTo?: string
  against?: string
  channel?: string
  campaign?: string
  json?: boolean
}

const options = {
  metric: '--metric',
  point: '--point',
  from: '--from',
  to: '--to',
  days: '--days',
  before_from: '--before-from',
  before_to: '--before-to',
  against: '--against',
  channel: '--channel',
  campaign: '--campaign',
} as const

export function registerDrift(program: Command, cli: Cli): void {
  program
    .command('drift')
    .description('why a CPA or CVR moved: measurement, bidding, creative, page, mix')
    .option('--metric <id>', 'cpa (default), cvr.session or cvr.click')
    .option('--point <id>', 'conversion point (default: the macro)')
    .option('--from <day>', 'first day (default: the last 28 days)')
    .option('--to <day>', 'last day, inclusive')
    .option('--days <number>', 'so many days up to the last, in place of --from')
    .option('--before-from <day>', 'what it is compared with (default: as many days before)')
    .option('--before-to <day>', 'last day of it')
    .option('--against <what>', 'target: with the last period that was on target')
    .option('--channel <id>', 'of this channel alone')
    .option('--campaign <name>', 'of this campaign alone')
    .action(async ({ json, beforeFrom, beforeTo, ...given }: DriftOptions) => {
      const days = { ...(beforeFrom && { before_from: beforeFrom }), ...(beforeTo && { before_to: beforeTo }) }
      const query = new URLSearchParams({ ...given, ...days }).toString()
      const report = (await (await inOptions(cli.api(`/api/v1/drift?${query}`), options)).json()) as DriftReport
      if (json) return cli.print(JSON.stringify(report))
      for (const line of driftLines(report)) cli.print(line)
    })
}

/** The report as text of 80 columns: the sentence, measurement, the parts, channels, dates, what to do. */
function driftLines(report: DriftReport): string[] {
  const { point, of, before, after, measurement, first, target, caveats, verdict } = report
  const value = valueText(report)
  const money = (amount: number): string => moneyText(amount, report.currency)
  const channel = (id: string): string => id.replaceAll('_', ' ')
  const alone = [of.channel && channel(of.channel), of.campaign].filter((name) => name !== '').join(' › ')
  const days = `${point.name}${alone && `, ${alone} alone`}, ${after.from} to ${after.to} against ${before.from} to ${before.to}`
  return [
    ...wrapBehind('', driftEn.sentence(report, { value, money, rate, channel })),
    ...wrapBehind('  ', days),
    ...(target && before.value !== null
      ? wrapBehind('  ', `Target ${money(target.cpa)}; before, it stood at ${money(before.value)}.`)
      : []),
    ...caveats.flatMap(({ message }) => wrapBehind('  ', message)),
    '',
    ...(measurement.length === 0
      ? wrapBehind('', verdict === 'blind' ? '' : driftEn.measurementClean)
      : measurement.flatMap(({ what, from, to, todo, reckoned }) => [
          ...wrapBehind('! ', `${what}, ${to === null ? `since ${from}` : `${from} to ${to}`}`),
          ...wrapBehind('  → ', reckoned ? `${todo} (Corrected for.)` : todo),
        ])),
    ...(report.causes.length > 0 ? ['', ...causeTable(report), '', ...placeTable(report)] : []),
    ...dateLines(report),
    ...(first ? ['', ...driftEn.advice[first.cause].flatMap((advice) => wrapBehind('→ ', advice))] : []),
  ]
}

function valueText({ metric, currency }: DriftReport): (value: number) => string {
  return metric === 'cpa' ? (value) => moneyText(value, currency) : rate
}

/** Those that are something; the written parts add up to the written change, the cause of the sentence as it says it. */
function causeTable(report: DriftReport): string[] {
  const value = valueText(report)
  const rows = report.causes.filter(({ value: part, reach }) => part !== 0 || reach !== 0)
  const told = rows.findIndex(({ cause }) => cause === report.first?.cause)
  const exact = rows.map((row) => row.value)
  const [parts, whole] = partTexts(report, exact, report.change!.value, told)
  return drawTable([
    { title: 'CAUSE', side: 'left', cells: [...rows.map(({ cause }) => driftEn.causes[cause]), 'all together'] },
    { title: 'part', side: 'right', cells: [...parts, whole] },
    { title: '95 %', side: 'left', cells: [...rows, report.change!].map(({ reach }) => `± ${value(reach)}`) },
    { title: '', side: 'left', cells: [...rows.map(({ certain }) => (certain ? 'beyond chance' : '')), ''] },
  ])
}

/** Parts, and their whole, all with as many decimals as the largest is written with. */
function partTexts(
  { metric, currency }: DriftReport,
  exact: readonly number[],
  whole: number,
  told?: number,
): [parts: string[], whole: string] {
  const scale = metric === 'cpa' ? 1 : 100
  const parts = exact.map((part) => part * scale)
  const largest = Math.max(...parts.map(Math.abs), Math.abs(whole * scale))
  const decimals = metric === 'cpa' ? moneyDecimals(largest, currency) : rateDecimals(largest)
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const unit = metric === 'cpa' ? currency : '%'
  const text = (part: number): string => signed(part, (size) => `${size.toLocaleString('en', digits)} ${unit}`).trim()
  return [addUp(parts, whole * scale, decimals, told).map(text), text(whole * scale)]
}

function moneyDecimals(amount: number, currency: string): number {
  return /\.(\d+)/.exec(moneyText(amount, currency))?.[1]?.length ?? 0
}

/** Of three significant digits. */
function rateDecimals(percent: number): number {
  return percent === 0 ? 0 : Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(percent))))
}

/** Channels; of one alone its campaigns, of a campaign alone its ads. */
function placeTable(report: DriftReport): string[] {
  const value = valueText(report)
  const text = (each: number | null): string => (each === null ? '–' : value(each))
  const { title, nodes } = placesOf(report)
  const rows = nodes.filter(({ change, before, after }) => change !== 0 || before.cost + after.cost > 0)
  if (rows.length === 0) return []
  const changes = rows.map(({ change }) => change)
  const [parts] = partTexts(
    report,
    changes,
    changes.reduce((sum, change) => sum + change, 0),
  )
  return drawTable([
    { title, side: 'left', cells: rows.map((node) => shorten(nameOf(node) || '(not known)', 18)) },
    { title: 'before', side: 'right', cells: rows.map(({ before }) => text(before.value)) },
    { title: 'after', side: 'right', cells: rows.map(({ after }) => text(after.value)) },
    { title: 'part', side: 'right', cells: parts },
    { title: 'mostly', side: 'left', cells: rows.map(mainCause) },
  ])
}

function placesOf({ of, channels }: DriftReport): { title: string; nodes: readonly DriftNode[] } {
  if (of.campaign !== '') {
    const ads = channels.flatMap(({ children }) => children.flatMap((campaign) => campaign.children))
    return { title: 'AD', nodes: ads }
  }
  if (of.channel !== '') return { title: 'CAMPAIGN', nodes: channels.flatMap(({ children }) => children) }
  return { title: 'CHANNEL', nodes: channels }
}

function nameOf({ channel, campaign, ad }: DriftNode): string {
  return ad ?? campaign ?? channel
}

function mainCause({ causes }: DriftNode): string {
  const [most] = Object.entries(causes).toSorted(([, a], [, b]) => Math.abs(b.value) - Math.abs(a.value))
  return most && most[1].value !== 0 ? driftEn.causes[most[0] as keyof typeof driftEn.causes] : ''
}

function dateLines({ dates, metric }: DriftReport): string[] {
  if (dates.changes.length === 0) return []
  const lines = dates.changes.map(({ series, direction, from, alarm }) => {
    const name = series === 'metric' ? driftEn.metrics[metric] : driftEn.causes[series]
    return `${name} ${direction === 'rise' ? 'higher' : 'lower'} since ${from} (certain on ${alarm})`
  })
  const promise = `One false date in ${dates.falseAlarmEveryDays} days for each of these.`
  return ['', ...lines.flatMap((line) => wrapBehind('', line)), ...wrapBehind('  ', promise)]
}

function signed(value: number, text: (value: number) => string): string {
  return `${value < 0 ? '−' : '+'}${text(Math.abs(value))}`
}

function rate(share: number): string {
  return `${(share * 100).toLocaleString('en', { maximumSignificantDigits: 3 })} %`
}
