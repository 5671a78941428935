// onecount demo: Onecount with a sample company in it, from nothing to a sign-in link.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { type SampleMarker, loadSample, readMarker } from '../sample.ts'
import { startOnecount } from '../up.ts'
import { untilStopped } from './up.ts'

const sample = { seed: 1, visitors: 160_000, months: 13 }
const dayMs = 86_400_000

export function registerDemo(program: Command, cli: Cli): void {
  program
    .command('demo')
    .description('start everything with the data of a sample company')
    .option('--visitors <number>', 'how many come to its site', Number, sample.visitors)
    .option('--months <number>', 'how long it has existed', Number, sample.months)
    .action((options: Options) => demo(cli, options))
}

interface Options {
  visitors: number
  months: number
  json?: boolean
}

async function demo(cli: Cli, { visitors, months, json }: Options): Promise<void> {
  const stop = new AbortController()
  const stopped = untilStopped().then(() => stop.abort())
  const marker = readMarker(cli.settings.dataFolder) ?? newMarker(visitors, months)
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
  }
  await stopped
  await onecount.stop()
}

/** A company whose last day is yesterday, in the system's language where that is one of ours. */
function newMarker(visitors: number, months: number): SampleMarker {
  const until = localDay(Date.now() - dayMs, 'Asia/Tokyo')
  const language = Intl.DateTimeFormat().resolvedOptions().locale.startsWith('ja') ? 'ja' : 'en'
  return { ...sample, visitors, months, until, language, loaded: false }
}
