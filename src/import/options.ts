// The options of an import, checked before a byte of the file is read.
import { type ImportOptions, importKinds } from '#contract/import.ts'
import { closest } from '#util/closest.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import { isZone } from '#util/zone.ts'
import { exportFormats } from './formats/all.ts'
import { readPeriod } from './values.ts'

/** What `export` can name. */
const exportNames = ['none', ...exportFormats.map(({ id }) => id)]

const formats = ['csv', 'jsonl', 'parquet', 'xlsx']

/** Returns the options as they are meant. Throws Problem naming every option that is not usable. */
export function checkOptions(options: ImportOptions): ImportOptions {
  const details: ProblemDetail[] = []
  const refuse = (field: string, message: string, hint: string): void => void details.push({ field, message, hint })
  const { kind, format, currency, period, timezone, dateFormat } = options
  if (!importKinds.includes(kind)) {
    const near = closest(kind, importKinds)
    const all = `A file holds one of ${importKinds.join(', ')}.`
    refuse('kind', `There is no kind of file "${kind}".`, near ? `Did you mean ${near}? ${all}` : all)
  }
  if (format !== undefined && !formats.includes(format)) {
    refuse(
      'format',
      `There is no format "${format}".`,
      `Formats are ${formats.join(', ')}; most files need none named.`,
    )
  }
  if (options.export !== undefined && !exportNames.includes(options.export)) {
    const near = closest(options.export, exportNames)
    const all = `Exports are ${exportNames.join(', ')}; none reads the file as any table.`
    refuse('export', `There is no export "${options.export}".`, near ? `Did you mean ${near}? ${all}` : all)
  }
  if (options.point !== undefined && !/^[a-z][a-z0-9_]*$/.test(options.point)) {
    refuse('point', `"${options.point}" is not a conversion point.`, 'Write its id as the plan has it, such as lead.')
  }
  if (currency !== undefined && !/^[A-Za-z]{3}$/.test(currency)) {
    refuse('currency', `"${currency}" is not a currency.`, 'Write a three-letter code such as JPY.')
  }
  if (period !== undefined && !readPeriod(period)) {
    refuse(
      'period',
      `"${period}" is not a period.`,
      'Write first and last day, 2026-04-01..2026-04-30, or a month with two digits, 2026-04.',
    )
  }
  if (timezone !== undefined && !isZone(timezone)) {
    refuse('timezone', `"${timezone}" is not a time zone.`, 'Write its name, such as Asia/Tokyo or UTC.')
  }
  if (dateFormat !== undefined && dateFormat !== 'dmy' && dateFormat !== 'mdy') {
    refuse(
      'date-format',
      `"${String(dateFormat)}" is not an order of dates.`,
      'Write dmy (day first) or mdy (month first).',
    )
  }
  if (details.length > 0) throw new Problem('wrong_option', details[0]!.message, { details })
  return currency === undefined ? options : { ...options, currency: currency.toUpperCase() }
}
