// The address of a page as it is stored, and what it says of the campaign.
import { hashIfEmail, scrubText, scrubUrl } from '#util/personal.ts'
import { eachPair } from '#util/query.ts'
import { detached } from '#util/remember.ts'
import { isEmpty } from './event-line.ts'
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
/** Each name by itself, as ours: to store under a name that was cut from an address costs a search for it every time. */
const utmOf: ReadonlyMap<string, UtmName> = new Map(utmNames.map((name) => [name, name]))
const clickIdOf: ReadonlyMap<string, string> = new Map(clickIdNames.map((name) => [name, name]))

type StoredAddress = Pick<StoredEvent, 'url' | UtmName | 'click_ids'>

/** Without personal data, all of it; what is not said is empty. One is shared by many events. */
export type Address = Readonly<StoredAddress>

/**
 * Links of campaigns known at a time: many follow one. To read one takes 3 µs, to find it again a tenth. An address
 * without a query is read as fast, and one with a click's id is only that of the next events of its visitor.
 */
const knownLinks = 500
const known = new Map<string, Address>()
let last = { url: '', address: silent('') }

/** Of a parameter that stands there twice the first counts. */
export function readAddress(url: string): Address {
  if (url === last.url) return last.address
  const start = url.indexOf('?')
  if (start === -1) return silent(scrubUrl(url))
  const found = known.get(url)
  if (found !== undefined) return found
  const address = readWithQuery(url, start)
  last = { url, address }
  // with nothing personal in it
  if (address.url === url && isEmpty(address.click_ids)) remember(detached(url), start)
  return address
}

function remember(url: string, start: number): void {
  if (known.size >= knownLinks) known.clear()
  known.set(url, readWithQuery(url, start))
}

function readWithQuery(url: string, start: number): Address {
  const address = silent(scrubUrl(url))
  readQuery(url, start + 1, address)
  return address
}

function silent(url: string): StoredAddress {
  return { url, utm_source: '', utm_medium: '', utm_campaign: '', utm_term: '', utm_content: '', click_ids: {} }
}

function readQuery(url: string, start: number, address: StoredAddress): void {
  const end = url.indexOf('#', start)
  const query = end === -1 ? url.slice(start) : url.slice(start, end)
  const said: string[] = []
  const tell = (name: string, value: string): void => {
    const utm = utmOf.get(name)
    const ours = utm ?? clickIdOf.get(name)
    if (ours === undefined || said.includes(ours)) return
    said.push(ours)
    if (utm !== undefined) address[utm] = scrubText(value.slice(0, limits.idLength))
    else if (value !== '') address.click_ids[ours] = hashIfEmail(value.slice(0, 1_024))
  }
  // most addresses escape nothing, and are taken apart in a fraction of the time
  if (/^\?|[%+\ud800-\udfff]/.test(query)) new URLSearchParams(query).forEach((value, name) => tell(name, value))
  else eachPair(query, tell)
}
