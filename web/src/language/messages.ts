// Everything the app says, as types: each language fills in all of it. Sentences take their parts as nodes, so
// that a figure inside a sentence can be opened, and so that no sentence is put together from pieces.
import type { ReactNode } from 'react'
import type { CtasWords } from '../ctas/words.tsx'
import type { AllocationWords } from '../allocation/words.ts'
import type { ActionsWords } from '../actions/words.ts'
import type { AlertsWords } from '../alerts/words.ts'
import type { AttributionWords } from '../attribution/words.ts'
import type { DriftPageWords } from '../drift/words.ts'
import type { ReportsWords } from '../reports/words.ts'
import type { ScorecardWords } from '../scorecard/words.ts'
import type { DefinitionsWords } from '../definitions/words.ts'
import type { ExploreWords } from '../explore/words.ts'
import type { EventsWords } from '../events/words.ts'
import type { GlossaryWords } from '../glossary/words.ts'
import type { ImportWords } from '../importing/words.ts'
import type { LedgerWords } from '../ledger/words.ts'
import type { PrivacyWords } from '../persons/words.ts'
import type { ChannelWords } from '../settings/channel-words.ts'
import type { TagWords } from '../settings/tag-words.ts'
import type { SettingsWords } from '../settings/words.ts'
import type { SourcesWords } from '../sources/words.ts'
import type { TargetsWords } from '../targets/words.ts'
import type { PageId, SectionId } from '../pages.ts'
import type { Told } from '../told/told.ts'
import type { Period } from '../address.ts'
import type { Theme } from '../theme.ts'

export interface Sentence {
  week: ReactNode
  macro: ReactNode
  /** Each micro with its name, joined as a list. */
  micros: ReactNode
}

export interface Messages {
  nav: {
    main: string
    menu: string
    skip: string
    /** Null: the section stands without a heading. */
    sections: Record<SectionId, string | null>
  } & Record<PageId, string>
  language: string
  theme: { label: string } & Record<Theme, string>
  period: {
    label: string
    preset: Record<Period, string>
    own: string
    from: string
    to: string
    wrongOrder: string
  }
  plan: { label: string; asWas: string; asIs(version: number): string; none: string }
  reports: ReportsWords
  scorecard: ScorecardWords
  overview: {
    title: string
    lastWeek(p: Sentence): ReactNode
    lastWeekMacroOnly(p: Omit<Sentence, 'micros'>): ReactNode
    /** A figure and what it counts, as it stands inside a sentence. */
    counted(figure: ReactNode, name: string): ReactNode
    leader(p: { channel: string; name: string; cv: ReactNode; total: ReactNode }): ReactNode
    noneYet(name: string): ReactNode
    cost(p: { name: string; cpa: ReactNode }): ReactNode
    chart: string
    chartSummary(p: { name: string; from: string; to: string; last: string }): string
    week: string
    weekOf(range: string): string
    soFar: string
    band: string
    asTable: string
    asChart: string
    scrub: string
    table: string
    tableHint: string
    channel: string
    total: string
    notes: string
  }
  metrics: Record<string, string>
  /** A sentence of the server's: a rule, a formula, a refusal. */
  told: Told
  tiers: Record<string, string>
  channels: Record<string, string>
  unknownChannel: string
  refused: string
  /** Of a recent period, in whole per cent; `off` is null where history is too short to test. */
  maturity: {
    early(arrived: string): string
    grows(p: { arrived: string; corrected: string; off: string | null }): string
  }
  interval(low: string, high: string): string
  intervalSpoken(value: string, low: string, high: string): string
  perUnit(unit: string): string
  how: {
    title: string
    close: string
    metric: string
    formula: string
    computed: string
    per: string
    points: string
    planVersion: string
    asWas: string
    asIs(version: number): string
    noPlan: string
    basis: string
    window: string
    period: string
    timezone: string
    currency: string
    interval: string
    noInterval: string
    completeness: string
    countedTo(time: string): string
    nothingCounted: string
    notGiven: string
    askYourself: string
    copy: string
    copied: string
  }
  empty: {
    noPlan: { title: string; text: string; steps: Step[] }
    noData: { title: string; text: string; steps: Step[] }
    noRows: { title: string; text: string; action: string }
  }
  failed: {
    title: string
    kept: string
    unreachable: string
    unreachableHint: string
    asksAgain: string
    signedOut: string
    signedOutHint: string
    updated: string
    updatedHint: string
    broken(message: string): string
    brokenHint: string
    /** A name in the address is none; the page has lists of all. */
    chooseHere: string
    reload: string
    retry: string
    stale: string
  }
  signIn: { title: string; text: string; steps: Step[]; refused: { title: string; text: string; steps: Step[] } }
  loading: string
  /** In which zone a page's times of day are. */
  timesIn(zone: string): string
  table: { sortBy: string; asGiven: string; actions: string }
  palette: { title: string; hint: string; find(id: string): string }
  definitions: DefinitionsWords
  attribution: AttributionWords
  drift: DriftPageWords
  actions: ActionsWords
  alerts: AlertsWords
  targets: TargetsWords
  allocation: AllocationWords
  ledger: LedgerWords
  explore: ExploreWords
  ctas: CtasWords
  events: EventsWords
  sources: SourcesWords
  glossary: GlossaryWords
  import: ImportWords
  privacy: PrivacyWords
  settings: SettingsWords
  channelRules: ChannelWords
  tag: TagWords
}

/** Something to do next, with the command that does it. */
/** Something to do: a command to run, or a page of the app. */
export type Step = { text: string; command: string } | { text: string; page: PageId; open: string }
