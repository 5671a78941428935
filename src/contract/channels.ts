// Channels as the API shows them: the rules in force in their order, and which of them a visit would get.
import { z } from 'zod'
import type { InBothLanguages } from './channel-label.ts'

/** A rule of ours; `words` say when it holds. */
export interface BuiltInRule {
  channel: string
  words: InBothLanguages
}

/** A rule in force. */
export interface ChannelRuleView extends BuiltInRule {
  /** From 1; the first that holds wins. 0 is what is left when none holds. */
  number: number
  from: 'plan' | 'built_in'
  /** What the plan calls the channel. */
  label: InBothLanguages | null
}

export interface ChannelRules {
  rules: ChannelRuleView[]
  sessions: { timeoutMinutes: number; newCampaign: boolean }
  /** The version of the plan in force, whose rules these are; null without a plan. */
  planVersion: number | null
  /** How far counting again by changed rules is, 0 to 1; null when visits are made by these rules. */
  countedAgain: number | null
}

const address = z
  .string()
  .max(8_192)
  .refine((text) => text === '' || URL.canParse(text), 'is not a whole address')
  .default('')

/** What a visit begins with. */
export const channelTestSchema = z.strictObject({
  url: address,
  referrer: address,
  source: z.string().max(256).default(''),
})
export type ChannelTest = z.infer<typeof channelTestSchema>

export interface ChannelTested {
  channel: string
  rule: ChannelRuleView
  paid: boolean
  /** What the rules looked at; `site` is the kind of site that the source or referrer is. */
  read: Record<
    'utm_source' | 'utm_medium' | 'utm_campaign' | 'referrer_host' | 'landing_page' | 'click_ids' | 'site',
    string
  >
}
