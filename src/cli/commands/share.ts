// onecount share: the links that show an answer to whoever has them. They are made by onecount ask --share.
import type { Command } from 'commander'
import type { ShareEntry } from '#contract/share.ts'
import { drawTable } from '../answer-table.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { sendJson } from '../send-json.ts'

export function registerShare(program: Command, cli: Cli): void {
  const command = program.command('share').description('links to answers: onecount ask … --share TITLE makes one')
  command
    .command('list')
    .description('all links, newest first')
    .action((options: { json?: boolean }) => list(cli, options))
  command
    .command('revoke')
    .description('end a link; whoever opens it is told so')
    .argument('<id>')
    .action((id: string, options: { json?: boolean }) => revoke(cli, id, options))
}

async function list(cli: Cli, { json }: { json?: boolean }): Promise<void> {
  const { shares } = (await (await cli.api('/api/v1/shares')).json()) as { shares: ShareEntry[] }
  if (json) return cli.print(JSON.stringify({ shares }))
  if (shares.length === 0) return cli.remark('No answer is shared. onecount ask … --share TITLE makes a link.')
  const zone = await planZone(cli)
  const column = (title: string, read: (share: ShareEntry) => string, side: 'left' | 'right' = 'left') => ({
    title,
    cells: shares.map(read),
    side,
  })
  const columns = [
    column('ID', ({ id }) => id),
    column('STATE', (share) => stateOf(share, zone)),
    column('OPENED', ({ opened }) => String(opened), 'right'),
    column('TITLE', ({ title }) => title),
  ]
  for (const line of drawTable(columns)) cli.print(line)
}

async function revoke(cli: Cli, id: string, { json }: { json?: boolean }): Promise<void> {
  const share = await sendJson<ShareEntry>(cli, `/api/v1/shares/${encodeURIComponent(id)}`, undefined, 'DELETE')
  if (json) return cli.print(JSON.stringify(share))
  cli.print(`The link to “${share.title}” is no longer in force.`)
}

function stateOf({ revokedAt, expiresAt }: ShareEntry, zone: string): string {
  const dayOf = (ms: number): string => localDay(ms, zone)
  if (revokedAt !== null) return `revoked ${dayOf(revokedAt)}`
  return expiresAt <= Date.now() ? `over ${dayOf(expiresAt)}` : `until ${dayOf(expiresAt)}`
}
