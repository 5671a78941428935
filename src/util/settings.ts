// Settings from the environment, with their defaults. Read once, at the start of a process.

export interface Settings {
  dataFolder: string
  clickhouseUrl: string | undefined
  host: string
  port: number
  collectHost: string
  collectPort: number
  /** The collector's address as senders see it, where it is not the one that it listens at. */
  collectUrl: string | undefined
  publicUrl: string
  adminToken: string | undefined
  /** The longest file that an import takes (bytes). */
  importBytes: number
  /** An upload from which nothing comes for so long is given up (milliseconds). */
  importStallMs: number
  /** Host names at private addresses that alerts and reports may be sent to. */
  privateHosts: readonly string[]
}

/** Reads settings; throws an Error that names the variable and the remedy when one is not usable. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const host = env['ONECOUNT_HOST'] ?? '127.0.0.1'
  const port = readPort(env, 'ONECOUNT_PORT', 4500)
  return {
    dataFolder: env['ONECOUNT_DATA'] ?? 'onecount-data',
    clickhouseUrl: env['CLICKHOUSE_URL'] || undefined,
    host,
    port,
    collectHost: env['ONECOUNT_COLLECT_HOST'] ?? '127.0.0.1',
    collectPort: readPort(env, 'ONECOUNT_COLLECT_PORT', 4501),
    collectUrl: env['ONECOUNT_COLLECT_URL']?.replace(/\/+$/, '') || undefined,
    publicUrl: env['ONECOUNT_PUBLIC_URL'] ?? `http://${host}:${port}`,
    adminToken: env['ONECOUNT_ADMIN_TOKEN'] || undefined,
    importBytes: readBytes(env, 'ONECOUNT_IMPORT_BYTES', 4_294_967_296),
    importStallMs: 120_000,
    privateHosts: readList(env, 'ONECOUNT_PRIVATE_HOSTS').map((name) => name.toLowerCase()),
  }
}

/** Where this machine reaches what listens there: listening everywhere is no address to send to. */
export function localAddress(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** The address that pages and servers send events to. */
export function collectAddress({ collectUrl, collectHost, collectPort }: Settings): string {
  return collectUrl ?? localAddress(collectHost, collectPort)
}

function readPort(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`${name}=${text} is not a port; give a whole number from 0 to 65535.`)
  }
  return port
}

/** How much the collector's journal may hold, in bytes; read by its process alone. Throws like readSettings. */
export function readJournalBounds(env: NodeJS.ProcessEnv): { maxBytes: number; spareBytes: number } {
  return {
    maxBytes: readMegabytes(env, 'ONECOUNT_JOURNAL_MAX_MB', 4_096),
    spareBytes: readMegabytes(env, 'ONECOUNT_JOURNAL_SPARE_MB', 64),
  }
}

/** Parts of user agents that are never taken for junk, such as a monitor's of one's own; read by the collector alone. */
export function readJunkAllowed(env: NodeJS.ProcessEnv): string[] {
  return readList(env, 'ONECOUNT_JUNK_ALLOW')
}

function readList(env: NodeJS.ProcessEnv, name: string): string[] {
  return (env[name] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function readMegabytes(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback * 1_048_576
  const megabytes = Number(text)
  if (Number.isFinite(megabytes) && megabytes >= 0) return megabytes * 1_048_576
  throw new Error(`${name}=${text} is not a size; give megabytes, such as ${fallback}.`)
}

function readBytes(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name]
  if (text === undefined || text === '') return fallback
  const bytes = Number(text)
  if (!Number.isSafeInteger(bytes) || bytes < 1) throw new Error(`${name}=${text} is not a number of bytes.`)
  return bytes
}
