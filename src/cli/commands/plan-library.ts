// onecount plan library, template, suggest: where a plan can come from.
import type { Command } from 'commander'
import {
  type LibraryPoint,
  type Platform,
  type Suggestion,
  type Suggestions,
  type Template,
  type TemplatePlan,
  platformNames,
} from '#contract/library.ts'
import { describeMatch, describeOncePer } from '#plan/describe.ts'
import { pointText } from '#plan/library/template.ts'
import type { Cli } from '../context.ts'
import { inOptions } from '../option-names.ts'
import { wrapBehind } from '../wrap.ts'

interface Output {
  json?: boolean
}

export function registerPlanLibrary(plan: Command, cli: Cli): void {
  plan
    .command('library')
    .argument('[id]', 'a point; default: a list of all')
    .description('conversion points that are ready to use, with the snippets that measure them')
    .action((id: string | undefined, options: Output) =>
      id === undefined ? list(cli, options) : show(cli, id, options),
    )
  plan
    .command('template')
    .argument('[name]', 'a business; default: a list of all')
    .option('--language <en|ja>', 'of names and comments; default: en')
    .description('print a plan to start with: onecount plan template saas > plan.yaml')
    .action((name: string | undefined, options: Output & { language?: string }) => template(cli, name, options))
  plan
    .command('suggest')
    .description('events that are collected and that no point matches')
    .action((options: Output) => suggest(cli, options))
}

async function list(cli: Cli, { json }: Output): Promise<void> {
  const answer = await read<{ points: LibraryPoint[] }>(cli, '/api/v1/library')
  if (json) return cli.print(JSON.stringify(answer))
  let category = ''
  for (const point of answer.points) {
    if (point.category !== category) cli.print(`${category === '' ? '' : '\n'}${categories[point.category]}`)
    category = point.category
    for (const line of wrapBehind(`  ${point.id.padEnd(23)}${point.point.tier.padEnd(7)}`, point.what.en))
      cli.print(line)
  }
  cli.remark('→ onecount plan library ID shows rule, snippets and names at ad platforms')
}

const categories: Record<LibraryPoint['category'], string> = {
  purchase: 'Purchase and contract',
  lead: 'Leads',
  member: 'Members',
  engagement: 'Engagement',
}

async function show(cli: Cli, id: string, { json }: Output): Promise<void> {
  const point = await read<LibraryPoint>(cli, `/api/v1/library/${encodeURIComponent(id)}`)
  if (json) return cli.print(JSON.stringify(point))
  for (const line of pointLines(point)) cli.print(line)
}

function pointLines(entry: LibraryPoint): string[] {
  const { id, name, what, point, browser, server, notWhen, otherwise } = entry
  const value = point.value?.from === undefined ? '' : `, with its ${point.value.from}`
  const lines = (text: string): string[] => text.split('\n').map((line) => `  ${line}`)
  return [
    `${id}: ${name.en} · ${name.ja}`,
    ...wrapBehind('', what.en),
    '',
    ...wrapBehind('Counts:     ', `${describeMatch(point.match)}, ${describeOncePer(point)}${value}`),
    ...wrapBehind('Usual tier: ', point.tier),
    ...wrapBehind('When not:   ', notWhen.en),
    ...(otherwise ? wrapBehind('Otherwise:  ', otherwise.en) : []),
    '',
    ...(browser === null ? ['On pages: nothing; no page sees it.'] : ['On pages:', ...lines(browser)]),
    '',
    'From a server:',
    ...lines(server),
    '',
    'What ad platforms call it (* a name of your own, they have none):',
    ...platformLines(entry),
    '',
    'In plan.yaml:',
    pointText(point),
  ]
}

function platformLines({ platforms }: LibraryPoint): string[] {
  return Object.entries(platforms).map(([platform, { event, standard }]) => {
    return `  ${platformNames[platform as Platform].padEnd(20)}${event}${standard ? '' : ' *'}`
  })
}

async function template(
  cli: Cli,
  name: string | undefined,
  { json, language }: Output & { language?: string },
): Promise<void> {
  if (name === undefined) {
    const answer = await read<{ templates: Template[] }>(cli, '/api/v1/templates')
    if (json) return cli.print(JSON.stringify(answer))
    for (const each of answer.templates) {
      for (const line of wrapBehind(each.name.padEnd(13), `${each.title.en}: ${each.forWhom.en}`)) cli.print(line)
      const points = `macro ${each.macro}; micros ${each.micros.join(', ')}`
      for (const line of wrapBehind(' '.repeat(13), points)) cli.print(line)
    }
    return cli.remark('→ onecount plan template NAME > plan.yaml')
  }
  const query = language === undefined ? '' : `?language=${encodeURIComponent(language)}`
  const path = `/api/v1/templates/${encodeURIComponent(name)}${query}`
  const found = await inOptions(read<TemplatePlan>(cli, path), { language: '--language' })
  if (json) return cli.print(JSON.stringify(found))
  cli.print(found.yaml.trimEnd())
  cli.remark('→ onecount plan check plan.yaml, then: onecount plan propose plan.yaml')
}

async function suggest(cli: Cli, { json }: Output): Promise<void> {
  const answer = await read<Suggestions>(cli, '/api/v1/plans/suggestions')
  if (json) return cli.print(JSON.stringify(answer))
  const { suggestions } = answer
  if (suggestions.length === 0)
    return cli.print('Nothing to suggest: each event of the last 90 days has a point, or is no outcome.')
  for (const suggestion of suggestions) for (const line of suggestionLines(suggestion)) cli.print(line)
}

function suggestionLines({ event, count, sources, library, point }: Suggestion): string[] {
  const from = sources.length === 1 ? `from ${sources[0]}` : `from ${sources.length} sources (${sources.join(', ')})`
  const times = count === 1 ? 'once' : `${count.toLocaleString('en')} times`
  const text = `${event} arrived ${times} ${from}`
  if (point === null) return [...wrapBehind('', `${text}.`), `  match: { event: ${JSON.stringify(event)} }`, '']
  return [...wrapBehind('', `${text}: make it a point? It looks like ${library}.`), pointText(point, false), '']
}

async function read<T>(cli: Cli, path: string): Promise<T> {
  return (await (await cli.api(path)).json()) as T
}
