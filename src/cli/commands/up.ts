// `onecount up`: collector and server, until it is told to stop.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Cli } from '../context.ts'
import { startOnecount } from '../up.ts'

export function registerUp(program: Command, cli: Cli): void {
  program
    .command('up')
    .description('start collector and server, and keep them running')
    .option('--json', 'print addresses and sign-in link as one JSON document')
    .action(async (options: { json?: boolean }) => {
      const stopped = untilStopped()
      const onecount = await startOnecount(cli.settings, cli.remark)
      const { url, signIn, collectUrl } = onecount
      const dataFolder = resolve(cli.settings.dataFolder)
      if (options.json) cli.print(JSON.stringify({ url, signIn, collectUrl, dataFolder }))
      else {
        cli.print('Onecount is running.')
        cli.print(`  Sign in    ${signIn}`)
        cli.print(`  Web, API   ${url}`)
        cli.print(`  Collector  ${collectUrl}`)
        cli.print(`  Data       ${dataFolder}`)
        cli.print('Ctrl-C stops it.')
      }
      await stopped
      cli.remark('Stopping: what was taken is being written …')
      await onecount.stop()
    })
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((stop) => {
    process.once('SIGINT', () => stop())
    process.once('SIGTERM', () => stop())
  })
}
