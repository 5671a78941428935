// onecount demo: Onecount with a sample company in it, from nothing to a sign-in link.
import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { type Language, languages } from '#contract/library.ts'
import { Problem } from '#util/problem.ts'
import { localDay } from '#util/zone.ts'
import { dayMs } from '#util/duration.ts'
import type { Cli } from '../context.ts'
import { type SampleMarker, loadSample, readMarker } from '../sample.ts'
import { startOnecount } from '../up.ts'
import { untilStopped } from './up.ts'

const sample = { seed: 1, visitors: 160_000, months: 13 }

export function registerDemo(program: Command, cli: Cli): void {
  program
    .command('demo')
    .description('start everything with the data of a sample company')
    .option('--visitors <number>', 'how many come to its site', Number, sample.visitors)
    .option('--months <number>', 'how long it has existed', Number, sample.months)
    .addOption(
      new Option('--language <language>', "of its names: the system's where that is one of these, else en").choices(
        languages,
      ),
    )
    .action((options: Options) => demo(cli, options))
}

interface Options {
  visitors: number
  months: number
  language?: Language
  json?: boolean
}

async function demo(cli: Cli, { visitors, months, language, json }: Options): Promise<void> {
  const stop = new AbortController()
  const stopped = untilStopped().then(() => stop.abort())
  const marker = readMarker(cli.settings.dataFolder) ?? newMarker(visitors, months, language ?? systemLanguage())
  const named = marker.language ?? 'en'
  if (language !== undefined && language !== named) throw namedOtherwise(cli, named, language)
  cli.remark('Starting collector and server …')
  const onecount = await startOnecount(cli.settings, (line) => cli.remark(line))
  try {
    if (!marker.loaded) await loadSample(cli, marker, onecount.collectUrl, stop.signal)
  } catch (error) {
    await onecount.stop()
    if (!stop.signal.aborted) throw error
    return cli.remark('Stopped while loading; the next start of the demo loads the rest.')
  }
  const { url, signIn, collectUrl } = onecount
  const dataFolder = resolve(cli.settings.dataFolder)
  if (json) cli.print(JSON.stringify({ url, signIn, collectUrl, dataFolder }))
  else {
    cli.print('The sample company is ready. Open this link to look at it:')
    cli.print(`  ${signIn}`)
    cli.print(`  Data in ${dataFolder}; Ctrl-C stops it, the next start takes seconds.`)
    cli.print(`  ${namesOf[named]}`)
  }
  await stopped
  await onecount.stop()
}

/** What a company calls its points is its own word: pages show it as it is, whatever language they are read in. */
const namesOf: Readonly<Record<Language, string>> = {
  en: 'Its names are English; a folder of its own and --language ja give Japanese ones.',
  ja: 'Its names are Japanese; a folder of its own and --language en give English ones.',
}

function namedOtherwise({ settings }: Cli, named: Language, wanted: Language): Problem {
  const names = { en: 'English', ja: 'Japanese' }
  return new Problem('named_otherwise', `The sample company in ${settings.dataFolder} has ${names[named]} names.`, {
    hint: `Nothing was changed. One with ${names[wanted]} names needs a folder of its own: ONECOUNT_DATA=./onecount-demo-${wanted} onecount demo --language ${wanted}`,
  })
}

/** A company whose last day is yesterday. */
function newMarker(visitors: number, months: number, language: Language): SampleMarker {
  const until = localDay(Date.now() - dayMs, 'Asia/Tokyo')
  return { ...sample, visitors, months, until, language, loaded: false }
}

function systemLanguage(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ja') ? 'ja' : 'en'
}
