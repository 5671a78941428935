// Every operation of the API in words: the OpenAPI document is made of this table.
import { actionOperations } from './actions.ts'
import { alertOperations } from './alerts.ts'
import { countingOperations } from './counting.ts'
import { importOperations } from './imports.ts'
import { peopleOperations } from './people.ts'
import { planOperations } from './plans.ts'
import { questionOperations } from './questions.ts'
import { reportOperations } from './reports.ts'
import { scorecardOperations } from './scorecard.ts'
import { serviceOperations } from './service.ts'
import { sourceOperations } from './sources.ts'
import { targetOperations } from './targets.ts'
import type { Operation } from './operation.ts'

export const operations: readonly Operation[] = [
  ...sourceOperations,
  ...questionOperations,
  ...targetOperations,
  ...scorecardOperations,
  ...actionOperations,
  ...alertOperations,
  ...reportOperations,
  ...countingOperations,
  ...planOperations,
  ...peopleOperations,
  ...importOperations,
  ...serviceOperations,
]
