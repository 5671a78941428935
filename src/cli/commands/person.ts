// onecount person: who somebody is taken to be, and why.
import type { Command } from 'commander'
import type { PersonStory } from '#contract/person.ts'
import { emailKeys, hashIfEmail, phoneKeys } from '#util/personal.ts'
import { Problem } from '#util/problem.ts'
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
    .option('--email <address>', 'e-mail address, or its SHA-256 as in the ledger')
    .option('--phone <number>', 'phone number with its country code, or its SHA-256')
    .action(({ json, ...asked }: { json?: boolean } & Record<string, string>) => tell(cli, asked, json))
}

/** As identifiers are stored; hashed here, since addresses of questions end up in logs. */
function stored(kind: string, text: string): string {
  if (kind === 'email') return emailKeys(text)?.['email'] ?? refuse('--email', 'e-mail address', 'name@example.com')
  if (kind === 'phone') return phoneKeys(text)?.['phone'] ?? refuse('--phone', 'phone number', '+81 90 1234 5678')
  return hashIfEmail(text)
}

function refuse(option: string, what: string, example: string): never {
  throw new Problem('no_such_identifier', `That is no ${what}.`, {
    details: [{ field: option, message: 'cannot be read', hint: `Write it as ${example}, or give its SHA-256.` }],
  })
}

async function tell(cli: Cli, asked: Record<string, string>, json?: boolean): Promise<void> {
  const query = new URLSearchParams(
    Object.entries(asked).map(([kind, text]): [string, string] => [kind, stored(kind, text)]),
  ).toString()
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
