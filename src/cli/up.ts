// Onecount as a whole: checked, started and supervised.
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { Problem } from '#util/problem.ts'
import { signInLink } from '#http/session.ts'
import type { Settings } from '#util/settings.ts'
import { adminToken } from './admin-token.ts'
import { findServer } from './running-server.ts'
import { Supervised } from './supervisor.ts'

export interface RunningOnecount {
  /** Web app and API. */
  url: string
  signIn: string
  collectUrl: string
  /** Lets both parts finish what they are doing. */
  stop(): Promise<void>
}

/**
 * The engine's allocator (jemalloc) gives memory back after a quarter of a second instead of five seconds: at 10,000 events a
 * second that takes a fifth from the server's highest, and questions are as quick. At once (0), they took twice as long.
 */
const engineMemory: NodeJS.ProcessEnv = { JE_MALLOC_CONF: 'dirty_decay_ms:250' }

/**
 * Starts collector and server and keeps them running.
 * @param log gets a line for each thing that the parts say or that happens to them.
 * @throws Problem when an address or the data folder is taken, Error when a part cannot start.
 */
export async function startOnecount(settings: Settings, log: (line: string) => void): Promise<RunningOnecount> {
  await refuseSecond(settings)
  await refuseTaken('ONECOUNT_PORT', settings.host, settings.port)
  await refuseTaken('ONECOUNT_COLLECT_PORT', settings.collectHost, settings.collectPort)
  const token = adminToken(settings)
  const env = { ...engineMemory, ...process.env, ...asEnvironment(settings) }
  const collector = new Supervised('collector', { env, log })
  const server = new Supervised('server', { env, log })
  const stop = async (): Promise<void> => {
    await Promise.all([collector.stop(), server.stop()])
  }
  try {
    const collectUrl = await collector.start()
    // any free port was asked for: the server has to know which one it became
    env.ONECOUNT_COLLECT_PORT = new URL(collectUrl).port
    const url = await server.start()
    const publicUrl = settings.port === 0 ? url : settings.publicUrl
    return { url, signIn: signInLink({ ...settings, publicUrl }, token), collectUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Settings may differ from this process's environment, as those of the demo do. */
function asEnvironment(settings: Settings): NodeJS.ProcessEnv {
  return {
    ONECOUNT_DATA: resolve(settings.dataFolder),
    ONECOUNT_HOST: settings.host,
    ONECOUNT_PORT: String(settings.port),
    ONECOUNT_COLLECT_HOST: settings.collectHost,
    ONECOUNT_COLLECT_PORT: String(settings.collectPort),
    ONECOUNT_PUBLIC_URL: settings.publicUrl,
    ...(settings.clickhouseUrl !== undefined && { CLICKHOUSE_URL: settings.clickhouseUrl }),
    ...(settings.adminToken !== undefined && { ONECOUNT_ADMIN_TOKEN: settings.adminToken }),
  }
}

async function refuseSecond(settings: Settings): Promise<void> {
  const running = await findServer(settings.dataFolder)
  if (!running) return
  throw new Problem('already_running', `Onecount runs on this data folder already, at ${running.address}.`, {
    status: 409,
    hint: 'Use that one, or stop it first; ONECOUNT_DATA names another folder.',
  })
}

function refuseTaken(variable: string, host: string, port: number): Promise<void> {
  return new Promise((free, refuse) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => refuse(cannotListen(variable, host, port, error)))
    probe.listen(port, host, () => probe.close(() => free()))
  })
}

function cannotListen(variable: string, host: string, port: number, error: NodeJS.ErrnoException): Problem {
  const reason = error.code === 'EADDRINUSE' ? 'another program listens there' : error.message
  return new Problem('address_taken', `Cannot listen on ${host}:${port}: ${reason}.`, {
    status: 409,
    hint: `Stop that program, or choose another port: ${variable}=${port + 10} onecount up`,
  })
}
