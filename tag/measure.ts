// The commands, and the consent that everything depends on.
import { newId } from './event.ts'
import { writeIdentity } from './link.ts'
import { type Granted, makeEvent, permitted } from './make-event.ts'
import type { Commands, Options } from './options.ts'
import { type Sender, createSender } from './sender.ts'
import { type Visits, createVisits } from './visits.ts'

export interface Measure {
  commands: Omit<Commands, 'page'>
  sender: Sender
  visits: Visits
  /** Takes up what earlier pages left, where that is allowed. Nothing is read or stored before. */
  begin(): void
  /** What a link to another domain is to carry; `''` when it may carry nothing. */
  link(): string
}

/** @param page views the page, once events may be sent after all. */
export function createMeasure({ key, collector, consent: mode = 'full' }: Options, page: () => void): Measure {
  const sender = createSender(new URL('v1/events', collector).href, key)
  const visits = createVisits()
  let granted: Granted
  let user: string | undefined

  const sends = () => mode === 'full' || mode === 'cookieless'
  const begin = () => {
    if (mode !== 'full') return
    visits.store()
    sender.waiting.store()
    sender.flush()
  }
  const link = () => (mode === 'full' ? writeIdentity(visits.touch()) : '')
  const track: Commands['track'] = (name, properties = {}, { id = newId() } = {}) => {
    if (!sends()) return undefined
    const event = makeEvent(name, properties, id, visits.touch(), visits.campaign())
    return sender.add(permitted({ ...event, user_id: user }, mode, granted))
  }
  const commands: Measure['commands'] = {
    track,
    identify({ user_id, ...who }) {
      user = user_id ?? user
      track('identify', who)
    },
    consent(now, purposes) {
      const sent = sends()
      const full = now === 'full'
      mode = now
      granted = { analytics: full, ad_storage: full, ad_user_data: full, ad_personalization: full, ...purposes }
      if (!full) {
        // nothing that tells who it is stays, be it stored or waiting
        user = undefined
        visits.erase()
        sender.waiting.erase((event) => sends() && permitted({ ...event, session_id: '' }, now, granted))
      }
      begin()
      if (!sent) page()
    },
    get(callback) {
      const { visitor, session } = visits.touch()
      const known = { visitor_id: visitor, session_id: session, campaign: visits.campaign(true), link: link() }
      callback(mode === 'full' ? known : {})
    },
  }
  return { commands, sender, visits, begin, link }
}
