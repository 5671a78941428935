// When a page is viewed: opened, changed by an app, come back.
import { address, title } from './make-event.ts'
import type { Commands } from './options.ts'

declare const TAG_VERSION: string

/** Milliseconds after which a page has its title; events gather for longer. */
const naming = 300

export interface Pages {
  view(): void
  /** The address has changed. What only replaces a query (a filter, a cleaned address) makes no new page. */
  moved(replaced: boolean): void
  /** The page came back as it was left; where from, nobody says. */
  restored(): void
}

/** @param onPage begins a new page for those who watch it. */
export function createPages(track: Commands['track'], onPage: () => void): Pages {
  let at = address()
  /** The page that the next view comes from. */
  let from = document.referrer
  const view = () => {
    const { webdriver } = navigator
    const event = track('page_view', { referrer: from, tag: TAG_VERSION, webdriver })
    if (!event) return
    from = at
    // a page that draws itself names itself a moment after its address has changed
    setTimeout(() => at === event.url && (event.title = title()), naming)
    onPage()
  }
  return {
    view,
    moved(replaced) {
      const path = (text: string) => (replaced ? text.replace(/\?.*/, '') : text)
      const before = at
      at = address()
      if (path(before) !== path(at)) view()
    },
    restored() {
      from = ''
      view()
    },
  }
}
