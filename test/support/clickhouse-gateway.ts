// Serves an embedded engine on ClickHouse's HTTP interface, so that tests go through the client's real HTTP path.
// Run as a process of its own: `tsx clickhouse-gateway.ts FOLDER`; it prints its address as its first line.
import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { Session } from 'chdb'

/** A session runs one query at a time and remembers settings, which a request over HTTP does not. */
interface IdleSession {
  session: Session
  settings: Set<string>
}

const idle: IdleSession[] = []
const folder = process.argv[2]
if (!folder) throw new Error('Give the folder of the engine.')

/** URL parameters that are not settings of the engine; the rest are. */
const interfaceParameters = new Set([
  'query',
  'query_id',
  'database',
  'default_format',
  'session_id',
  'wait_end_of_query',
  'enable_http_compression',
  'send_progress_in_http_headers',
  'http_headers_progress_interval_ms',
  'role',
])

/** A server takes addresses of so many bytes (http_max_uri_size). */
const longestAddress = 1_048_576

const server = createServer({ maxHeaderSize: longestAddress }, (request, response) => {
  answer(request, response).catch((error: unknown) => fail(response, error))
})
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
process.once('SIGTERM', () => process.exit(0))

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://gateway')
  if (url.pathname === '/ping') return void response.end('Ok.\n')
  const body = takeForm(request, url, await readBody(request))
  const started = process.hrtime.bigint()
  const format = url.searchParams.get('default_format') ?? 'TabSeparated'
  const query = [url.searchParams.get('query') ?? '', body].filter((part) => part !== '').join('\n')
  const result = await inSession((entry) => entry.session.queryAsync(`${preamble(url, entry)}${query}`, { format }))
  const summary = {
    read_rows: String(result.rowsRead),
    read_bytes: String(result.bytesRead),
    written_rows: '0',
    written_bytes: '0',
    total_rows_to_read: '0',
    result_rows: '0',
    result_bytes: '0',
    elapsed_ns: String(process.hrtime.bigint() - started),
  }
  response.writeHead(200, {
    'content-type': 'text/plain; charset=UTF-8',
    'x-clickhouse-query-id': url.searchParams.get('query_id') ?? randomUUID(),
    'x-clickhouse-format': format,
    'x-clickhouse-timezone': 'UTC',
    'x-clickhouse-summary': JSON.stringify(summary),
  })
  response.end(result.bytes())
}

/** The request's database, settings and parameters as statements that run before its query. */
function preamble(url: URL, entry: IdleSession): string {
  const statements = [`USE \`${url.searchParams.get('database') ?? 'default'}\``]
  for (const name of entry.settings) statements.push(`SET ${name} = DEFAULT`)
  entry.settings.clear()
  for (const [name, value] of url.searchParams) {
    if (interfaceParameters.has(name)) continue
    statements.push(`SET ${name} = ${literal(value)}`)
    if (!name.startsWith('param_')) entry.settings.add(name)
  }
  return statements.map((statement) => `${statement}; `).join('')
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}

async function inSession<T>(work: (entry: IdleSession) => Promise<T>): Promise<T> {
  const entry = idle.pop() ?? { session: new Session(folder), settings: new Set() }
  try {
    return await work(entry)
  } finally {
    idle.push(entry)
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8')
}

/** Parameters too long for an address come as a form, with the query among them; the rest of the body is left. */
function takeForm(request: IncomingMessage, url: URL, body: string): string {
  const boundary = /^multipart\/form-data; boundary=(.+)$/.exec(request.headers['content-type'] ?? '')?.[1]
  if (boundary === undefined) return body
  for (const part of body.split(`--${boundary}`)) {
    const [, name, value] = /^\r\nContent-Disposition: form-data; name="(\w+)"\r\n\r\n([^]*)\r\n$/.exec(part) ?? []
    if (name !== undefined && value !== undefined) url.searchParams.set(name, value)
  }
  return ''
}

/** As a server does: the exception as text, its code in a header. */
function fail(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const code = /Code: (\d+)/.exec(message)?.[1] ?? '1002'
  response.writeHead(code === '60' || code === '81' ? 404 : 500, {
    'content-type': 'text/plain; charset=UTF-8',
    'x-clickhouse-exception-code': code,
  })
  response.end(`${message}\n`)
}
