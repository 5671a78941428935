// `onecount migrate`: brings the tables of a data folder up to date; every start does the same.
import type { Command } from 'commander'
import type { MigrationState } from '#store/migrations.ts'
import type { Cli } from '../context.ts'

export function registerMigrate(program: Command, cli: Cli): void {
  program
    .command('migrate')
    .description('bring the tables of the data folder up to date')
    .action(async (options: { json?: boolean }) => {
      const { engines } = (await (await cli.api('/api/v1/migrations')).json()) as { engines: MigrationState[] }
      if (options.json) return cli.print(JSON.stringify({ engines }))
      for (const { engine, applied, shipped } of engines) cli.print(`${engine}: ${applied} of ${shipped} applied`)
    })
}
