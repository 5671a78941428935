// onecount glossary: what a word means, everywhere it is used, and here.
import type { Command } from 'commander'
import type { GlossaryEntry, GlossaryMeaning, GlossaryTerm } from '#contract/glossary.ts'
import type { Cli } from '../context.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'

interface GlossaryOptions {
  language?: string
  json?: boolean
}

export function registerGlossary(program: Command, cli: Cli): void {
  program
    .command('glossary')
    .argument('[term...]', 'a word, in English or Japanese; default: a list of all')
    .option('--language <en|ja>', 'of the answer; default: en')
    .description('what a word means: all meanings in use, and the one that is meant here')
    .action((words: string[], options: GlossaryOptions) =>
      words.length === 0 ? list(cli, options) : look(cli, words.join(' '), options),
    )
}

async function list(cli: Cli, { json, ...query }: GlossaryOptions): Promise<void> {
  const answer = await read<{ terms: GlossaryTerm[] }>(cli, '/api/v1/glossary', query)
  if (json) return cli.print(JSON.stringify(answer))
  for (const { term, meanings } of answer.terms) {
    const several = meanings.length > 1 ? ` (${meanings.length} meanings)` : ''
    cli.print(term + several)
  }
  cli.remark('→ onecount glossary TERM')
}

async function look(cli: Cli, word: string, { json, ...query }: GlossaryOptions): Promise<void> {
  const entry = await read<GlossaryEntry>(cli, `/api/v1/glossary/${encodeURIComponent(word)}`, query)
  if (json) return cli.print(JSON.stringify(entry))
  for (const line of entryLines(entry).slice(0, -1)) cli.print(line)
}

function entryLines({ term, meanings }: GlossaryEntry): string[] {
  const ours = meanings.filter((meaning) => meaning.ours)
  const others = meanings.filter((meaning) => !meaning.ours)
  const here = ours.length === 0 ? [] : [`${term} means here:`, '', ...ours.flatMap(meaningLines)]
  if (others.length === 0) return here
  const heading = ours.length === 0 ? `${term} is used for:` : 'Others also mean:'
  return [...here, heading, '', ...others.flatMap(meaningLines)]
}

function meaningLines({ name, definition, source, metric }: GlossaryMeaning): string[] {
  return [
    ...wrapBehind('  ', name),
    ...wrapBehind('    ', definition),
    ...(metric === null ? [] : wrapBehind('    → ', `onecount ask --metric ${metric}`)),
    ...wrapBehind('    Source: ', source),
    '',
  ]
}

async function read<T>(cli: Cli, path: string, query: { language?: string }): Promise<T> {
  const search = new URLSearchParams(query).toString()
  const answer = await inOptions(cli.api(search === '' ? path : `${path}?${search}`), { language: '--language' })
  return (await answer.json()) as T
}
