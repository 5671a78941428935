// onecount recount: counts everything again from raw data and compares it with the ledger.
import type { Command } from 'commander'
import type { RecountResult } from '#count/recount.ts'
import { Problem } from '#util/problem.ts'
import type { Cli } from '../context.ts'
import { followProgress } from '../follow.ts'

export function registerRecount(program: Command, cli: Cli): void {
  program
    .command('recount')
    .description('count everything again and compare it with the ledger')
    .option('--repair', 'set right what differs')
    .option('--json', 'print one JSON document')
    .action(async ({ repair, json }: { repair?: boolean; json?: boolean }) => {
      const response = await cli.api(`/api/v1/recount${repair ? '?repair=1' : ''}`, { method: 'POST' })
      const results = await followProgress<RecountResult[]>(cli, 'Counting', response)
      if (json) cli.print(JSON.stringify(results))
      else for (const result of results) cli.print(describe(result, repair === true))
      if (!json && results.length === 0) cli.print('No plan has been agreed yet, so nothing is counted.')
      const wrong = results.filter(differs)
      if (wrong.length > 0 && !repair) {
        throw new Problem(
          'ledger_differs',
          `The ledger differs from the raw data in ${wrong.length} of ${results.length} points.`,
          {
            hint: 'To set it right, run: onecount recount --repair',
          },
        )
      }
    })
}

function differs(result: RecountResult): boolean {
  return result.opened + result.closed + result.sightings > 0
}

function describe(result: RecountResult, repaired: boolean): string {
  if (!differs(result)) return `${result.point}: the same, row for row.`
  const { opened, closed, sightings } = result
  return `${result.point}: ${opened} rows to add, ${closed} to close, ${sightings} sightings${repaired ? ', set right' : ''}.`
}
