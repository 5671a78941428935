// Calls to addresses that somebody typed in: never to private ones, to the very address that was checked, within bounds.
import { lookup } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'

/** Where a host name leads, once it has been checked. */
export type Reached = { ok: true; address: string } | { ok: false; refused: boolean; reason: string }

export interface OutboundRules {
  /** Host names that may be at private addresses, as they are written. */
  privateHosts: readonly string[]
  /** For the whole call, from looking up to the end of the answer. */
  timeoutMs: number
}

/**
 * What is not the public internet, by IANA's registries for special-purpose addresses: this host, private and shared
 * networks, link-local (with the metadata of clouds), benchmarks, documentation, multicast, and what translates to them.
 */
const special = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  special.addSubnet(network, bits, 'ipv4')
/** Only this part of IPv6 is given out; the rest of it, mapped IPv4 included, is not asked. */
const global6 = new BlockList()
global6.addSubnet('2000::', 3, 'ipv6')
const special6 = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special6.addSubnet(network, bits, 'ipv6')

function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !special.check(address, 'ipv4')
  return global6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
}

/**
 * Why an address is not one to send to, and what to do: what goes out is read on its way unless it is https, and a host
 * without a dot is somebody's own. The hosts that may be at private addresses may be reached in any way.
 */
export function addressFault(
  { protocol, hostname }: URL,
  { privateHosts }: Pick<OutboundRules, 'privateHosts'>,
): { message: string; hint: string } | undefined {
  const name = plainHost(hostname)
  if (privateHosts.includes(name)) return undefined
  const within = `for a host within, whoever runs the server allows it: ONECOUNT_PRIVATE_HOSTS=${name}`
  if (isIP(name) === 0 && !/[^.]\.[^.]/.test(name)) {
    return { message: 'has no whole host name', hint: `Write it as https://example.com/alerts; ${within}` }
  }
  if (protocol === 'https:') return undefined
  return { message: 'must begin with https://', hint: `Write it with https; ${within}` }
}

/** As it is looked up and allowed: without the brackets of IPv6. */
function plainHost(host: string): string {
  return host.replace(/^\[|\]$/g, '').toLowerCase()
}

/** Looks a host up; refused where any of its addresses is private and it was not allowed by name. */
export async function reach(host: string, { privateHosts }: Pick<OutboundRules, 'privateHosts'>): Promise<Reached> {
  const name = plainHost(host)
  let addresses: string[]
  try {
    addresses = (await lookup(name, { all: true })).map(({ address }) => address)
  } catch (error) {
    return { ok: false, refused: false, reason: `${name} is not found (${codeOf(error)}).` }
  }
  const inside = addresses.find((address) => !isPublic(address))
  if (inside === undefined || privateHosts.includes(name)) return { ok: true, address: addresses[0]! }
  return {
    ok: false,
    refused: true,
    reason: `${name} is at the private address ${inside}. Whoever runs the server can allow it: ONECOUNT_PRIVATE_HOSTS=${name}`,
  }
}

export type Posted =
  /** `isCut`: the body did not end in time, or was longer than anybody needs. */
  | { outcome: 'answered'; status: number; body: string; isCut: boolean; retryAfter: string | undefined }
  /** Nothing was sent. */
  | { outcome: 'refused' | 'failed'; reason: string }
  /** It was sent, or in part, and no answer came. */
  | { outcome: 'unknown'; reason: string }

const mostAnswer = 65_536

/** Posts JSON. Redirects are answers like others: they are not followed. */
export async function post(
  url: URL,
  { headers, body }: { headers: Record<string, string>; body: string },
  rules: OutboundRules,
): Promise<Posted> {
  const signal = AbortSignal.timeout(rules.timeoutMs)
  const reached = await Promise.race([reach(url.hostname, rules), tooLong(signal)])
  if (!reached.ok) return { outcome: reached.refused ? 'refused' : 'failed', reason: reached.reason }
  const family = isIP(reached.address) as 4 | 6
  const pinned: LookupFunction = (_host, { all }, callback) =>
    all ? callback(null, [{ address: reached.address, family }]) : callback(null, reached.address, family)
  const sent = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers }
  return new Promise((resolve) => {
    const start = url.protocol === 'https:' ? requestHttps : requestHttp
    let connected = false
    let responded = false
    const request = start(url, { method: 'POST', headers: sent, lookup: pinned, agent: false, signal }, (response) => {
      responded = true
      let text = ''
      const answered = (isCut: boolean): void => {
        const retryAfter = response.headers['retry-after']
        resolve({
          outcome: 'answered',
          status: response.statusCode!,
          body: text.slice(0, mostAnswer),
          isCut,
          retryAfter,
        })
      }
      response.setEncoding('utf8')
      response.on('data', (piece: string) => {
        text += piece
        if (text.length > mostAnswer) response.destroy()
      })
      response.on('end', () => answered(false))
      // its status has said what became of the message
      response.on('close', () => answered(true))
      response.on('error', () => answered(true))
    })
    request.on('socket', (socket) => {
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (connected = true))
    })
    request.on('error', (error) => {
      if (!responded) resolve({ outcome: connected ? 'unknown' : 'failed', reason: reasonOf(error, signal) })
    })
    request.end(body)
  })
}

function tooLong(signal: AbortSignal): Promise<Reached> {
  return new Promise((resolve) =>
    signal.addEventListener('abort', () =>
      resolve({ ok: false, refused: false, reason: 'Its name was not found in time.' }),
    ),
  )
}

function reasonOf(error: Error, signal: AbortSignal): string {
  if (signal.aborted) return 'There was no answer in time.'
  return untrusted(error) ?? `The connection failed (${codeOf(error)}).`
}

/** What to say where a connection failed for the other side's certificate; undefined where it was something else. */
export function untrusted({ message }: Error): string | undefined {
  if (!/certificate/i.test(message)) return undefined
  const remedy = 'If an authority of your own signed it, start with NODE_EXTRA_CA_CERTS=/path/to/its.pem'
  return `Its certificate is not trusted (${message.replace(/\.$/, '')}). ${remedy}`
}

function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message
}
