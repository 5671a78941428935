// onecount user: who signs in, and what each may do.
import { type Command, Option } from 'commander'
import { type InvitedUser, type UserEntry, roles } from '#contract/user.ts'
import { localDay } from '#util/zone.ts'
import type { Cli } from '../context.ts'
import { planZone } from '../plan-zone.ts'
import { wrapBehind } from '../wrap.ts'
import { sendJson } from '../send-json.ts'

const users = '/api/v1/users'

interface Output {
  json?: boolean
}

export function registerUser(program: Command, cli: Cli): void {
  const user = program.command('user').description('people who sign in: add, list, link, role, departments, remove')
  user
    .command('add')
    .argument('<name>', 'name or e-mail address; plans that the user agrees to carry it')
    .addOption(new Option('--role <role>', 'what the user may do').choices(roles).default('viewer'))
    .option('--department <name...>', 'for whom the user may agree to a plan')
    .description('add a user; the sign-in link is shown once')
    .action((name: string, options: Output & { role: string; department?: string[] }) => add(cli, name, options))
  user
    .command('list')
    .description('all users and their roles')
    .action((options: Output) => list(cli, options))
  user
    .command('link')
    .argument('<name>', 'name or id')
    .description('make a new sign-in link; the old one and all sessions end')
    .action((name: string, options: Output) => link(cli, name, options))
  user
    .command('role')
    .argument('<name>', 'name or id')
    .argument('<role>', roles.join(', '))
    .description('change what a user may do')
    .action((name: string, role: string, options: Output) => change(cli, name, role, options))
  user
    .command('departments')
    .argument('<name>', 'name or id')
    .argument('[department...]', 'departments that a plan names; none: nobody')
    .description('say for whom a user may agree to a plan; admins may for all')
    .action((name: string, departments: string[], options: Output) => speakFor(cli, name, departments, options))
  user
    .command('remove')
    .argument('<name>', 'name or id')
    .description('end the link and all sessions of a user')
    .action((name: string, options: Output) => remove(cli, name, options))
}

function send<T>(cli: Cli, method: string, path: string, body?: object): Promise<T> {
  return sendJson<T>(cli, users + path, body, method)
}

async function add(
  cli: Cli,
  name: string,
  { role, department: departments, json }: Output & { role: string; department?: string[] },
): Promise<void> {
  await tellLink(cli, await send<InvitedUser>(cli, 'POST', '', { name, role, departments }), json)
}

async function link(cli: Cli, name: string, { json }: Output): Promise<void> {
  await tellLink(cli, await send<InvitedUser>(cli, 'POST', `/${encodeURIComponent(name)}/link`), json)
}

async function tellLink(cli: Cli, user: InvitedUser, json: boolean | undefined): Promise<void> {
  if (json) return cli.print(JSON.stringify(user))
  cli.print(user.link)
  const until = localDay(user.linkUntil, await planZone(cli))
  const text = `Signs ${user.name} in as ${user.role} until ${until}; it is shown this once. Send it to nobody else.`
  for (const line of wrapBehind('', text)) cli.remark(line)
}

async function list(cli: Cli, { json }: Output): Promise<void> {
  const { users: entries } = (await (await cli.api(users)).json()) as { users: UserEntry[] }
  if (json) return cli.print(JSON.stringify({ users: entries }))
  if (entries.length === 0) {
    cli.remark('There is no user yet; the admin link of `onecount doctor` signs in.')
    return cli.remark('→ onecount user add ann --role editor')
  }
  const zone = await planZone(cli)
  cli.print('NAME                            ROLE    SIGNED IN   AGREES FOR')
  for (const { name, role, signedInAt, departments } of entries) {
    const signedIn = signedInAt === null ? 'never' : localDay(signedInAt, zone)
    cli.print([name.padEnd(31), role.padEnd(7), signedIn.padEnd(11), departments.join(', ')].join(' ').trimEnd())
  }
}

async function change(cli: Cli, name: string, role: string, { json }: Output): Promise<void> {
  const user = await send<UserEntry>(cli, 'POST', `/${encodeURIComponent(name)}/role`, { role })
  if (json) return cli.print(JSON.stringify(user))
  cli.remark(`${user.name} is ${user.role} from now on.`)
}

async function speakFor(cli: Cli, name: string, departments: string[], { json }: Output): Promise<void> {
  const user = await send<UserEntry>(cli, 'POST', `/${encodeURIComponent(name)}/departments`, { departments })
  if (json) return cli.print(JSON.stringify(user))
  const whom = user.departments.length === 0 ? 'nobody' : user.departments.join(', ')
  for (const line of wrapBehind('', `${user.name} may agree to a plan for ${whom}.`)) cli.remark(line)
}

async function remove(cli: Cli, name: string, { json }: Output): Promise<void> {
  const user = await send<UserEntry>(cli, 'DELETE', `/${encodeURIComponent(name)}`)
  if (json) return cli.print(JSON.stringify(user))
  cli.remark(`Removed ${user.name}: the link and all sessions have ended.`)
}
