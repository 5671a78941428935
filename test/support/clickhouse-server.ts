// For a whole run of tests: one gateway in a process of its own; its address is CLICKHOUSE_URL.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export async function setup(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'onecount-gateway-'))
  const gateway = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'clickhouse-gateway.ts'), folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const ended = new Promise<void>((resolve) => gateway.once('exit', () => resolve()))
  const address = await Promise.race([
    new Promise<string>((resolve) => createInterface(gateway.stdout).once('line', resolve)),
    ended.then(() => Promise.reject(new Error('The gateway ended before it was ready; its log is above.'))),
  ])
  process.env['CLICKHOUSE_URL'] = address
  return async () => {
    gateway.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
}
