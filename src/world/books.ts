// The company's books: its files, and the truth, gathered part by part.
import type { Contact } from './people/outcomes.ts'
import { AdReports } from './reports/ads.ts'
import { costsCsv } from './reports/costs.ts'
import { CrmReport } from './reports/crm.ts'
import { Ga4Report } from './reports/ga4.ts'
import { planYaml } from './reports/plan.ts'
import { contractsCsv, dealsCsv, leadsCsv } from './reports/records.ts'
import { dayName, dayNumber } from './setting/calendar.ts'
import type { Platform } from './setting/company.ts'
import type { Setting } from './setting/setting.ts'
import { type Observable, observableOf } from './truth/observable.ts'
import { type PointId, type RealAction, noneOfEach, realActions } from './truth/total.ts'
import type { Part } from './world.ts'

export interface WorldFiles {
  leads: string
  deals: string
  contracts: string
  ads: Record<Platform, string>
  costs: string
  ga4: string
  crm: string
  plan: string
}

/** The truth in brief: conversions that happened, and those that can be known, by point. */
export interface Summary {
  visitors: number
  visits: number
  total: Record<PointId, number>
  observable: Record<PointId, number>
  /** Day (`2026-04-01`) → what happened, by point. */
  byDay: Record<string, Partial<Record<PointId, number>>>
}

export class Books {
  readonly real: RealAction[] = []
  readonly observable: Observable[] = []
  private readonly contacts: Contact[] = []
  private readonly setting: Setting
  private readonly ads: AdReports
  private readonly ga4: Ga4Report
  private readonly crm: CrmReport
  private visitors = 0
  private visits = 0

  constructor(setting: Setting) {
    this.setting = setting
    this.ads = new AdReports(setting)
    this.ga4 = new Ga4Report(setting)
    this.crm = new CrmReport(setting)
  }

  add({ visitors, seen, contacts }: Part): void {
    for (const contact of contacts) this.contacts.push(contact)
    for (const visitor of visitors) {
      this.visitors += 1
      this.visits += visitor.visits.length
      const contact = contacts.find(({ lead }) => lead.id === `L${visitor.key}`)
      const reached = realActions(visitor.acts, contact?.deals ?? [])
      this.ads.add(visitor, reached)
      this.ga4.add(visitor, reached)
      if (contact) this.crm.add(contact, visitor.acts[0]!.visit.way.channel)
      this.real.push(...reached)
    }
    if (visitors.length === 0) {
      for (const contact of contacts) this.crm.add(contact, 'trade_show')
      this.real.push(
        ...realActions(
          [],
          contacts.flatMap(({ deals }) => deals),
        ),
      )
    }
    this.observable.push(...observableOf(seen, contacts))
  }

  files(): WorldFiles {
    return {
      leads: leadsCsv(this.contacts),
      deals: dealsCsv(this.contacts),
      contracts: contractsCsv(this.contacts),
      ads: this.ads.csv(),
      costs: costsCsv(this.setting),
      ga4: this.ga4.csv(),
      crm: this.crm.csv(),
      plan: planYaml(this.setting),
    }
  }

  summary(): Summary {
    const { span } = this.setting
    const byDay: Summary['byDay'] = {}
    const first = this.real.filter(({ again }) => !again)
    for (const { point, at } of first.toSorted((a, b) => a.at - b.at)) {
      const today = (byDay[dayName(span, dayNumber(span, at))] ??= {})
      today[point] = (today[point] ?? 0) + 1
    }
    const { visitors, visits } = this
    return { visitors, visits, total: countByPoint(first), observable: countByPoint(this.observable), byDay }
  }
}

function countByPoint(reached: readonly { point: PointId }[]): Record<PointId, number> {
  const counts = noneOfEach()
  for (const { point } of reached) counts[point] += 1
  return counts
}
