// onecount import rates: exchange rates by day, so that cost in several currencies can be told in one.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { type ExchangeRate, exchangeRateSchema } from '#contract/rates.ts'
import { sayIssue } from '#contract/say-issue.ts'
import { Problem, type ProblemDetail } from '#util/problem.ts'
import type { Cli } from '../context.ts'

interface Stored {
  stored: number
  rates: { currency: string; into: string; from: string; to: string; days: number }[]
}

export function registerImportRates(command: Command, cli: Cli): void {
  command
    .command('rates')
    .argument('<file>', 'CSV with the columns day, currency, rate; into where it is not --into')
    .description('exchange rates: one unit of currency is so many of another')
    .option('--into <code>', 'the currency that rates lead to, such as JPY')
    .action(async (file: string, { into, json }: { into?: string; json?: boolean }) => {
      const rates = readRates(textOf(resolve(cli.cwd, file), file), into)
      const response = await cli.api('/api/v1/rates', { method: 'POST', body: JSON.stringify({ rates }) })
      const stored = (await response.json()) as Stored
      if (json) return cli.print(JSON.stringify(stored))
      cli.print(`${stored.stored.toLocaleString('en')} rates stored. Known now:`)
      for (const each of stored.rates) {
        cli.print(`  ${each.currency} to ${each.into}: ${each.from} to ${each.to}, ${each.days} days`)
      }
    })
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new Problem('no_file', `${file} cannot be read: ${(error as Error).message}`, {
      hint: 'Name a CSV file with the columns day, currency, rate.',
    })
  }
}

/** Rates are written by us or a spreadsheet, without quotes. Throws Problem `wrong_rates` and takes none where a line is wrong. */
function readRates(text: string, into: string | undefined): ExchangeRate[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const [header = '', ...rows] = lines
  const names = header.split(',').map((name) => name.trim().toLowerCase())
  const column = (name: string): number => names.indexOf(name)
  const lacking = ['day', 'currency', 'rate'].filter((name) => column(name) < 0)
  if (column('into') < 0 && into === undefined) lacking.push('into')
  if (lacking.length > 0) {
    const hint = 'The columns are day, currency, rate, and into; or name --into JPY for all rows.'
    throw new Problem('wrong_rates', `The file lacks ${lacking.join(', ')}. Nothing was stored.`, { hint })
  }
  const faults: ProblemDetail[] = []
  const rates = rows.flatMap((line, index): ExchangeRate[] => {
    if (line.trim() === '') return []
    const cells = line.split(',').map((cell) => cell.trim())
    const read = exchangeRateSchema.safeParse(
      {
        day: cells[column('day')],
        currency: cells[column('currency')],
        into: column('into') < 0 ? into : cells[column('into')],
        rate: Number(cells[column('rate')]),
      },
      { error: sayIssue },
    )
    if (read.success) return [read.data]
    const [issue] = read.error.issues
    faults.push({ field: `line ${index + 2}, ${issue!.path.join('.')}`, message: issue!.message })
    return []
  })
  if (faults.length === 0 && rates.length > 0) return rates
  const message = faults.length > 0 ? 'Some rates cannot be used. Nothing was stored.' : 'The file holds no rates.'
  throw new Problem('wrong_rates', message, { details: faults.slice(0, 5) })
}
