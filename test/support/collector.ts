// A collector in this process, with a write key and a browser key, that can be made to be full.
import { fromEventLine } from '#contract/event-line.ts'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Journal } from '#collect/journal.ts'
import { JunkSigns } from '#collect/junk.ts'
import type { StoredEvent } from '#contract/event.ts'
import { type HookRequest, hookSchema } from '#contract/hook.ts'
import { createCollectServer } from '#http/collect.ts'
import { openControl } from '#store/control.ts'
import { HookRing, createHook } from '#store/hooks.ts'
import { openJournal, openJournalReader } from '#store/journal.ts'
import { KeyRing, createKey } from '#store/keys.ts'
import { unwatched } from './receiver.ts'

export interface TestCollector {
  url: string
  writeKey: string
  /** Admits pages of any site. */
  browserKey: string
  /** Makes a webhook and tells its address. */
  addHook(hook: Partial<HookRequest> & Pick<HookRequest, 'provider'>): Promise<string>
  /** Refusals that were noted, their reasons. */
  refused: string[]
  /** While it says why, nothing is taken: 503. */
  full: string | undefined
  /** So many answers are lost on their way: what they acknowledge is on disk, and their sender does not know it. */
  answersToLose: number
  /** Requests that were answered so far: `POST /v1/events 200`. */
  answered: string[]
  /** What is on disk, in order of arrival; forgets it when asked with `true`. */
  events(forget?: boolean): StoredEvent[]
  close(): Promise<void>
}

export async function openTestCollector(): Promise<TestCollector> {
  const folder = mkdtempSync(join(tmpdir(), 'onecount-dialects-'))
  const control = await openControl(join(folder, 'control.sqlite'))
  const keys = new KeyRing(join(folder, 'control.sqlite'))
  const keyFile = join(folder, 'hook-key')
  const hooks = new HookRing(join(folder, 'control.sqlite'), keyFile)
  mkdirSync(join(folder, 'journal'))
  const path = join(folder, 'journal', 'journal.sqlite')
  const ignore = (): void => undefined
  const journal = new Journal(openJournal(path, ignore), { path, onDamage: ignore })
  const reader = openJournalReader(path)!
  const server = createCollectServer({
    journal: {
      append: (entry) => (collector.full ? Promise.resolve({ full: collector.full }) : journal.append(entry)),
    },
    keys,
    hooks,
    clock: Date.now,
    junk: new JunkSigns([]),
    ...unwatched,
    rejections: { note: ({ reason }) => void collector.refused.push(reason) },
    notReady: () => collector.full,
  })
  server.prependListener('request', (request, response) => {
    if (collector.answersToLose > 0) {
      collector.answersToLose -= 1
      response.writeHead = () => response.destroy()
    } else soonAgain(response)
    response.on('finish', () => collector.answered.push(`${request.method} ${request.url} ${response.statusCode}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const keyOf = async (kind: 'write' | 'browser', source: string): Promise<string> =>
    (await createKey(control, { name: source, kind, source, origins: kind === 'write' ? [] : ['*'] }, Date.now())).key
  let forgotten = 0
  const collector: TestCollector = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    writeKey: await keyOf('write', 'server'),
    browserKey: await keyOf('browser', 'page'),
    async addHook(request) {
      const { provider, name = provider, secret, login_secret: login, options } = hookSchema.parse(request)
      const secrets = { ...(secret && { signature: secret }), ...(login && { login }) }
      const hook = { name, provider, source: name, options, secrets }
      return `${collector.url}${(await createHook({ control, keyFile }, hook, Date.now())).path}`
    },
    refused: [],
    full: undefined,
    answersToLose: 0,
    answered: [],
    events(forget = false) {
      const all = reader.read(0, 1e9).flatMap((body) => body.split('\n').map(fromEventLine))
      const news = all.slice(forgotten)
      if (forget) forgotten = all.length
      return news
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await journal.close()
      reader.close()
      keys.close()
      hooks.close()
      await control.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return collector
}

/** Who is told to come back in ten seconds, which are long for a test, is told to in one. Names and values take turns. */
function soonAgain(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response)
  const sooner = (headers: readonly string[]): string[] =>
    headers.map((value, at) => (at % 2 === 1 && headers[at - 1] === 'retry-after' ? '1' : value))
  Object.assign(response, {
    writeHead: (status: number, headers?: string[] | OutgoingHttpHeaders) =>
      writeHead(status, Array.isArray(headers) ? sooner(headers) : headers),
  })
}
