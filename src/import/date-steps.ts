// Whether the dates of a report step by weeks or months with nothing that says where a row ends: such rows may be about
// more than the day that they name.
import type { ImportOptions } from '#contract/import.ts'
import { dayNumber } from '#util/days.ts'
import { spanFields } from './fields.ts'
import type { Row } from './rows.ts'
import type { TimeReader } from './values.ts'

export type Step = 'week' | 'month'

/** Rows that decide; files of days decide with the second day of a campaign. */
const rowsLookedAt = 50_000
const namedBy = ['platform', 'account', 'channel', 'campaign', 'ad_group', 'ad', 'label'] as const

/** Looks at the dates of each thing that costs: they step by weeks when they all lie on one of its weekdays. */
export class DateSteps {
  readonly #date: string
  readonly #names: readonly string[]
  readonly #times: TimeReader
  readonly #days = new Map<string, Set<number>>()
  readonly #can = { week: true, month: true }
  #rows = 0

  constructor(fields: Readonly<Record<string, string>>, date: string, times: TimeReader) {
    this.#date = date
    this.#names = namedBy.flatMap((field) => fields[field] ?? [])
    this.#times = times
  }

  look(rows: readonly Row[]): void {
    for (const { record } of rows) {
      if (this.#rows >= rowsLookedAt || !(this.#can.week || this.#can.month)) return
      const day = this.#times.day(record[this.#date] ?? '')
      if (typeof day === 'string') this.#add(this.#names.map((column) => record[column] ?? '').join('\0'), day)
    }
  }

  #add(name: string, day: string): void {
    this.#rows += 1
    const number = dayNumber(day)
    const days = this.#days.get(name) ?? new Set<number>()
    this.#days.set(name, days)
    const [first = number] = days
    days.add(number)
    if ((number - first) % 7 !== 0) this.#can.week = false
    if (!day.endsWith('-01')) this.#can.month = false
  }

  /** The step, where at least two pairs of neighbouring dates keep it and most dates have such a neighbour. */
  step(): Step | undefined {
    const gaps = [...this.#days.values()].flatMap((days) => gapsOf(days))
    const keeps = (kind: Step): number => gaps.filter((gap) => (kind === 'week' ? gap === 7 : gap < 32)).length
    const alone = [...this.#days.values()].filter(({ size }) => size === 1).length
    return (['week', 'month'] as const).find((kind) => {
      const kept = keeps(kind)
      return this.#can[kind] && kept >= 2 && kept >= gaps.length / 2 && kept >= alone
    })
  }
}

function gapsOf(days: ReadonlySet<number>): number[] {
  const sorted = [...days].toSorted((a, b) => a - b)
  return sorted.slice(1).map((day, index) => day - sorted[index]!)
}

/** Whether dates are to be looked at: of reports that have one, unless the user says that it is the day. */
export function undecidedDate(
  { kind, map }: ImportOptions,
  fields: Readonly<Record<string, string>>,
): string | undefined {
  const isReport = kind === 'ads' || kind === 'costs' || kind === 'figures'
  const said = map?.['date'] || spanFields.some((field) => fields[field])
  return isReport && !said ? fields['date'] || undefined : undefined
}

const spans = { week: 'seven days', month: 'a month' }

/** What to do about it. @param stored whether the rows are in as days already. */
export function stepNote(step: Step, column: string, stored: boolean): string {
  const last = step === 'week' ? ' (week_end where it names the last day)' : ''
  const remedy = `map the column as ${step}, --map ${step}=${shown(column)}${last}`
  const todo = stored ? `undo this import and ${remedy}` : remedy
  return `The dates in "${column}" are ${spans[step]} apart, and each row is read as one day: if a row is about the whole ${step}, ${todo}; if it is about that day, --map date=${shown(column)} says so`
}

function shown(column: string): string {
  return /^[\w.-]+$/.test(column) ? column : `"${column}"`
}
