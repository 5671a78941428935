// `/tag.js`: the tag as it was built, for pages of any site.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { packageFolder } from '#store/home.ts'
import { Problem } from '#util/problem.ts'

interface File {
  plain: Buffer
  gzipped: Buffer
  etag: string
}

let file: File | undefined

/** Read once a process; undefined while nothing is built. */
function readTag(): File | undefined {
  if (file) return file
  try {
    const plain = readFileSync(join(packageFolder(), 'dist', 'tag', 'tag.js'))
    const etag = `"${createHash('sha256').update(plain).digest('hex').slice(0, 16)}"`
    return (file = { plain, gzipped: gzipSync(plain, { level: 9 }), etag })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Sends the tag; browsers keep it for an hour. Returns the problem to answer with when it is not built. */
export function sendTag(request: IncomingMessage, response: ServerResponse): Problem | undefined {
  const tag = readTag()
  if (!tag) {
    return new Problem('not_built', 'The tag is not built.', { status: 503, hint: 'Build it: `npm run build`.' })
  }
  response.setHeaders(
    new Map([
      ['content-type', 'text/javascript; charset=utf-8'],
      ['cache-control', 'public, max-age=3600'],
      ['etag', tag.etag],
      ['vary', 'accept-encoding'],
      // pages may ask for it with `crossorigin` and an integrity hash, or be isolated
      ['access-control-allow-origin', '*'],
      ['cross-origin-resource-policy', 'cross-origin'],
    ]),
  )
  if (request.headers['if-none-match'] === tag.etag) return void response.writeHead(304).end()
  const gzip = String(request.headers['accept-encoding'] ?? '').includes('gzip')
  const body = gzip ? tag.gzipped : tag.plain
  if (gzip) response.setHeader('content-encoding', 'gzip')
  response.setHeader('content-length', body.length)
  response.writeHead(200).end(request.method === 'HEAD' ? undefined : body)
}
