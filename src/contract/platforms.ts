// Ad platforms: one name for each, and what people call it.
import { platformNames } from './library.ts'

const aliases: Record<string, string> = {
  facebook: 'meta', fb: 'meta', instagram: 'meta', facebook_ads: 'meta', meta_ads: 'meta',
  google: 'google_ads', adwords: 'google_ads', googleads: 'google_ads',
  bing: 'microsoft', bing_ads: 'microsoft', microsoft_ads: 'microsoft',
  tiktok_ads: 'tiktok', line_ads: 'line', twitter: 'x', linkedin_ads: 'linkedin',
  yahoo_japan: 'ly', yahoo_ads: 'ly', yss: 'ly_search', ysa: 'ly_search', ydn: 'ly_display', yda: 'ly_display',
} // prettier-ignore

/** `Google Ads`, `adwords` → `google_ads`; a platform that is not known keeps its name in lower case. */
export function canonicalPlatform(name: string): string {
  const plain = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return aliases[plain] ?? plain
}

/** Those of which files tell more than the library's names do. */
const otherNames: Record<string, string> = {
  ly_search: 'LY Search Ads', ly_display: 'LY Display Ads',
  x: 'X', pinterest: 'Pinterest', snapchat: 'Snapchat', reddit: 'Reddit',
} // prettier-ignore

/** `google_ads` → `Google Ads`; a platform that is not known is called as it is. */
export function platformLabel(platform: string): string {
  return { ...otherNames, ...platformNames }[platform] ?? platform
}
