// Watches a page: calls to action seen and clicked, carts, forms, videos.
import {
  describeCart,
  describeCta,
  describeForm,
  describeVideo,
  nearest,
  playedPercent,
  typedInto,
} from './elements.ts'
import { guard } from './guard.ts'
import type { Properties } from './options.ts'

export type Track = (name: string, properties: Properties) => unknown

/** In the capturing phase: before the page's own listeners, and for events that do not bubble. */
export function listen<Name extends keyof DocumentEventMap>(
  name: Name,
  work: (event: DocumentEventMap[Name]) => unknown,
): void {
  document.addEventListener(name, guard(work), true)
}

/** Starts watching; the function that it returns begins a new page, on which everything can be seen again. */
export function watch(track: Track): () => void {
  watchClicks(track)
  watchForms(track)
  watchVideos(track)
  return watchViews(track)
}

const ctas = '[data-cta]'

function watchClicks(track: Track): void {
  listen('click', (event) => {
    const cta = nearest(event, ctas)
    if (cta) track('cta_click', describeCta(cta))
    const cart = nearest(event, '[data-add-to-cart]')
    if (cart) track('add_to_cart', describeCart(cart))
  })
}

/** Half of it in view for a second counts as seen. */
const seenShare = 0.5
const seenMs = 1_000

function watchViews(track: Track): () => void {
  /** Element → the timer of its look, once there was one. */
  const known = new Map<Element, number>()
  const seen = guard((element: Element) => {
    views.unobserve(element)
    track('cta_view', describeCta(element as HTMLElement))
  })
  const views = new IntersectionObserver(
    (entries) => {
      for (const { target, intersectionRatio } of entries) {
        clearTimeout(known.get(target))
        if (intersectionRatio >= seenShare) known.set(target, setTimeout(seen, seenMs, target))
      }
    },
    { threshold: seenShare },
  )
  const find = () => {
    for (const element of document.querySelectorAll(ctas)) {
      if (known.has(element)) continue
      known.set(element, 0)
      views.observe(element)
    }
  }
  new MutationObserver(find).observe(document, { childList: true, subtree: true, attributeFilter: ['data-cta'] })
  return () => {
    known.forEach(clearTimeout)
    known.clear()
    views.disconnect()
    find()
  }
}

function watchForms(track: Track): void {
  listen('submit', ({ target }) => {
    const form = target as HTMLFormElement
    track('form_submit', describeForm(form))
    const who = typedInto(form)
    if (who['email'] || who['phone']) track('identify', who)
  })
}

function watchVideos(track: Track): void {
  /** File → percent. */
  const reached: Record<string, number> = {}
  const look = ({ target }: Event) => {
    const video = target as HTMLVideoElement
    // what loops is decoration
    if (video.localName !== 'video' || video.loop) return
    const from = reached[video.currentSrc] ?? 0
    const now = playedPercent(video)
    for (const percent of [25, 50, 75, 100]) {
      if (percent > from && percent <= now) track('video_progress', { ...describeVideo(video), percent })
    }
    reached[video.currentSrc] = Math.max(from, now)
  }
  // also the last thing before a video has ended
  listen('timeupdate', look)
}
