// What the page Explore says: its types; the words stand in words-en.tsx and words-ja.tsx.
import type { ReactNode } from 'react'
import type { DimensionGroup, Group } from './catalogue.ts'
import type { Time } from './periods.ts'
import type { Preset } from './presets.tsx'

export interface ExploreWords {
  title: string
  question: string
  presetsLabel: string
  presets: Record<Preset, string>
  metrics: string
  groups: Record<Group, string>
  by: string
  dimensionGroups: Record<DimensionGroup, string>
  notSplit: string
  choose: string
  points: string
  allPoints: string
  macroPoint: string
  micro: string
  onlyMicro: string
  filter: string
  addFilter: string
  only(name: string): string
  all: string
  compare: string
  noComparison: string
  previous: string
  yearBefore: string
  ownDays: string
  basis: string
  byConversion: string
  byClick: string
  credit: string
  byLedger: string
  /** Why no model can be chosen. */
  creditHint: string
  halfLife: string
  known: string
  search: string
  noneFits: string
  /** An attribute of persons. */
  ofPerson(name: string): string
  /** Values of a property that an event does not have, and of a call to action where none was clicked. */
  notSet: string
  noClick: string
  devices: Readonly<Record<string, string>>
  noMetric: string
  noMetricHint: string
  nothingHint: string
  total(p: { name: string; of: string; days: string; figure: ReactNode }): ReactNode
  noTotal(p: { name: string; days: string; why: string }): string
  /** By which model CVs were dealt out, and how that one does it. */
  dealtOut(p: { model: string; how: string }): string
  /** The last day, week or month that is over; `late`: how much of it has arrived. */
  latest(p: { time: Time; when: string; figure: ReactNode; late: ReactNode; before: ReactNode }): ReactNode
  /** `isSum`: an amount and no rate; `next`: who is too near to be told from it. */
  most(p: {
    who: string
    figure: ReactNode
    isSum: boolean
    next: { who: string; figure: ReactNode } | null
  }): ReactNode
  /** `certain`: whether the interval holds no 0; null where there is none. */
  moved(p: { before: string; days: string; change: ReactNode; more: boolean; certain: boolean | null }): ReactNode
  beforeOnly(p: { before: string; days: string }): string
  /** Why no row has a figure of a metric. */
  noSplit(p: { name: string; why: string }): string
  cannotAsk: string
  chart: string
  chartOf: string
  legendIntervals: string
  legendCompared: string
  legendLines: string
  before: string
  table: string
  totalRow: string
  more(count: string): string
  between(low: string, high: string): string
  wasBefore(value: string): string
  tooEarly(arrived: string): string
  growsTo(arrived: string, value: string): string
  takeAway: string
  definitionsFile: string
  share: string
  shareTitle: string
  shareDays: string
  shareHint: string
  days(count: number): string
  shared(until: string): string
  shares: string
  shareBy: string
  shareUntil: string
  shareOpened: string
  revoke: string
  revokeTitle(title: string): string
  revokeText: string
  titleBy(metrics: string, by: string): string
  sharedTitle: string
  sharedAt(at: string, until: string): string
  since(p: { erased: number; removed: number }): string
  sql: string
  sqlHint: string
}
