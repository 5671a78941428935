// Lists that shapes, forms and tables share, apart from the shapes: who shows a list needs nothing that checks shapes.

export const driftMetrics = ['cpa', 'cvr.session', 'cvr.click'] as const
export type DriftMetric = (typeof driftMetrics)[number]

/**
 * bidding: CPM, or CPC where impressions are not known · creative: CTR · landing: clicks that become a visit ·
 * page: visits that become a CV · mix: who comes, by segment · measurement: what was not seen or not credited ·
 * arrival: CVs of a young period that are still to come.
 */
export const driftCauses = ['bidding', 'creative', 'landing', 'page', 'mix', 'measurement', 'arrival'] as const
export type DriftCause = (typeof driftCauses)[number]

/** Models of attribution, in the order in which they are shown. */
export const attributionModels = [
  'last',
  'last_non_direct',
  'first',
  'linear',
  'time_decay',
  'position',
  'markov',
  'shapley',
] as const
export type AttributionModel = (typeof attributionModels)[number]

/** What an action is measured by: each is a count per something that it comes from. */
export const actionMetrics = ['cv', 'cvr.session', 'cpa', 'ctr', 'landing', 'cpc'] as const
export type ActionMetric = (typeof actionMetrics)[number]

export const alertKinds = [
  'silence',
  'gap',
  'off_target',
  'cpa',
  'pacing',
  'drift',
  'overspend',
  'cap',
  'learning_ended',
] as const
export type AlertKind = (typeof alertKinds)[number]

export interface AlertRule {
  /** About how well it goes, which a learning phase does not tell: held while it lasts. */
  performance: boolean
  /** A share above which it fires; null: what it is found by sets the bar. */
  threshold: { usual: number; least: number; most: number } | null
  /** Hours without it before an alert closes, so that what comes and goes opens one alert. */
  clearHours: number
}

export const alertRules: Readonly<Record<AlertKind, AlertRule>> = {
  silence: { performance: false, threshold: null, clearHours: 1 },
  gap: { performance: false, threshold: null, clearHours: 24 },
  off_target: { performance: true, threshold: null, clearHours: 24 },
  cpa: { performance: true, threshold: { usual: 0.1, least: 0.1, most: 5 }, clearHours: 24 },
  pacing: { performance: true, threshold: { usual: 0.1, least: 0.02, most: 1 }, clearHours: 24 },
  drift: { performance: true, threshold: { usual: 0.15, least: 0.05, most: 5 }, clearHours: 24 },
  overspend: { performance: false, threshold: { usual: 0.15, least: 0.02, most: 5 }, clearHours: 24 },
  cap: { performance: false, threshold: { usual: 0.95, least: 0.5, most: 1 }, clearHours: 24 },
  learning_ended: { performance: false, threshold: null, clearHours: 0 },
}

export const recipientKinds = ['email', 'slack', 'webhook'] as const
export type RecipientKind = (typeof recipientKinds)[number]

export const smtpSecurities = ['tls', 'starttls', 'none'] as const

/** Both sides of the target judged together: enough CVs, cheap enough; in words on every surface. */
export const dualOutcomes = ['reached', 'too_dear', 'too_few', 'missed'] as const
export type DualOutcome = (typeof dualOutcomes)[number]

/** Kinds of rows that are held about a person, in the order in which they are told. */
export const heldKinds = [
  'events',
  'visits',
  'records',
  'conversions',
  'sightings',
  'links',
  'journal',
  'rejected_rows',
  'rulings',
] as const
export type HeldKind = (typeof heldKinds)[number]

/** Kinds of data that can be kept for some days only. Sightings and the ledger stay. */
export const retentionKinds = ['events', 'visits', 'record_persons', 'rejected_events', 'import_files'] as const
export type RetentionKind = (typeof retentionKinds)[number]
