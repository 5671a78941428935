// onecount person: who somebody is taken to be, and why.
import type { Command } from 'commander'
import type { PersonStory } from '#contract/person.ts'
import { localMinute } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { wrapBehind } from '../wrap.ts'

export function registerPerson(program: Command, cli: Cli): void {
  program
    .command('person')
    .description('who somebody is taken to be, and why')
    .option('--visitor <id>', 'a browser')
    .option('--user <id>', 'a user of yours')
    .option('--lead <id>', 'a lead')
    .option('--email <hash>', 'hash of an e-mail address, as in the ledger')
    .option('--phone <hash>', 'hash of a phone number')
    .action(({ json, ...asked }: { json?: boolean } & Record<string, string>) => tell(cli, asked, json))
}

async function tell(cli: Cli, asked: Record<string, string>, json?: boolean): Promise<void> {
  const query = new URLSearchParams(asked).toString()
  const story = (await (await cli.api(`/api/v1/persons?${query}`)).json()) as PersonStory
  if (json) return cli.print(JSON.stringify(story))
  const { person, identifiers, shared } = story
  const zone = await planZone(cli)
  cli.print(person === story.asked ? person : `${story.asked} is ${person}`)
  for (const { id, seenWith, firstSeen } of identifiers) {
    if (seenWith === null || firstSeen === null) continue
    const since = `${localMinute(firstSeen, zone)} ${zone}`
    for (const line of wrapBehind('  ', `${id}, seen on one record with ${seenWith}, first ${since}`)) cli.print(line)
  }
  for (const { visitor, usedBy } of shared) {
    for (const line of wrapBehind('  ', `${visitor} is nobody's: ${usedBy.join(' and ')} used it`)) cli.print(line)
  }
}
