// The line that puts the tag into a page.
import type { About } from '#contract/about.ts'
import { getJson } from '../api.ts'
import { useLanguage } from '../language/language.tsx'
import { Command } from '../shell/command.tsx'
import { useLoaded } from '../use-loaded.ts'

/** With the key, while it can be shown; else with a place for one. */
export function TagSnippet({ browserKey }: { browserKey?: string }) {
  const { say } = useLanguage()
  const words = say.tag
  const { data } = useLoaded('about', (signal) => getJson<About>('/api/v1/about', signal))
  if (!data) return null
  return (
    <div className="tag-snippet">
      <p>{browserKey === undefined ? words.pasteWith : words.paste}</p>
      <Command text={`<script async src="${data.collectUrl}/tag.js" data-key="${browserKey ?? 'oc_b_…'}"></script>`} />
      <small>
        {words.address} {words.consent}
      </small>
    </div>
  )
}
