// What a site tells the tag: its options, its commands, and what it can ask back.
import type { Campaign } from './campaign.ts'
import type { TagEvent } from './event.ts'

/** `off`: nothing is sent or stored. `cookieless`: sent, but nothing is stored. `full`: visitor and visit are known again. */
export type ConsentMode = 'off' | 'cookieless' | 'full'

/** Purposes that somebody agreed to or refused one by one; what is left out follows the mode. */
export interface Purposes {
  ad_storage?: boolean
  ad_user_data?: boolean
  ad_personalization?: boolean
}

export interface Options {
  /** A browser key: `onecount key create NAME --kind browser --origin URL`. */
  key: string
  /** Address of the collector, such as `https://collect.example.com/`. */
  collector: string
  /** Until the `consent` command says otherwise; `full` when left out. */
  consent?: ConsentMode
  /** Other sites of yours that a visit goes on at, such as `shop.example`; their subdomains count too. */
  domains?: readonly string[]
}

export type Properties = Record<string, unknown>

/** Who it is. The collector hashes e-mail and phone (with country code) before it writes anything. */
export interface Who {
  user_id?: string
  email?: string
  phone?: string
}

/** What a form may want in its hidden fields. Empty while consent is not `full`. */
export interface Known {
  visitor_id?: string
  session_id?: string
  /** UTM parameters and `click_ids` of the last campaign, for 90 days. */
  campaign?: Campaign | undefined
  /** Value of `_oc` in the address of a page on another of `domains`, good for two minutes. */
  link?: string
}

export interface Commands {
  /**
   * Your own event. `order_id`, `payment_id`, `deal_id`, `value`, `currency`, `experiment`, `email`
   * and `phone` become fields of it.
   */
  track(name: string, properties?: Properties, options?: { id?: string }): TagEvent | undefined
  /** One more page view, where the address did not change. */
  page(): void
  identify(who: Who): void
  /** Takes effect at once. */
  consent(mode: ConsentMode, purposes?: Purposes): void
  get(callback: (known: Known) => void): void
}

/** `onecount('track', 'sign_up')` is `commands.track('sign_up')`. */
export type Onecount = <Name extends keyof Commands>(command: Name, ...values: Parameters<Commands[Name]>) => void
