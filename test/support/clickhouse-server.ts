// For the run of tests over HTTP: the server of CLICKHOUSE_URL, or else a gateway in a process of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    clickhouseUrl: string | undefined
  }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['CLICKHOUSE_URL']
  if (given) {
    project.provide('clickhouseUrl', given)
    return undefined
  }
  const gateway = await startGateway()
  project.provide('clickhouseUrl', gateway.address)
  return gateway.stop
}

async function startGateway(): Promise<{ address: string; stop(): Promise<void> }> {
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
  return {
    address,
    async stop() {
      gateway.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
