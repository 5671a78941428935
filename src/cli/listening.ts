// A server of this process on its address, from its first request to its last.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Requests under way get this long to finish when a server stops. */
const drainMs = 10_000

/** Returns the address. @param address port 0 takes any free port. */
export function listen(server: Server, address: { host: string; port: number; backlog?: number }): Promise<string> {
  const { host } = address
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, () => {
      server.off('error', reject)
      const { port } = server.address() as AddressInfo
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${port}`)
    })
  })
}

/** Takes no more connections and answers the requests under way. */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const cut = setTimeout(() => server.closeAllConnections(), drainMs)
  // a connection that was busy a moment ago and is kept alive counts as open: close it once it is idle
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  await closed
  clearTimeout(cut)
  clearInterval(idle)
}
