// onecount channel: the rules that give visits their channels, and which of them a visit would get.
import type { Command } from 'commander'
import type { ChannelRuleView, ChannelRules, ChannelTested } from '#contract/channels.ts'
import type { Cli } from '../context.ts'
import { wrapBehind } from '../wrap.ts'

interface Output {
  json?: boolean
}

export function registerChannel(program: Command, cli: Cli): void {
  const channel = program.command('channel').description('how visits get their channel')
  channel
    .command('list')
    .description('the rules in force, in their order')
    .action((options: Output) => list(cli, options))
  channel
    .command('test')
    .description('which channel a visit would get, and by which rule')
    .option('--url <address>', 'address of the first page, with its parameters')
    .option('--referrer <address>', 'address that it was reached from')
    .option('--source <name>', 'source of the key that sends it')
    .action((options: Output & { url?: string; referrer?: string; source?: string }) => test(cli, options))
}

const origins = { plan: "the plan's", built_in: 'built in' } as const

async function list(cli: Cli, { json }: Output): Promise<void> {
  const found = (await (await cli.api('/api/v1/channels')).json()) as ChannelRules
  if (json) return cli.print(JSON.stringify(found))
  const own = found.rules.filter(({ from }) => from === 'plan')
  if (found.planVersion !== null && own.length > 0) cli.print(`Of version ${found.planVersion} of the plan:`)
  for (const rule of own) printRule(cli, rule)
  cli.print(own.length > 0 ? 'Then, built in:' : 'Built in (the plan has no rules of its own):')
  for (const rule of found.rules) if (rule.from === 'built_in') printRule(cli, rule)
  const { timeoutMinutes, newCampaign } = found.sessions
  const campaigns = newCampaign ? 'so does another campaign' : 'another campaign does not'
  cli.print(`${timeoutMinutes} minutes of silence end a visit; ${campaigns}.`)
  if (found.countedAgain !== null) {
    cli.remark(`These rules are new: ${Math.floor(found.countedAgain * 100)} % is counted again by them.`)
  }
  cli.remark('→ Rules of your own stand in the plan, under channels: and sessions:')
}

function printRule(cli: Cli, { number, channel, words, label }: ChannelRuleView): void {
  const name = label === null || label.en === channel ? '' : `${label.en}: `
  const head = (number === 0 ? 'else' : String(number)).padStart(4)
  for (const line of wrapBehind(`${head}  ${channel.padEnd(16)}  `, `${name}${words.en}`)) cli.print(line)
}

async function test(
  cli: Cli,
  { json, ...given }: Output & { url?: string; referrer?: string; source?: string },
): Promise<void> {
  const query = new URLSearchParams(given).toString()
  const tested = (await (await cli.api(`/api/v1/channels/test?${query}`)).json()) as ChannelTested
  if (json) return cli.print(JSON.stringify(tested))
  const { channel, rule, paid, read } = tested
  cli.print(`${channel}${paid ? ', paid for' : ''}`)
  const which = rule.number === 0 ? 'no rule holds' : `by rule ${rule.number}, ${origins[rule.from]}`
  for (const line of wrapBehind('  ', `${which}: ${rule.words.en}`)) cli.print(line)
  const seen = Object.entries(read).filter(([, value]) => value !== '')
  for (const line of wrapBehind(
    '  ',
    `read: ${seen.map(([name, value]) => `${name} ${value}`).join(', ') || 'nothing'}`,
  ))
    cli.print(line)
}
