// For the run of the web app's tests: one small sample company, which they share.
import type { TestProject } from 'vitest/node'
import { browserPath } from './browser-path.ts'
import { type ReadyServer, startServer } from './web-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    sample: ReadyServer
  }
}

export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!browserPath) {
    console.warn('There is no Chromium on this machine: the tests of the web app are skipped.')
    return undefined
  }
  const { ready, stop } = await startServer(['demo', '--visitors', '2000', '--months', '4'])
  project.provide('sample', ready)
  return stop
}
