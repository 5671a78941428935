// The command line's way to the API: the running server's, or one opened in this process on the data folder.
import { request as httpRequest } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { loadOnce } from '#collect/load.ts'
import { createApi } from '#http/api.ts'
import { openJournalReader } from '#store/journal.ts'
import { FolderInUse, type Store } from '#store/store.ts'
import { Problem } from '#util/problem.ts'
import type { Settings } from '#util/settings.ts'
import { knownAdminToken } from './admin-token.ts'
import { findServer } from './running-server.ts'
import { openServices } from './services.ts'

export interface Connection {
  /** Answers as they come, whatever their status. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

const startingServerMs = 15_000
const lookAgainMs = 200

/** Throws Problem when another process has the folder and answers no questions. */
export async function connect(settings: Settings): Promise<Connection> {
  const giveUpAt = Date.now() + startingServerMs
  for (;;) {
    const server = await findServer(settings.dataFolder)
    if (server) return overHttp(server.address, knownAdminToken(settings))
    try {
      return await inProcess(settings)
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error
      if (Date.now() > giveUpAt) throw folderInUse(error)
    }
    // another command, or a server that is starting or ending
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
  }
}

function folderInUse(error: FolderInUse): Problem {
  return new Problem('folder_in_use', error.message, {
    status: 409,
    hint: 'Wait until the other command has ended, or choose another folder with ONECOUNT_DATA.',
  })
}

async function inProcess(settings: Settings): Promise<Connection> {
  const services = await openServices(settings)
  await loadJournal(services.store)
  const app = createApi(services)
  return {
    fetch: async (path, init) =>
      app.fetch(asRequest(`http://127.0.0.1:${settings.port}`, path, init, services.adminToken)),
    close: () => services.store.close(),
  }
}

/** What a collector took while no server was running is part of every answer. */
async function loadJournal(store: Store): Promise<void> {
  const journal = openJournalReader(store.home.journal)
  if (!journal) return
  try {
    await loadOnce(store, journal)
  } finally {
    journal.close()
  }
}

function overHttp(address: string, token: string | undefined): Connection {
  return {
    fetch: (path, init) => send(asRequest(address, path, init, token)),
    close: async () => undefined,
  }
}

function asRequest(address: string, path: string, init: RequestInit = {}, token = ''): Request {
  const request = new Request(new URL(path, address), { ...init, duplex: 'half' })
  request.headers.set('authorization', `Bearer ${token}`)
  return request
}

const goneCodes: readonly unknown[] = ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE']

/** Whether the server ended while it was asked or answered. */
export function isServerGone(error: unknown): boolean {
  return error instanceof Error && goneCodes.includes((error as NodeJS.ErrnoException).code)
}

/** Like `fetch`, which gives up after five minutes without an answer; a long import or count takes longer. */
function send(request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(request.url, {
      method: request.method,
      headers: Object.fromEntries(request.headers),
    })
    outgoing.once('error', reject)
    outgoing.once('response', (incoming) => {
      const status = incoming.statusCode ?? 500
      const headers = Object.entries(incoming.headersDistinct).map(([name, values]): [string, string] => [
        name,
        (values ?? []).join(', '),
      ])
      const bodiless = status === 204 || status === 304
      resolve(new Response(bodiless ? null : (Readable.toWeb(incoming) as ReadableStream), { status, headers }))
    })
    if (request.body) pipeline(Readable.fromWeb(request.body as never), outgoing).catch(reject)
    else outgoing.end()
  })
}
