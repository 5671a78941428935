// Events as each source sends them: the website's page views and calls to action, and what was seen of the actions.
import type { WireEvent } from '#contract/event.ts'
import type { Random } from '../random.ts'
import { dayNumber } from '../setting/calendar.ts'
import { type ActionName, actions, company, platforms } from '../setting/company.ts'
import { type Setting, stream } from '../setting/setting.ts'
import type { Device, Visit, Visitor } from '../people/visitors.ts'
import type { Seen, Source } from './seen.ts'

/** What the tag sends of pages and calls to action; nothing where it is refused or out of order. */
export function browsing(setting: Setting, visitor: Visitor): WireEvent[] {
  if (visitor.consent === 'unseen') return []
  const random = stream(setting, `browsing/${visitor.index}`)
  const { language = 'en' } = setting.options
  return visitor.visits.flatMap((visit) => {
    const { tagLoss } = setting.days[dayNumber(setting.span, visit.start)]!
    return tagLoss < 1 ? visitEvents(visitor, visit, { tagLoss, random, language }) : []
  })
}

interface Circumstances {
  tagLoss: number
  random: Random
  language: 'en' | 'ja'
}

function visitEvents(visitor: Visitor, visit: Visit, { tagLoss, random, language }: Circumstances): WireEvent[] {
  const id = `p${visitor.key}-${visit.number}`
  const common = commonOf(visitor, visit.cookie)
  const events: WireEvent[] = visit.pages.map(({ path, at }, index) =>
    index === 0
      ? { id: `${id}-0`, name: 'page_view', time: at, ...common, ...arrival(visit) }
      : {
          id: `${id}-${index}`,
          name: 'page_view',
          time: at,
          ...common,
          url: company.site + path,
          referrer: company.site + visit.pages[index - 1]!.path,
        },
  )
  if (visit.cta) {
    const { call, seenAt, clickedAt } = visit.cta
    const { name: cta, copy, placement, colour, size } = call
    const properties = { cta, copy: copy[language], placement, colour, size }
    const url = company.site + visit.way.landing
    events.push({ id: `${id}-v`, name: 'cta_view', time: seenAt, ...common, url, properties })
    if (clickedAt !== null)
      events.push({ id: `${id}-c`, name: 'cta_click', time: clickedAt, ...common, url, properties })
  }
  return tagLoss === 0 ? events : events.filter(() => !random.chance(tagLoss))
}

const agents: Record<Device, string> = {
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
  android:
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
  windows:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
}
const refused = { consent: { analytics: 'denied', ad_storage: 'denied' } } as const

/** What every event of a browser carries. */
function commonOf(visitor: Visitor, cookie: string): Partial<WireEvent> {
  const browser = { user_agent: agents[visitor.device], country: 'JP' }
  return visitor.consent === 'given' ? { visitor_id: cookie, ...browser } : { ...browser, ...refused }
}

/** The landing page carries the campaign in its address; the server reads it from there. */
function arrival({ way, clickId }: Visit): Partial<WireEvent> {
  const { utm, landing, referrer, advertising } = way
  const query = utm
    ? [
        `utm_source=${utm.source}&utm_medium=${utm.medium}&utm_campaign=${utm.campaign}`,
        ...(advertising ? [`utm_content=${advertising.ad}`] : []),
        ...(advertising && clickId ? [`${platforms[advertising.platform].clickId}=${clickId}`] : []),
      ]
    : []
  return {
    url: `${company.site}${landing}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    ...(referrer && { referrer }),
  }
}

const thanksOf = Object.fromEntries(actions.map(({ name, thanks }) => [name, thanks])) as Record<ActionName, string>

/** An action's event as its source sends it. */
export function actionEvent(visitor: Visitor, seen: Seen): WireEvent {
  const { source, id, name, at, visitor: cookie, user, email, order, payment, value } = seen
  const page = source === 'website' ? { ...commonOf(visitor, cookie), url: company.site + thanksOf[seen.act.name] } : {}
  return {
    id,
    name,
    time: at,
    ...page,
    ...(user && { user_id: user }),
    ...(email && { email }),
    ...(order && { order_id: order }),
    ...(payment && { payment_id: payment }),
    ...(value !== null && { value, currency: company.currency }),
    ...(asksSize.has(source) && { properties: { company_size: companySizes[visitor.index % companySizes.length]! } }),
  }
}

/** What forms ask everybody for; a payment says nothing of it. */
const companySizes = ['1-9', '10-49', '50-249', '250+']
const asksSize: ReadonlySet<Source> = new Set(['website', 'app'])
