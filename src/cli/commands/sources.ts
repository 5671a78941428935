// onecount sources: where data comes from, how much, and what needs a look.
import type { Command } from 'commander'
import type { SourceEntry, SourceReport } from '#contract/sources.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { wrapBehind } from '../wrap.ts'

export function registerSources(program: Command, cli: Cli): void {
  program
    .command('sources')
    .description('where data comes from: volume, refusals, and what needs a look')
    .action(async ({ json }: { json?: boolean }) => {
      const report = (await (await cli.api('/api/v1/sources')).json()) as SourceReport
      if (json) return cli.print(JSON.stringify(report))
      for (const line of sourceLines(report)) cli.print(line)
    })
}

/** The report as text of 80 columns. */
export function sourceLines(report: SourceReport): string[] {
  const { sources, strangers } = report
  if (sources.length === 0) return ['No source yet.', '→ onecount key create website --kind browser --origin URL']
  const look = sources.filter(({ health }) => health !== 'healthy')
  return [
    'SOURCE              HOW             LAST             28 DAYS  REFUSED  STATE',
    ...sources.map((source) => rowOf(source, report)),
    ...look.flatMap(({ name, why, todo }) => ['', ...wrapBehind(`${name}: `, why), ...wrapBehind('  → ', todo)]),
    ...(strangers > 0 ? ['', ...wrapBehind('! ', strangersText(strangers))] : []),
  ]
}

function strangersText(count: number): string {
  const requests = count === 1 ? '1 request' : `${count} requests`
  return `${requests} of the last 24 hours had a key or address that nobody knows.`
}

function rowOf({ name, ways, lastAt, volume, sent, health }: SourceEntry, { timezone }: SourceReport): string {
  const total = volume.slice(-28).reduce((sum, each) => sum + each, 0)
  const all = sent ? sent.accepted + sent.refused : 0
  const share = sent && all > 0 ? `${((100 * sent.refused) / all).toFixed(1)} %` : '–'
  return [
    cut(name, 18).padEnd(18),
    cut(ways.join(', ') || '–', 14).padEnd(14),
    (lastAt === null ? 'never' : localDay(lastAt, timezone)).padEnd(10),
    total.toLocaleString('en').padStart(12),
    share.padStart(7),
    health,
  ].join('  ')
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
