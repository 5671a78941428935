// Client libraries for pages, each started once and then sending marked events, in a page of a real browser. Bundled by
// its test.
import { jitsuAnalytics } from '@jitsu/js'
import { track } from '@minimal-analytics/ga4'
import { AnalyticsBrowser } from '@segment/analytics-next'

interface Place {
  url: string
  key: string
}

/** Hands an event with a mark over to the library. */
type Send = (mark: string) => void

const clients = {
  async segment({ url, key }: Place): Promise<Send> {
    const [analytics] = await AnalyticsBrowser.load({ writeKey: key, cdnURL: url })
    return (mark) => void analytics.track('x', { mark })
  },
  async jitsu({ url, key }: Place): Promise<Send> {
    const analytics = jitsuAnalytics({ host: url, writeKey: `${key}:x` })
    return (mark) => void analytics.track('x', { mark }).catch(() => undefined)
  },
  async ga4({ url, key }: Place): Promise<Send> {
    Object.assign(globalThis, { minimalAnalytics: { analyticsEndpoint: `${url}/k/${key}/g/collect` } })
    return (mark) => track('G-TEST', { type: 'x', event: { 'ep.mark': mark } })
  },
}

export type Client = keyof typeof clients

let send: Send
Object.assign(globalThis, {
  begin: async (client: Client, place: Place) => {
    send = await clients[client](place)
  },
  sendAll: (marks: string[]) => marks.forEach((mark) => send(mark)),
})
