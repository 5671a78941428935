// A row of a change history, or of a table that somebody keeps → a launch or major change of a campaign.
import type { RowRejection } from '#contract/import.ts'
import { canonicalPlatform } from '#contract/platforms.ts'
import type { ImportedChange } from '#store/campaign-changes.ts'
import { causeNamed, causeTold, changeWords } from './change-causes.ts'
import { type RowContext, rejection } from './row-context.ts'
import type { Row } from './rows.ts'
import { Refusal, isEmpty } from './values.ts'

const longestNote = 400

/** Makes a reader of rows; undefined for a row that is neither a launch nor a major change. */
export function changeReader(context: RowContext): (row: Row) => ImportedChange | RowRejection | undefined {
  const { mapping, options, times } = context
  const cell = ({ record }: Row, field: string): string => {
    const text = (record[mapping.fields[field] ?? ''] ?? '').trim()
    return isEmpty(text) ? '' : text
  }
  return (row) => {
    if (row.unreadable) return rejection(row, '', row.unreadable)
    const [kind, entity, item, event, note] = ['kind', 'entity', 'item', 'event', 'note'].map((field) =>
      cell(row, field),
    )
    const [before, after] = [cell(row, 'before'), cell(row, 'after')]
    const named = kind === '' ? undefined : causeNamed(kind!)
    if (kind !== '' && !named) return rejection(row, 'kind', `is none of ${changeWords.join(', ')}`)
    const cause = named ?? causeTold({ entity: entity!, item: item!, event: event!, note: note!, before, after })
    if (!cause) return undefined
    const campaign = cell(row, 'campaign')
    if (campaign === '') return rejection(row, 'campaign', 'is empty')
    if (campaign.length > longestNote) return rejection(row, 'campaign', `is longer than ${longestNote} characters`)
    const day = times.day(cell(row, 'date'))
    if (day === undefined || day instanceof Refusal) return rejection(row, 'date', day?.reason ?? 'is empty')
    const platform = canonicalPlatform(cell(row, 'platform') || (options.platform ?? ''))
    const moved = before === '' && after === '' ? '' : `${before || '–'} → ${after || '–'}`
    const what = [note || item, moved].filter((part) => part !== '').join(' ')
    return { campaign, day, cause, platform, what: what.slice(0, longestNote) }
  }
}
