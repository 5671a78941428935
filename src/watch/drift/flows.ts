// Days of what each segment did: the values that drift is explained from.
import type { DriftSide } from '#contract/drift.ts'
import { type DriftMetric, type Flow, type Flows, measured, sumFlows, uncredited } from '#stats/decompose.ts'

/** A day and its flows by segment. */
export interface FlowDay {
  /** `2026-05-01`. */
  day: string
  flows: Flows
}

/** Channel, campaign and ad as one name; CVs credited to nothing have none. */
export function segmentOf(channel: string, campaign: string, ad: string): string {
  return channel === '' ? uncredited : [channel, campaign, ad].join(between)
}

const between = '\u001f'

export function partsOf(segment: string): { channel: string; campaign: string; ad: string } {
  const [channel = '', campaign = '', ad = ''] = segment.split(between)
  return { channel, campaign, ad }
}

/** The names of a segment on each level: its channel, its campaign, itself. */
export function levelsOf(segment: string): string[] {
  const { channel, campaign, ad } = partsOf(segment)
  return [channel, nameOf([channel, campaign]), nameOf([channel, campaign, ad])]
}

/** Of a level. @param parts channel, campaign, ad, as far down as it goes. */
export function nameOf(parts: readonly string[]): string {
  return parts.join(between)
}

/** A channel, a campaign, or both; `''` is any. */
export interface Place {
  channel: string
  campaign: string
}

export function isAt(segment: string, where: Place): boolean {
  const { channel, campaign } = partsOf(segment)
  if (where.channel !== '' && channel !== where.channel) return false
  return where.campaign === '' || campaign === where.campaign
}

/** What a channel or a campaign alone did. */
export function at(days: readonly FlowDay[], where: Place): FlowDay[] {
  return days.map(({ day, flows }) => ({ day, flows: new Map([...flows].filter(([segment]) => isAt(segment, where))) }))
}

export function sideOf(metric: DriftMetric, flow: Flow): DriftSide {
  const { cost, impressions, clicks, visits, cvs } = flow
  return { value: measured(metric, flow), cost, impressions, clicks, visits, cvs }
}

export function within(days: readonly FlowDay[], from: string, to: string): FlowDay[] {
  return days.filter(({ day }) => from <= day && day <= to)
}

export function wholeFlow(days: readonly FlowDay[]): Flow {
  return sumFlows(days.map(({ flows }) => sumFlows(flows.values())))
}
