// What an event carries, and what of it may leave under the consent in force.
import type { Campaign } from './campaign.ts'
import type { TagEvent } from './event.ts'
import type { Identity } from './link.ts'
import type { ConsentMode, Properties } from './options.ts'
import { cookies } from './storage.ts'

/** Longest url, referrer and title that the collector takes. */
const longest = 4_096
/** Properties that are fields of an event. */
const fields = ['order_id', 'payment_id', 'deal_id', 'value', 'currency', 'experiment', 'email', 'phone', 'referrer']
/** Ids that the tags of platforms keep in this browser: Meta (2), TikTok, GA4, LINE, Yahoo! JAPAN (3). */
const platformIds = 'fbp|fbc|ttp|ga|lt__cid|ly_su|ly_c|ly_r'

export type Granted = Record<string, boolean> | undefined

/** @param granted purposes, where anything was said of them. */
export function permitted(event: TagEvent, mode: ConsentMode, granted: Granted): TagEvent {
  const { visitor_id, user_id, email, phone, click_ids, match_keys, ...rest } = event
  const person = mode === 'full' && { visitor_id, user_id, email, phone }
  const ads = person && granted?.['ad_storage'] !== false && { click_ids, match_keys }
  return { ...rest, ...person, ...ads, consent: granted }
}

export function makeEvent(
  name: string,
  properties: Properties,
  id: string,
  { visitor, session, seen }: Identity,
  campaign: Campaign | undefined,
): TagEvent {
  const event: TagEvent = {
    id,
    name,
    time: seen,
    url: address(),
    title: title(),
    ...campaign,
    session_id: session,
    visitor_id: visitor,
    match_keys: cookies(platformIds),
    properties: { ...properties },
  }
  for (const field of fields) {
    event[field] = properties[field]
    delete event.properties[field]
  }
  return event
}

/** The page's address without the fragment, unless pages are told by it (`#/…`, `#!…`). */
export function address(): string {
  return location.href.replace(/#(?![/!]).*/, '').slice(0, longest)
}

export function title(): string {
  return document.title.slice(0, longest)
}
