// Every export that is recognised. The first whose signature fits is taken: what says more stands before what says less.
import { googleChanges, lyChanges, microsoftChanges } from './change-histories.ts'
import { costSheet } from './cost-sheet.ts'
import type { ExportFormat } from './export-format.ts'
import { ga4 } from './ga4.ts'
import { googleAds } from './google-ads.ts'
import { hubspotDeals } from './hubspot.ts'
import { leadList } from './lead-list.ts'
import { line } from './line.ts'
import { linkedin } from './linkedin.ts'
import { ly, lyDisplay, lySearch } from './ly.ts'
import { meta } from './meta.ts'
import { microsoft } from './microsoft.ts'
import { salesforceOpportunities } from './salesforce.ts'
import { tiktok } from './tiktok.ts'

export const exportFormats: readonly ExportFormat[] = [
  ga4,
  googleAds,
  meta,
  line,
  lySearch,
  lyDisplay,
  ly,
  tiktok,
  microsoft,
  linkedin,
  hubspotDeals,
  salesforceOpportunities,
  leadList,
  costSheet,
  lyChanges,
  microsoftChanges,
  googleChanges,
]
