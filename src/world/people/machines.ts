// Machines that open the site too: robots, driven browsers, pages that send without end, forms that fill themselves in. They
// send as pages do, and nothing of it is anybody's: no file has it, and the ledger must leave it out.
import type { WireEvent } from '#contract/event.ts'
import type { Junk } from '#contract/junk.ts'
import { dayMs } from '#util/duration.ts'
import { timeOfDay } from '../setting/calendar.ts'
import { type ActionName, actions, company, pilotPrices } from '../setting/company.ts'
import { type Setting, stream } from '../setting/setting.ts'
import { type PointId, pointOf } from '../truth/total.ts'

export interface MachineKind {
  /** Why all that it sends is left out. */
  junk: Exclude<Junk, ''>
  agent: string
  /** Whether it keeps a cookie; without one each event stands for itself. */
  remembered: boolean
  /** What it sends: pages, forms, then an action so many times; and the milliseconds from one to the next. */
  pages: number
  forms: number
  action: ActionName
  times: number
  everyMs: number
}

const person =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const robot = 'Mozilla/5.0 (compatible; ExampleBot/2.1; +https://robots.example/)'
const headless = person.replace('Chrome', 'HeadlessChrome')

/** Machine number n is of kind n modulo their number, so that how many there are of each is no matter of chance. */
export const machineKinds: readonly MachineKind[] = [
  {
    junk: 'bot',
    agent: robot,
    remembered: true,
    pages: 5,
    forms: 0,
    action: 'whitepaper_downloaded',
    times: 1,
    everyMs: 2_000,
  },
  {
    junk: 'automated',
    agent: headless,
    remembered: true,
    pages: 3,
    forms: 0,
    action: 'trial_started',
    times: 1,
    everyMs: 4_000,
  },
  {
    junk: 'too_fast',
    agent: person,
    remembered: true,
    pages: 1,
    forms: 1,
    action: 'webinar_registered',
    times: 1,
    everyMs: 300,
  },
  {
    junk: 'bot',
    agent: robot,
    remembered: false,
    pages: 2,
    forms: 0,
    action: 'demo_requested',
    times: 2,
    everyMs: 5_000,
  },
  {
    junk: 'flood',
    agent: person,
    remembered: true,
    pages: 1,
    forms: 0,
    action: 'order_completed',
    times: 120,
    everyMs: 300,
  },
]

export interface Machine {
  kind: MachineKind
  /** In order of time. */
  events: WireEvent[]
}

/** A sighting that would be a conversion if a person had made it. */
export interface JunkTruth {
  point: PointId
  id: string
  at: number
  junk: MachineKind['junk']
}

export function machineCount({ options, defects }: Setting): number {
  return Math.round(options.visitors * defects.machines)
}

/** All machines, spread evenly over the days. */
export function* machinesOf(setting: Setting): Generator<Machine> {
  const count = machineCount(setting)
  for (let number = 0; number < count; number += 1) yield makeMachine(setting, number, count)
}

/** What must be left out of the ledger, and why. */
export function junkTruth({ kind, events }: Machine): JunkTruth[] {
  return events
    .filter(({ name }) => name === kind.action)
    .map(({ id, time }) => ({ point: pointOf[kind.action], id: id!, at: Number(time), junk: kind.junk }))
}

function makeMachine(setting: Setting, number: number, count: number): Machine {
  const { options, span, days } = setting
  const kind = machineKinds[number % machineKinds.length]!
  const random = stream(setting, `machine/${number}`)
  const key = `m${options.seed}-${number}`
  const day = Math.floor((number * days.length) / count)
  const start = span.start + day * dayMs + timeOfDay(random)
  const common: Partial<WireEvent> = {
    ...(kind.remembered ? { visitor_id: key } : { consent: { analytics: 'denied', ad_storage: 'denied' } }),
    user_agent: kind.agent,
  }
  const { pages, forms, action, times, everyMs } = kind
  const { thanks } = actions.find(({ name }) => name === action)!
  const names = [...named('page_view', pages), ...named('form_submit', forms), ...named(action, times)]
  const events = names.map((name, index): WireEvent => {
    const url = company.site + (name === action ? thanks : '/features')
    return { id: `${key}-${index}`, name, time: start + index * everyMs, ...common, url, ...orderOf(name, key, index) }
  })
  return { kind, events }
}

function named(name: string, times: number): string[] {
  return Array<string>(times).fill(name)
}

function orderOf(name: string, key: string, index: number): Partial<WireEvent> {
  return name === 'order_completed'
    ? { order_id: `O${key}-${index}`, value: pilotPrices[0], currency: company.currency }
    : {}
}
