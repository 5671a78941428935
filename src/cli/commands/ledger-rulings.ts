// onecount ledger split, merge, undo, rulings: saying by hand what is one action, and taking that back.
import type { Command } from 'commander'
import type { Ruled, Ruling } from '#contract/ledger.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { wrapBehind } from '../wrap.ts'
import { sendJson } from '../send-json.ts'

const ledger = '/api/v1/ledger'

interface Options {
  sighting: string[]
  why: string
  json?: boolean
}

/** Options that `onecount ledger` has too are taken by it, wherever they stand. */
export function registerRulings(command: Command, cli: Cli): void {
  const why = ['--why <text>', 'why it is so; shown with the conversion'] as const
  command
    .command('split')
    .argument('<id>', 'id of a conversion')
    .requiredOption('--sighting <id...>', 'what is another action: ids of sightings or of their records')
    .requiredOption(...why)
    .description('say that some sightings of a conversion are another action')
    .action((id: string, { sighting, why: reason }: Options, itself: Command) =>
      rule(cli, `${ledger}/${encodeURIComponent(id)}/split`, itself, { sightings: sighting, why: reason }),
    )
  command
    .command('merge')
    .argument('<id>', 'id of a conversion')
    .argument('<other>', 'id of another of the same point')
    .requiredOption(...why)
    .description('say that two conversions are one action')
    .action((id: string, other: string, { why: reason }: Options, itself: Command) =>
      rule(cli, `${ledger}/${encodeURIComponent(id)}/merge`, itself, { with: other, why: reason }),
    )
  command
    .command('undo')
    .argument('<number>', 'number of a merge or split')
    .description('take a merge or split back')
    .action((number: string, _options: Options, itself: Command) =>
      rule(cli, `${ledger}/rulings/${encodeURIComponent(number)}/undo`, itself),
    )
  command
    .command('rulings')
    .description('what was merged and split by hand')
    .action((_options: Options, itself: Command) => list(cli, itself.optsWithGlobals()))
}

async function rule(cli: Cli, path: string, itself: Command, body?: object): Promise<void> {
  const { json } = itself.optsWithGlobals<Options>()
  const ruled = await sendJson<Ruled>(cli, path, body)
  if (json) return cli.print(JSON.stringify(ruled))
  for (const line of rulingLines(ruled.ruling, await planZone(cli))) cli.print(line)
  cli.print('Its sightings are now in:')
  for (const id of ruled.conversions) cli.print(`  ${id}`)
  if (ruled.ruling.undoneAt === null) cli.remark(`→ Take it back: onecount ledger undo ${ruled.ruling.id}`)
}

async function list(cli: Cli, { json }: Options): Promise<void> {
  const { rulings } = (await (await cli.api(`${ledger}/rulings`)).json()) as { rulings: Ruling[] }
  if (json) return cli.print(JSON.stringify({ rulings }))
  if (rulings.length === 0) return cli.remark('Nothing was merged or split by hand.')
  const zone = await planZone(cli)
  for (const ruling of rulings) for (const line of rulingLines(ruling, zone)) cli.print(line)
}

/** A ruling as text of 80 columns. */
export function rulingLines({ id, kind, by, at, why, undoneBy, undoneAt }: Ruling, zone: string): string[] {
  const day = (ms: number): string => localDay(ms, zone)
  const undone = undoneAt === null ? '' : ` (undone by ${undoneBy}, ${day(undoneAt)})`
  const what = kind === 'merge' ? 'merged' : 'split'
  return wrapBehind(`${id}  `, `${what} by ${by}, ${day(at)}: ${why}${undone}`)
}
