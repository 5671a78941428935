// The address of a page as it is stored, and what it says of the campaign.
import { hashIfEmail, scrubText, scrubUrl } from '#util/personal.ts'
import { eachPair } from '#util/query.ts'
import { detached } from '#util/remember.ts'
import { type StoredEvent, limits } from './event.ts'

/**
 * Parameters in which ad platforms put the id of the click: Google (4), Meta, TikTok, Microsoft, LinkedIn, Yahoo! JAPAN (3),
 * LINE, X, Pinterest, Snap, Reddit, OpenAI. The tag knows the same (`tag/campaign.ts`), which imports nothing of ours.
 */
export const clickIdNames = [
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'fbclid',
  'ttclid',
  'msclkid',
  'li_fat_id',
  'yclid',
  '_ly_c',
  '_ly_r',
  'ldtag_cl',
  'twclid',
  'epik',
  'sccid',
  'rdt_cid',
  'oppref',
] as const

const utmNames = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const
type UtmName = (typeof utmNames)[number]
const isUtm: ReadonlySet<string> = new Set(utmNames)
const isClickId: ReadonlySet<string> = new Set(clickIdNames)

type StoredAddress = Pick<StoredEvent, 'url' | UtmName | 'click_ids'>

/** Without personal data, all of it; what is not said is empty. One is shared by many events. */
export type Address = Readonly<StoredAddress>

/**
 * Addresses known at a time: events come from few pages at a time. To read one takes 4 µs, to find it again a tenth; where
 * none comes again, more of them would live long enough to cost the collector of garbage as much.
 */
const knownAddresses = 500
const known = new Map<string, Address>()

/** Of a parameter that stands there twice the first counts. Addresses with nothing personal in them are remembered. */
export function readAddress(url: string): Address {
  if (url === '') return nowhere
  const found = known.get(url)
  if (found !== undefined) return found
  const own = detached(url)
  const address = silent(scrubUrl(own))
  const start = own.indexOf('?')
  if (start !== -1) readQuery(own, start + 1, address)
  if (known.size >= knownAddresses) known.clear()
  if (address.url === own) known.set(own, address)
  return address
}

const nowhere: Address = Object.freeze(silent(''))

function silent(url: string): StoredAddress {
  return { url, utm_source: '', utm_medium: '', utm_campaign: '', utm_term: '', utm_content: '', click_ids: {} }
}

function readQuery(url: string, start: number, address: StoredAddress): void {
  const end = url.indexOf('#', start)
  const query = end === -1 ? url.slice(start) : url.slice(start, end)
  const said = new Set<string>()
  const tell = (name: string, value: string): void => {
    if (said.has(name)) return
    if (isUtm.has(name)) address[name as UtmName] = scrubText(value.slice(0, limits.idLength))
    else if (!isClickId.has(name)) return
    else if (value !== '') address.click_ids[name] = hashIfEmail(value.slice(0, 1_024))
    said.add(name)
  }
  // most addresses escape nothing, and are taken apart in a fraction of the time
  if (/^\?|[%+\ud800-\udfff]/.test(query)) new URLSearchParams(query).forEach((value, name) => tell(name, value))
  else eachPair(query, tell)
}
