// What the plan calls a channel.
import type { ChannelRule } from './plan.ts'

/** Text in both languages of the screens. */
export interface InBothLanguages {
  en: string
  ja: string
}

/** In both languages, also where the plan says it in one; null where it gives no name. */
export function labelOf({ label }: Pick<ChannelRule, 'label'>): InBothLanguages | null {
  if (label === undefined) return null
  if (typeof label === 'string') return { en: label, ja: label }
  const either = label.en ?? label.ja ?? ''
  return { en: label.en ?? either, ja: label.ja ?? either }
}
