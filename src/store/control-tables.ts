// The tables of the control store, row by row; numbered migrations in db/control make them.
import type { Generated } from 'kysely'
import type { ActionMetric, ActionState } from '#contract/actions.ts'
import type { AlertEvent, AlertKind, DeliveryAttempt, MessageView, RecipientKind } from '#contract/alerts.ts'
import type { HookProvider } from '#contract/hook.ts'
import type { ImportEntry } from '#contract/import.ts'
import type { Language } from '#contract/library.ts'
import type { PlanState } from '#contract/plan.ts'
import type { PlanLogEntry } from '#contract/plan-life.ts'
import type { ErasureState } from '#contract/privacy.ts'
import type { ReportQuery } from '#contract/reports.ts'
import type { CampaignChange } from '#contract/scorecard.ts'
import type { Role } from '#contract/user.ts'

export interface KeyRow {
  id: string
  name: string
  kind: 'write' | 'browser' | 'api'
  source: string
  hash: string
  origins: string
  created_at: number
  revoked_at: number | null
}

export interface PlanRow {
  version: number
  state: PlanState
  plan: string
  effective: string
  proposed_at: number
  proposed_by: string
  agreed_at: number | null
  text: string | null
}

export interface DraftRow {
  id: string
  text: string
  revision: number
  created_by: string
  created_at: number
  changed_by: string
  changed_at: number
  version: number | null
  discarded_at: number | null
}

export interface PlanLogRow {
  id: number
  version: number
  what: PlanLogEntry['what']
  department: string
  text: string
  by: string
  at: number
}

export interface AgreementRow {
  version: number
  department: string
  by: string
  at: number
}

export interface BatchRow {
  id: number
  origin: 'journal' | 'import' | 'erasure'
  journal: string
  first_seq: number
  last_seq: number
  import_id: string
  state: 'intended' | 'stored'
  events: number
  repeats: number
  min_time: number | null
  max_time: number | null
  created_at: number
  stored_at: number | null
}

export interface DefinitionRow {
  hash: string
  point: string
  counted_batch: number
  counted_at: number | null
  preview: 0 | 1
  wanted_at: number
}

export interface ImportRow {
  id: string
  kind: string
  file_name: string
  options: string
  state: ImportEntry['state']
  started_at: number
  ended_at: number | null
  result: string | null
  undo: string | null
  undone_at: number | null
}

export interface UserRow {
  id: string
  name: string
  role: Role
  hash: string
  link_until: number
  created_at: number
  signed_in_at: number | null
  removed_at: number | null
  departments: string
}

export interface HookRow {
  id: string
  name: string
  provider: HookProvider
  source: string
  options: string
  secrets: string
  created_at: number
  removed_at: number | null
}

export interface RulingRow {
  id: number
  kind: 'merge' | 'split'
  sightings: string
  others: string
  homes: string
  why: string
  by: string
  at: number
  undone_by: string | null
  undone_at: number | null
  revision: number
  counted: number
}

export interface ErasureRow {
  id: string
  by: string
  at: number
  state: ErasureState
  ended_at: number | null
  asked: string
  result: string
  work: string
  waits_for: string
  failure: string
}

export interface RetentionRow {
  kind: string
  days: number
  by: string
  at: number
  applied_at: number | null
  removed: number | null
}

export interface TargetRow {
  target: string
  version: number
  first_day: string
  last_day: string
  effective: string
  body: string
  by: string
  at: number
  why: string
  withdrawn: 0 | 1
}

export interface ShareRow {
  id: string
  hash: string
  title: string
  question: string
  answer: string
  by: string
  at: number
  expires_at: number
  revoked_at: number | null
  opened: number
  opened_at: number | null
}

export interface ActionRow {
  id: string
  hypothesis: string
  change: string
  channel: string
  campaign: string
  page: string
  metric: ActionMetric
  point: string
  expected: number | null
  due: string | null
  owner: string
  started: string | null
  state: ActionState
  created_by: string
  created_at: number
  changed_by: string
  changed_at: number
}

export interface ActionLogRow {
  id: number
  action: string
  state: ActionState
  note: string
  by: string
  at: number
}

export interface ReportRow {
  id: string
  period: ReportQuery['period']
  first_day: string
  last_day: string
  as_of: string
  language: Language
  known_on: string | null
  headline: string
  document: string
  by: string
  at: number
  schedule: string | null
  due: number | null
  sent: string
}

export interface ReportScheduleRow {
  id: string
  period: ReportQuery['period']
  on: number
  hour: number
  language: Language
  recipients: string
  by: string
  at: number
  removed_at: number | null
}

export interface RecipientRow {
  id: string
  name: string
  kind: RecipientKind
  language: Language
  address: string
  target: string
  rules: string
  by: string
  created_at: number
  removed_at: number | null
}

export interface AlertRow {
  id: string
  key: string
  kind: AlertKind
  subject: string
  facts: string
  size: number
  opened_at: number
  updated_at: number
  absent_since: number | null
  closed_at: number | null
  acknowledged_by: string
  muted_until: number | null
}

export interface MessageRow {
  id: string
  recipient: string
  purpose: MessageView['purpose']
  key: string
  title: string
  body: string
  state: MessageView['state']
  created_at: number
  next_at: number | null
}

export interface AttemptRow {
  id: number
  message: string
  at: number
  ended_at: number | null
  outcome: DeliveryAttempt['outcome']
  detail: string
}

export interface NoticeRow {
  alert: string
  recipient: string
  what: 'open' | 'closed'
  message: string
  at: number
}

/** A row whose id the store gives. */
type Numbered<Row> = Omit<Row, 'id'> & { id: Generated<number> }

export interface ControlTables {
  recipients: RecipientRow
  alerts: AlertRow
  alert_events: AlertEvent & { id: Generated<number>; alert: string }
  messages: MessageRow
  delivery_attempts: Numbered<AttemptRow>
  notices: NoticeRow
  actions: ActionRow
  action_log: Numbered<ActionLogRow>
  keys: KeyRow
  plans: PlanRow
  plan_agreements: AgreementRow
  plan_drafts: DraftRow
  plan_log: Numbered<PlanLogRow>
  batches: Numbered<BatchRow>
  definitions: Omit<DefinitionRow, 'preview' | 'wanted_at'> & {
    preview: Generated<0 | 1>
    wanted_at: Generated<number>
  }
  imports: ImportRow
  users: UserRow
  hooks: HookRow
  rulings: Numbered<RulingRow>
  erasures: ErasureRow
  tombstones: { hash: string }
  retention: RetentionRow
  shares: ShareRow
  targets: TargetRow
  campaign_changes: {
    id: string
    campaign: string
    day: string
    what: string
    by: string
    at: number
    removed_at: number | null
    cause: CampaignChange['cause']
    platform: string
    import_id: string | null
  }
  exchange_rates: { day: string; currency: string; into: string; rate: number; at: number }
  reports: ReportRow
  report_schedules: ReportScheduleRow
  settings: { name: string; value: string }
}
