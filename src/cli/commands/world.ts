// onecount world: writes the sample company's files, with what really happened beside them.
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, InvalidArgumentError } from 'commander'
import { type World, createWorld } from '#world/world.ts'
import type { Cli } from '../context.ts'

interface Options {
  seed: number
  visitors: number
  weeks: number
  until: string
  out: string
  json?: boolean
}

export function registerWorld(program: Command, cli: Cli): void {
  program
    .command('world')
    .description('write the files of a sample company whose truth is known')
    .option('--seed <number>', 'another number makes another company', wholeNumber, 1)
    .option('--visitors <number>', 'how many come to its site', wholeNumber, 13_000)
    .option('--weeks <number>', 'how many weeks', wholeNumber, 18)
    .option('--until <day>', 'the last day', isoDay, '2026-06-28')
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

async function writeWorld(cli: Cli, { seed, visitors, weeks, until, out, json }: Options): Promise<void> {
  const world = createWorld({ seed, visitors, weeks, until })
  const folder = resolve(cli.cwd, out)
  mkdirSync(folder, { recursive: true })
  const { files, truth } = world.records()
  const texts: Record<string, string> = {
    'leads.csv': files.leads,
    'deals.csv': files.deals,
    'costs.csv': files.costs,
    'plan.yaml': files.plan,
    'truth.json': `${JSON.stringify(truth, null, 2)}\n`,
  }
  for (const [platform, text] of Object.entries(files.ads)) texts[`ads-${platform}.csv`] = text
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
  await writeEvents(cli, world, truth.events, join(folder, 'events.jsonl'))
  if (json)
    return cli.print(JSON.stringify({ folder, files: ['events.jsonl', ...Object.keys(texts)], truth: truth.total }))
  cli.print(`${folder}: ${truth.events.toLocaleString('en')} events, ${Object.keys(texts).join(', ')}`)
}

async function writeEvents(cli: Cli, world: World, total: number, path: string): Promise<void> {
  const bar = cli.progress('events.jsonl')
  let done = 0
  function* lines(): Generator<string> {
    for (const event of world.events()) {
      yield `${JSON.stringify(event)}\n`
      bar.update((done += 1), total)
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
  bar.stop()
}
