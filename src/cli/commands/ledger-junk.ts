// onecount ledger junk: sightings that were left out because a machine made them.
import type { Command } from 'commander'
import type { JunkSighting } from '#contract/ledger.ts'
import { localMinute } from '#util/zone.ts'
import { shorten } from '../answer-table.ts'
import { cell } from '../cell.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'

export function registerJunk(ledger: Command, cli: Cli): void {
  ledger
    .command('junk')
    .description('sightings left out as made by machines, newest first, with the reason')
    .action((_options: object, itself: Command) => list(cli, itself.optsWithGlobals<{ json?: boolean }>().json))
}

async function list(cli: Cli, json: boolean | undefined): Promise<void> {
  const answer = (await (await cli.api('/api/v1/ledger/junk')).json()) as { sightings: JunkSighting[] }
  if (json) return cli.print(JSON.stringify(answer))
  if (answer.sightings.length === 0) return cli.remark('Nothing was left out as junk.')
  const zone = await planZone(cli)
  cli.print('WHEN              POINT         WHY        SOURCE      RECORD')
  for (const { time, point, junk, source, recordId } of answer.sightings) {
    const when = localMinute(time, zone)
    cli.print(`${when}  ${cell(point, 13)} ${cell(junk, 10)} ${cell(source, 11)} ${shorten(recordId, 25)}`)
  }
  cli.remark(`Times in ${zone}.`)
  cli.remark('→ the rules: docs/junk.md')
}
