// Change histories: what was changed in an account, as Yahoo! JAPAN, Microsoft and Google's API put it into files.
import type { ExportFormat } from './export-format.ts'

const shared = { kind: 'changes', footer: /^\s*(合計|Totals?)\s*$/i, kept: [] } as const

/** Search and display write the same columns; the second and third are an older layout, and English. */
export const lyChanges: ExportFormat = {
  ...shared,
  id: 'ly_changes',
  name: 'Yahoo! JAPAN Ads operation history',
  signatures: [
    { columns: ['更新日時', 'エンティティ', 'イベントタイプ', '項目名', 'キャンペーン名'] },
    { columns: ['日時', 'エンティティ', 'イベントタイプ', '項目', 'キャンペーン名'] },
    { columns: ['Lastupdated', 'Entity', 'Eventtype', 'Itemname', 'Campaignname'] },
  ],
  fields: {
    date: ['更新日時', '日時', 'Lastupdated'],
    campaign: ['キャンペーン名', 'Campaignname'],
    entity: ['エンティティ', 'Entity'],
    item: ['項目名', '項目', 'Itemname'],
    event: ['イベントタイプ', 'Eventtype'],
    before: ['更新前', 'Before'],
    after: ['更新後', 'After'],
  },
}

export const microsoftChanges: ExportFormat = {
  ...shared,
  id: 'microsoft_changes',
  name: 'Microsoft Advertising change history',
  signatures: [{ columns: ['DateTime', 'CampaignName', 'ItemChanged', 'AttributeChanged', 'HowChanged'] }],
  constants: { platform: 'microsoft' },
  fields: {
    date: ['DateTime'],
    campaign: ['CampaignName'],
    entity: ['ItemChanged'],
    item: ['AttributeChanged'],
    event: ['HowChanged'],
    before: ['OldValue'],
    after: ['NewValue'],
  },
}

export const googleChanges: ExportFormat = {
  ...shared,
  id: 'google_ads_changes',
  name: 'Google Ads change events',
  signatures: [{ columns: ['change_event.change_date_time', 'change_event.change_resource_type', 'campaign.name'] }],
  constants: { platform: 'google_ads' },
  fields: {
    date: ['change_event.change_date_time'],
    campaign: ['campaign.name'],
    entity: ['change_event.change_resource_type'],
    item: ['change_event.changed_fields'],
    event: ['change_event.resource_change_operation'],
  },
}
