// `onecount doctor`: is all well, and if not, what to do.
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Finding } from '#contract/checkup.ts'
import { signInLink } from '#http/session.ts'
import { Problem } from '#util/problem.ts'
import { type Settings, localAddress } from '#util/settings.ts'
import { knownAdminToken } from '../admin-token.ts'
import type { Cli } from '../context.ts'
import { type RunningServer, findServer, serverToReturn } from '../running-server.ts'
import { wrapBehind } from '../wrap.ts'

export function registerDoctor(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description('check data folder, engines, disk, clock and keys, and say what to do')
    .action(async (options: { json?: boolean }) => {
      const findings = await examine(cli)
      const healthy = findings.every(({ state }) => state !== 'wrong')
      if (options.json) cli.print(JSON.stringify({ healthy, findings }))
      else for (const line of findings.flatMap(describe)) cli.print(line)
      if (!healthy) process.exitCode = 1
    })
}

async function examine(cli: Cli): Promise<Finding[]> {
  const { settings } = cli
  const folder = checkFolder(settings)
  const around = [checkNode(), folder, ...(await checkServer(settings))]
  // looking must not make the folder
  if (!existsSync(settings.dataFolder) || folder.state === 'wrong') return around
  try {
    const inside = (await (await cli.api('/api/v1/checkup')).json()) as { findings: Finding[] }
    return [...around, ...inside.findings]
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    const hint = error instanceof Problem ? error.details[0]?.hint : undefined
    return [...around, { what: 'store', state: 'wrong', found, ...(hint && { todo: hint }) }]
  }
}

function checkNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const found = `Node.js ${process.versions.node} on ${process.platform}`
  if (major > 20 || (major === 20 && minor >= 20)) return { what: 'node', state: 'ok', found }
  return { what: 'node', state: 'wrong', found, todo: 'Install Node.js 20.20 or newer.' }
}

function checkFolder({ dataFolder }: Settings): Finding {
  const what = 'data folder'
  const path = resolve(dataFolder)
  if (!existsSync(path)) {
    const todo = 'The first command that stores something makes it. ONECOUNT_DATA names another.'
    return { what, state: 'warn', found: `${path} does not exist yet`, todo }
  }
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return {
      what,
      state: 'wrong',
      found: `${path} cannot be written`,
      todo: `Give it to this user: chown -R $USER ${path}`,
    }
  }
  const open = statSync(path).mode & 0o077
  if (open === 0) return { what, state: 'ok', found: `${path}, for its owner only` }
  return { what, state: 'warn', found: `${path} can be read by others`, todo: `Close it: chmod 700 ${path}` }
}

/** A server that died is usually back within this time. */
const returnsWithinMs = 10_000
const lookAgainMs = 200

/** @param waitMs for a server that is being started again. */
export async function checkServer(settings: Settings, waitMs = returnsWithinMs): Promise<Finding[]> {
  const { dataFolder } = settings
  const giveUpAt = Date.now() + waitMs
  let server = await findServer(dataFolder)
  while (!server && Date.now() < giveUpAt && serverToReturn(dataFolder)) {
    await new Promise((resolved) => setTimeout(resolved, lookAgainMs))
    server = await findServer(dataFolder)
  }
  const returning = server ? undefined : serverToReturn(dataFolder)
  if (returning) return [startsAgain(returning.supervisor), await checkCollector(collectorOf(returning, settings))]
  if (!server) return checkPorts(settings)
  const token = knownAdminToken(settings)
  // its port may not be the one that is set here
  const isSet = settings.publicUrl !== `http://${settings.host}:${settings.port}`
  const publicUrl = isSet ? settings.publicUrl : server.address
  const link = token ? `; sign in at ${signInLink({ ...settings, publicUrl }, token)}` : ''
  return [
    { what: 'server', state: 'ok', found: `runs at ${server.address} (process ${server.pid})${link}` },
    await checkCollector(collectorOf(server, settings)),
  ]
}

function collectorOf({ collector }: RunningServer, { collectHost, collectPort }: Settings): string {
  return collector ?? localAddress(collectHost, collectPort)
}

function startsAgain(supervisor: number): Finding {
  const found = `is starting again: it ended, and process ${supervisor} (onecount up) starts it anew`
  const todo = 'Look again in a minute; the log of onecount up says why it ended.'
  return { what: 'server', state: 'warn', found, todo }
}

/** What to do when the collector takes no events, by the reason that it gives. */
export function adviceFor(reason: string): string {
  if (!reason.includes('wait to be loaded')) return 'Free some disk space.'
  return 'See that the server runs and loads them (onecount up), or raise ONECOUNT_JOURNAL_MAX_MB and start again.'
}

async function checkCollector(address: string): Promise<Finding> {
  const what = 'collector'
  try {
    const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) })
    if (answer.ok) return { what, state: 'ok', found: `takes events at ${address}` }
    const body = (await answer.json()) as { error?: { message?: string } }
    return {
      what,
      state: 'wrong',
      found: body.error?.message ?? `answers ${answer.status}`,
      todo: adviceFor(body.error?.message ?? ''),
    }
  } catch {
    const todo = 'Stop the server and start both parts: onecount up.'
    return { what, state: 'wrong', found: `does not answer at ${address}`, todo }
  }
}

async function checkPorts({ host, port, collectHost, collectPort }: Settings): Promise<Finding[]> {
  const server: Finding = { what: 'server', state: 'warn', found: 'does not run', todo: 'Start it: onecount up' }
  return [
    server,
    await checkPort('ONECOUNT_PORT', host, port),
    await checkPort('ONECOUNT_COLLECT_PORT', collectHost, collectPort),
  ]
}

function checkPort(variable: string, host: string, port: number): Promise<Finding> {
  return new Promise((done) => {
    const what = `port ${port}`
    const probe = createServer()
    probe.once('error', (error) => {
      const todo = `Stop the program that listens there, or set ${variable} to another port.`
      done({ what, state: 'warn', found: `cannot be used: ${error.message}`, todo })
    })
    probe.listen(port, host, () => probe.close(() => done({ what, state: 'ok', found: 'is free' })))
  })
}

function describe({ what, state, found, todo }: Finding): string[] {
  const opening = `${state.padEnd(6)} ${what.padEnd(15)} `
  return [...wrapBehind(opening, found), ...(todo ? wrapBehind(`${' '.repeat(opening.length)}→ `, todo) : [])]
}
