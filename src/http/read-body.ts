// A request's body within its bounds: bytes while they arrive, bytes after inflation.
import type { IncomingMessage } from 'node:http'
import { promisify } from 'node:util'
import { gunzip, inflate } from 'node:zlib'
import { limits } from '#contract/event.ts'
import { Problem } from '#util/problem.ts'

const inflaters = { gzip: promisify(gunzip), deflate: promisify(inflate) }
type Encoding = keyof typeof inflaters | 'identity'

/** Reads and inflates the body; undefined when the sender went away. */
export async function readBody(request: IncomingMessage): Promise<Buffer | Problem | undefined> {
  const named = (request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const bytes = await readBytes(request)
  if (typeof bytes === 'string') return bytes === 'closed' ? undefined : tooLarge()
  if (named !== 'identity' && !Object.hasOwn(inflaters, named)) {
    return new Problem('unknown_encoding', `Bodies encoded as ${named} are not read.`, {
      status: 415,
      hint: 'Send gzip or no encoding.',
    })
  }
  const encoding = encodingOf(named as Encoding, bytes)
  if (encoding === 'identity') return bytes
  try {
    return await inflaters[encoding](bytes, { maxOutputLength: limits.bodyBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge()
    return new Problem(`broken_${encoding}`, `The body is not ${encoding}: ${(error as Error).message}.`)
  }
}

/** Pages send gzip without saying so, since the header would make the browser ask first; no text begins with these bytes. */
function encodingOf(named: Encoding, bytes: Buffer): Encoding {
  return named === 'identity' && bytes[0] === 0x1f && bytes[1] === 0x8b ? 'gzip' : named
}

function tooLarge(): Problem {
  return new Problem('body_too_large', `The body is larger than ${limits.bodyBytes} bytes.`, {
    status: 413,
    hint: `Send at most ${limits.bodyBytes} bytes (after inflation) and ${limits.batchEvents} events in a request.`,
  })
}

/** A sender of too much is heard out up to this many bytes, so that it reads our answer, and then cut off. */
const patienceBytes = 16 * limits.bodyBytes

function readBytes(request: IncomingMessage): Promise<Buffer | 'too_large' | 'closed'> {
  return new Promise((settle) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= limits.bodyBytes) chunks.push(chunk)
      else chunks.length = 0
      if (bytes > patienceBytes) request.destroy()
    })
    request.on('end', () => settle(bytes > limits.bodyBytes ? 'too_large' : Buffer.concat(chunks)))
    request.on('close', () => settle('closed'))
    request.on('error', () => settle('closed'))
  })
}
