// The command line as a whole: its commands in groups, its exit codes, and how it speaks of errors.
import { type Command, CommanderError, Option, createCommand } from 'commander'
import { Problem } from '#util/problem.ts'
import { registerAllocate } from './commands/allocate.ts'
import { registerAction } from './commands/action.ts'
import { registerAlert } from './commands/alert.ts'
import { registerAsk } from './commands/ask.ts'
import { registerAttribution } from './commands/attribution.ts'
import { registerChannel } from './commands/channel.ts'
import { registerDemo } from './commands/demo.ts'
import { registerDoctor } from './commands/doctor.ts'
import { registerExport } from './commands/export.ts'
import { registerDrift } from './commands/drift.ts'
import { registerGaps } from './commands/gaps.ts'
import { registerGlossary } from './commands/glossary.ts'
import { registerImport } from './commands/import.ts'
import { registerKey } from './commands/key.ts'
import { registerLedger } from './commands/ledger.ts'
import { registerMigrate } from './commands/migrate.ts'
import { registerPerson } from './commands/person.ts'
import { registerPlan } from './commands/plan.ts'
import { registerPrivacy } from './commands/privacy.ts'
import { registerRecount } from './commands/recount.ts'
import { registerReport } from './commands/report.ts'
import { registerShare } from './commands/share.ts'
import { registerScorecard } from './commands/scorecard.ts'
import { registerSource } from './commands/source.ts'
import { registerSources } from './commands/sources.ts'
import { registerTarget } from './commands/target.ts'
import { registerUp } from './commands/up.ts'
import { registerUser } from './commands/user.ts'
import { registerWorld } from './commands/world.ts'
import { isServerGone } from './connection.ts'
import type { Cli } from './context.ts'
import { wrapBehind } from './wrap.ts'

/** 0 done · 1 it failed, stderr says why · 2 the command line itself is wrong. */
type ExitCode = 0 | 1 | 2

/** All commands, grouped as the help shows them. */
export function createProgram(cli: Cli, version: string): Command {
  const program = createCommand('onecount')
    .description('One definition, counted once: conversions defined, measured, answered.')
    .version(version)
    .configureHelp({ helpWidth: 80, minWidthToWrap: 30, showGlobalOptions: false })
    .showHelpAfterError('(add --help to see how it is used)')
    .exitOverride()

  program.commandsGroup('Start and look after:')
  registerUp(program, cli)
  registerDoctor(program, cli)
  registerMigrate(program, cli)
  registerDemo(program, cli)
  registerUser(program, cli)
  registerPrivacy(program, cli)
  program.commandsGroup('Measure:')
  registerKey(program, cli)
  registerSource(program, cli)
  registerSources(program, cli)
  registerImport(program, cli)
  registerRecount(program, cli)
  registerWorld(program, cli)
  program.commandsGroup('Define:')
  registerGlossary(program, cli)
  registerPlan(program, cli)
  registerChannel(program, cli)
  registerTarget(program, cli)
  registerAllocate(program, cli)
  program.commandsGroup('Ask:')
  registerAsk(program, cli)
  registerScorecard(program, cli)
  registerAttribution(program, cli)
  registerLedger(program, cli)
  registerPerson(program, cli)
  registerExport(program, cli)
  registerShare(program, cli)
  registerGaps(program, cli)
  registerDrift(program, cli)
  registerAction(program, cli)
  registerAlert(program, cli)
  registerReport(program, cli)
  program.commands.forEach(everyCommandSpeaksJson)
  optionsBelongToWhatTheyFollow(program)
  return program
}

/** `target list --json` is the list's: a command that does something of its own would keep what its subcommands share. */
function optionsBelongToWhatTheyFollow(command: Command): void {
  command.enablePositionalOptions()
  command.commands.forEach(optionsBelongToWhatTheyFollow)
}

function everyCommandSpeaksJson(command: Command): void {
  command.commands.forEach(everyCommandSpeaksJson)
  const groupOnly = command.commands.length > 0 && command.registeredArguments.length === 0
  if (groupOnly || command.options.some((option) => option.long === '--json')) return
  command.addOption(new Option('--json', 'print one JSON document'))
}

/** Runs one command line to its end; errors are told on stderr. */
export async function run(program: Command, cli: Cli, args: readonly string[]): Promise<ExitCode> {
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    for (const line of describeError(error, Boolean(process.env['ONECOUNT_DEBUG']))) cli.remark(line)
    return 1
  }
}

/** What happened, the fields it concerns, what to do; a stack only when asked for. */
function describeError(error: unknown, debug: boolean): string[] {
  if (error instanceof Problem) return describeProblem(error)
  if (!(error instanceof Error)) return [`onecount: ${String(error)}`]
  if (debug) return [error.stack ?? error.message]
  if (isServerGone(error)) {
    const hint = 'Ask again in a moment; `onecount doctor` says what is wrong if it goes away again.'
    return ['onecount: The server went away before it had answered.', ...wrapBehind('  → ', hint)]
  }
  return [`onecount: ${error.message}`, '  ONECOUNT_DEBUG=1 shows where this comes from.']
}

/** A query's one fault is told as `from is no day`: under the name of the option that was typed. */
function headlineOf({ message, details }: Problem): string {
  const [only] = details
  const isOfField = details.length === 1 && /^\S+$/.test(message.slice(0, -only!.message.length).trim())
  return isOfField && message.endsWith(` ${only!.message}`) ? `${only!.field} ${only!.message}` : message
}

function describeProblem(problem: Problem): string[] {
  const headline = headlineOf(problem)
  const lines = wrapBehind('onecount: ', headline)
  for (const detail of problem.details) {
    const told = headline.endsWith(detail.message)
    const field = told && headline.startsWith(`${detail.field} `) ? '' : detail.field
    const what = [field, told ? '' : detail.message].filter(Boolean).join(': ')
    if (what) lines.push(...wrapBehind('  ', what))
    if (detail.hint) lines.push(...wrapBehind('  → ', detail.hint))
  }
  return lines
}
