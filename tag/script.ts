// The tag as a script: takes its options from its own element, and the calls that were made before it arrived.
import { guard } from './guard.ts'
import type { ConsentMode, Onecount } from './options.ts'
import { type Call, start } from './start.ts'

/** What a page leaves under our one name is a function that keeps calls in `q`; afterwards it is the tag itself. */
interface Page {
  onecount?: Onecount & { q?: Call[] }
}

guard(() => {
  const page = window as Page
  const { src, dataset } = document.currentScript as HTMLScriptElement
  const { key, consent = 'full', domains = '' } = dataset
  const calls = page.onecount ? page.onecount.q : []
  // included twice, it counts once
  if (!calls) return
  if (!key) throw new Error('no data-key')
  page.onecount = start(
    { key, collector: src, consent: consent as ConsentMode, domains: domains.split(/[, ]+/) },
    calls,
  )
})()
