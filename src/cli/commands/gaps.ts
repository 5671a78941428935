// onecount gaps: what is missing from the data, and how many conversions no source saw.
import type { Command } from 'commander'
import type { Gap, GapReport, TrueNumber } from '#contract/gaps.ts'
import type { Cli } from '../context.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'

interface GapsOptions {
  from?: string
  to?: string
  json?: boolean
}

const options = { from: '--from', to: '--to' } as const

export function registerGaps(program: Command, cli: Cli): void {
  program
    .command('gaps')
    .description('what is missing: silent sources, breaks, lost ids; CVs that nobody saw')
    .option('--from <day>', 'first day, 2026-04-01 (default: 28 days)')
    .option('--to <day>', 'last day, inclusive (default: yesterday)')
    .action(async ({ json, ...days }: GapsOptions) => {
      const query = new URLSearchParams(days).toString()
      const report = (await (await inOptions(cli.api(`/api/v1/gaps?${query}`), options)).json()) as GapReport
      if (json) return cli.print(JSON.stringify(report))
      for (const line of gapLines(report)) cli.print(line)
    })
}

/** The report as text of 80 columns. */
export function gapLines(report: GapReport): string[] {
  const { from, to, timezone, gaps, falseAlarmsPerMonth, watched, unwatched, trueNumbers } = report
  const everyMonths = Math.round(1 / falseAlarmsPerMonth)
  const promise = `${watched.length} series watched; chance alone brings one finding in ${everyMonths} months, at most.`
  const few = unwatched.length > 0 ? ` ${unwatched.length} more have too few events or days to tell.` : ''
  const days = `${from} to ${to}, ${timezone}`
  const nothing = watched.length > 0 ? `Nothing is missing, ${days}.` : `Nothing can be told yet of ${days}.`
  const heading = gaps.length > 0 ? `${days}:` : nothing
  return [
    heading,
    '',
    ...gaps.flatMap((gap) => [...describe(gap), '']),
    ...wrapBehind('', watched.length > 0 ? promise + few : 'A source is watched once it has sent for four weeks.'),
    ...(trueNumbers.length > 0 ? ['', 'How many there really were:', '', ...trueNumbers.flatMap(numberLines)] : []),
  ]
}

function describe(gap: Gap): string[] {
  const days = gap.to === null ? `since ${gap.from}` : gap.to === gap.from ? gap.from : `${gap.from} to ${gap.to}`
  return [
    ...wrapBehind('', `${gap.what}, ${days}`),
    ...(gap.expected ? wrapBehind('  Seen:   ', seen(gap)) : []),
    ...wrapBehind('  Sure:   ', sureness(gap)),
    ...wrapBehind('  Likely: ', gap.cause),
    ...wrapBehind('  To do:  ', gap.todo),
    ...(gap.also.length > 0 ? wrapBehind('  With it: ', gap.also.join('; ')) : []),
  ]
}

function seen({ observed, expected }: Gap): string {
  const { mean, low, high } = expected!
  return `${number(observed)}, where ${number(mean)} were expected (${number(low)}–${number(high)})`
}

function sureness({ byChanceEveryMonths: months }: Gap): string {
  if (months === null) return 'certain, it is counted and not estimated'
  if (months >= 1_200) return 'chance would bring this less than once in a hundred years'
  return `chance alone would bring this once in ${months >= 24 ? `${Math.round(months / 12)} years` : `${Math.round(months)} months`}`
}

function numberLines({ name, from, to, counted, sources, total, low, high, ...rest }: TrueNumber): string[] {
  const figure = total === null ? 'cannot be told' : `about ${number(total)} (95 %: ${number(low!)}–${number(high!)})`
  const lists = sources.map((each) => `${each.source} ${number(each.seen)}`).join(', ')
  const pairs = rest.dependent.map((pair) => pair.join(' and ')).join('; ')
  const model = pairs === '' ? 'sources independent' : `depend on each other: ${pairs}`
  const others = rest.sensitivity.slice(1)
  return [
    ...wrapBehind('', `${name}: ${number(counted)} counted, ${figure}`),
    ...wrapBehind('  ', `${from} to ${to}; seen by ${lists || 'nobody'}`),
    ...(rest.method === null
      ? []
      : wrapBehind(
          '  ',
          rest.selection ? `${methods[rest.method]}, ${model}; ${rest.selection}` : methods[rest.method],
        )),
    ...(others.length === 0
      ? []
      : wrapBehind('  ', `Seen by both more often than by chance, odds × ${others.map(sensitivityText).join(', × ')}`)),
    ...rest.notes.flatMap((note) => wrapBehind('  ! ', note)),
    '',
  ]
}

const methods: Record<NonNullable<TrueNumber['method']>, string> = {
  Chapman: 'Worked out from how many two sources both saw (Chapman)',
  'log-linear': 'Worked out from how three sources overlap (log-linear models)',
}

function sensitivityText({ oddsRatio, total, low, high }: TrueNumber['sensitivity'][number]): string {
  return `${oddsRatio}: ${number(total)} (${number(low)}–${number(high)})`
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 })
}
