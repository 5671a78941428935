// Starts the tag on a page: page views, links to other domains, leaving and coming back.
import { nearest } from './elements.ts'
import { guard } from './guard.ts'
import { isAway, linkName } from './link.ts'
import type { Onecount, Options } from './options.ts'
import { type Measure, createMeasure } from './measure.ts'
import { type Pages, createPages } from './pages.ts'
import { listen, watch } from './watch.ts'

type Work = Record<string, (...values: unknown[]) => unknown>

/** A call that waits for the tag: a command and what goes with it. */
export type Call = [command: string, ...values: unknown[]]

/**
 * Starts measuring and returns the function that takes commands; once a page. Earlier calls are made up for: what
 * they say of consent before anything else, the others after the first page view.
 */
export function start(options: Options, calls: readonly Call[] = []): Onecount {
  let waiting: Call[] | undefined = [...calls]
  const measure = createMeasure(options, () => waiting || pages.view())
  const { track } = measure.commands
  const pages = createPages(track, watch(track))
  const commands = { ...measure.commands, page: pages.view } as unknown as Work
  const run = guard(([command, ...values]: Call) => commands[command]!(...values))
  const begin = guard(() => {
    const earlier = waiting!
    const saysConsent = ([command]: Call) => command === 'consent'
    earlier.filter(saysConsent).forEach(run)
    waiting = undefined
    watchPage(measure, pages, options.domains ?? [])
    measure.begin()
    pages.view()
    earlier.filter((call) => !saysConsent(call)).forEach(run)
  })
  // a page that is drawn ahead may never be seen
  if ((document as { prerendering?: boolean }).prerendering) listen('prerenderingchange' as 'change', begin)
  else begin()
  return (...call: Call) => void (waiting ? waiting.push(call) : run(call))
}

function watchPage({ sender, visits, link }: Measure, { moved, restored }: Pages, domains: readonly string[]): void {
  const { leave, flush } = sender
  watchAddress((replaced) => {
    visits.arrive()
    moved(replaced)
  })
  watchLinks(link, domains)
  // a page may go without any other sign than being hidden, on phones above all
  listen('visibilitychange', () => (document.hidden ? leave() : flush()))
  addEventListener('pagehide', leave)
  addEventListener('online', flush)
  const back = guard(({ persisted }: PageTransitionEvent) => persisted && restored())
  addEventListener('pageshow', back)
}

/** Pages that draw themselves change the address through the history. */
function watchAddress(work: (replaced: boolean) => void): void {
  const moved = guard(work)
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = history[method]
    history[method] = function (...values) {
      original.apply(this, values)
      moved(method === 'replaceState')
    }
  }
  addEventListener('popstate', () => moved(false))
}

/** Links and forms take the visit along to the other domains, by whatever button, key or menu they are opened. */
function watchLinks(link: () => string, domains: readonly string[]): void {
  for (const name of ['mousedown', 'click', 'submit'] as const) {
    const attribute = name === 'submit' ? 'action' : 'href'
    listen(name, (event) => {
      const element = nearest(event, `[${attribute}]`)
      const url = new URL(element?.getAttribute(attribute) ?? '', location.href)
      if (!isAway(domains, url.hostname)) return
      url.searchParams.delete(linkName)
      const value = link()
      if (value) url.searchParams.set(linkName, value)
      element!.setAttribute(attribute, url.href)
    })
  }
}
