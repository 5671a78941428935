// A visitor's events as a browser and a server would send them.
import type { WireEvent } from '#contract/event.ts'
import { company } from './company.ts'
import type { Action, Visit, Visitor } from './visitors.ts'

/** All events of a visitor, in order of time; ids depend on the visitor alone, so that sending again adds nothing. */
export function eventsOf(visitor: Visitor): WireEvent[] {
  const views = visitor.visits.flatMap((visit, index) => pageViews(visitor, visit, index))
  const acts = visitor.actions.flatMap((action, index) => actionEvents(visitor, action, index))
  return [...views, ...acts].toSorted((a, b) => Number(a.time) - Number(b.time))
}

/** What every event of a visitor carries. */
function common(visitor: Visitor): Pick<WireEvent, 'visitor_id' | 'user_agent' | 'country'> {
  const agent = visitor.mobile
    ? 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1'
    : 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
  return { visitor_id: visitor.cookie, user_agent: agent, country: 'JP' }
}

function pageViews(visitor: Visitor, visit: Visit, visitIndex: number): WireEvent[] {
  return visit.pages.map(({ path, at }, index) => ({
    id: `${visitor.cookie}-${visitIndex}-${index}`,
    name: 'page_view',
    time: at,
    ...common(visitor),
    ...(index === 0
      ? arrival(visit)
      : { url: company.site + path, referrer: company.site + visit.pages[index - 1]!.path }),
  }))
}

/** The landing page carries the campaign in its address. */
function arrival(visit: Visit): Partial<WireEvent> {
  const { utm, landing, referrer, advertising } = visit.origin
  const query = new URLSearchParams()
  if (utm) {
    query.set('utm_source', utm.source)
    query.set('utm_medium', utm.medium)
    query.set('utm_campaign', utm.campaign)
    if (visit.ad) query.set('utm_content', visit.ad)
  }
  if (advertising) query.set(advertising.clickId, visit.clickId)
  return {
    url: `${company.site}${landing}${query.size > 0 ? `?${query.toString()}` : ''}`,
    ...(referrer && { referrer }),
    ...(utm && { utm_source: utm.source, utm_medium: utm.medium, utm_campaign: utm.campaign }),
    ...(visit.ad && { utm_content: visit.ad }),
    ...(advertising && { click_ids: { [advertising.clickId]: visit.clickId } }),
  }
}

/** Once, twice under one id, or again under another id when the thank-you page was loaded again. */
function actionEvents(visitor: Visitor, action: Action, index: number): WireEvent[] {
  const event: WireEvent = {
    id: `${visitor.cookie}-a${index}`,
    name: action.name,
    time: action.at,
    ...common(visitor),
    email: visitor.email,
    url: company.site + action.thanks,
  }
  const events = [event]
  if (action.doubleSent) events.push(event)
  if (action.reloadedAt !== null) events.push({ ...event, id: `${event.id}-r`, time: action.reloadedAt })
  return events
}
