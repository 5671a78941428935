// onecount world: writes the sample company's files, with what really happened and what can be known beside them.
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, InvalidArgumentError } from 'commander'
import type { Books } from '#world/books.ts'
import { junkTruth } from '#world/people/machines.ts'
import { type Injection, readInjection } from '#world/setting/inject.ts'
import { sources } from '#world/sources/seen.ts'
import { type Part, type Sent, type World, createWorld } from '#world/world.ts'
import type { Cli } from '../context.ts'

interface Options {
  seed: number
  visitors: number
  months: number
  until: string
  inject?: Injection[]
  out: string
  json?: boolean
}

export function registerWorld(program: Command, cli: Cli): void {
  program
    .command('world')
    .description('write the files of a sample company whose truth is known')
    .option('--seed <number>', 'another number makes another company', wholeNumber, 1)
    .option('--visitors <number>', 'how many come to its site', wholeNumber, 20_000)
    .option('--months <number>', 'how many months', wholeNumber, 13)
    .option('--until <day>', 'the last day', isoDay, '2026-06-28')
    .option(
      '--inject <cause:size:from..to>',
      'drift to be found, such as cvr:0.7:2026-05-01..2026-05-14; repeatable',
      addInjection,
    )
    .requiredOption('--out <folder>', 'where to write')
    .action((options: Options) => writeWorld(cli, options))
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new InvalidArgumentError('Give a whole number above 0.')
}

function isoDay(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw new InvalidArgumentError('Give a day such as 2026-06-28.')
}

function addInjection(text: string, before: Injection[] = []): Injection[] {
  return [...before, readInjection(text)]
}

async function writeWorld(cli: Cli, { seed, visitors, months, until, inject = [], out, json }: Options): Promise<void> {
  const world = createWorld({ seed, visitors, months, until, injections: inject })
  const folder = resolve(cli.cwd, out)
  mkdirSync(folder, { recursive: true })
  const books = world.openBooks()
  const sent = await writeEvents(cli, world, books, folder)
  const texts = textsOf(books, world)
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
  const names = [...sources.map((source) => `events-${source}.jsonl`), ...Object.keys(texts)]
  const { total, observable } = books.summary()
  if (json) return cli.print(JSON.stringify({ folder, files: names, events: sent, total, observable }))
  cli.print(`${folder}: ${sent.toLocaleString('en')} events`)
  for (const name of names) cli.print(`  ${name}`)
}

function textsOf(books: Books, world: World): Record<string, string> {
  const { ads, ...files } = books.files()
  const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const machines = [...world.machines()]
  return {
    'events-machines.jsonl': lines(machines.flatMap(({ events }) => events)),
    'leads.csv': files.leads,
    'deals.csv': files.deals,
    'contracts.csv': files.contracts,
    'costs.csv': files.costs,
    ...Object.fromEntries(Object.entries(ads).map(([platform, text]) => [`ads-${platform}.csv`, text])),
    'ga4.csv': files.ga4,
    'crm.csv': files.crm,
    'plan.yaml': files.plan,
    'truth.json': `${JSON.stringify(books.summary(), null, 2)}\n`,
    'truth_total.jsonl': lines(books.real),
    'truth_observable.jsonl': lines(books.observable),
    'truth_junk.jsonl': lines(machines.flatMap(junkTruth)),
  }
}

/** One file of events a source. Returns how many events there are, repeats included. */
async function writeEvents(cli: Cli, world: World, books: Books, folder: string): Promise<number> {
  const { visitors } = world.setting.options
  const bar = cli.progress('Events')
  const others = new Map(sources.map((source): [string, string[]] => [source, []]))
  let [made, sent] = [0, 0]
  function* parts(): Generator<Part> {
    for (const part of world.parts()) {
      books.add(part)
      bar.update((made += part.visitors.length), visitors)
      yield part
    }
  }
  const lineOf = ({ event }: Sent): string => `${JSON.stringify(event)}\n`
  function* websiteLines(): Generator<string> {
    for (const one of world.send(parts())) {
      sent += 1
      if (one.source === 'website') yield lineOf(one)
      else others.get(one.source)!.push(lineOf(one))
    }
  }
  await pipeline(Readable.from(websiteLines()), createWriteStream(join(folder, 'events-website.jsonl')))
  bar.stop()
  others.delete('website')
  for (const [source, lines] of others) writeFileSync(join(folder, `events-${source}.jsonl`), lines.join(''))
  return sent
}
