// All sentences of the server in Japanese.
import { alertsToldJa } from './alerts.ts'
import { attributionJa } from './attribution.ts'
import { driftToldJa } from './drift.ts'
import { figuresJa } from './figures.ts'
import { filesJa } from './files.ts'
import { gapsJa } from './gaps.ts'
import { healthJa } from './health.ts'
import { mappingToldJa } from './mapping.ts'
import { plansJa } from './plans.ts'
import { refusalsJa } from './refusals.ts'
import { reportsToldJa } from './reports.ts'
import { scorecardToldJa } from './scorecard.ts'
import { sourcesJa } from './sources.ts'
import { targetsToldJa } from './targets.ts'
import type { Catalogue } from './told.ts'

/** What each part of the server says. */
export const tables: readonly Catalogue[] = [
  alertsToldJa,
  attributionJa,
  driftToldJa,
  figuresJa,
  gapsJa,
  refusalsJa,
  mappingToldJa,
  plansJa,
  filesJa,
  healthJa,
  reportsToldJa,
  scorecardToldJa,
  sourcesJa,
  targetsToldJa,
]

export const japanese: Catalogue = Object.assign({}, ...tables) as Catalogue
