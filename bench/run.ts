// npm run bench [-- --large] [-- --long] [-- --only ask]: runs the benchmarks one after the other and writes bench/results.md.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Figure } from './figures.ts'
import { growthPlot } from './growth.ts'

const { values } = parseArgs({
  options: { large: { type: 'boolean' }, long: { type: 'boolean' }, only: { type: 'string' } },
})
const here = import.meta.dirname

const benchmarks: { name: string; args: string[] }[] = [
  { name: 'collect', args: [] },
  { name: 'dialects', args: [] },
  { name: 'count', args: [] },
  { name: 'import', args: [] },
  { name: 'ask', args: ['1000000'] },
  { name: 'live', args: values.long ? ['300'] : ['60'] },
  ...(values.large
    ? [
        { name: 'ask', args: ['10000000'] },
        { name: 'ask', args: ['100000000'] },
      ]
    : []),
]

const busy = Math.max(...loadavg().slice(0, 2)) > 0.3 * cpus().length

/** Its figures, and lines that it says beside them; what went wrong where it failed. */
function run({ name, args }: (typeof benchmarks)[number]): { figures: Figure[]; said: string[] } {
  console.error(`${name} ${args.join(' ')} …`)
  const command = ['--import', 'tsx', join(here, `${name}.ts`), ...args]
  const done = spawnSync(process.execPath, command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = done.stdout.split('\n').filter((line) => line !== '')
  const isFigure = (line: string): boolean => line.startsWith('{"figure"')
  const figures = lines.filter(isFigure).map((line) => (JSON.parse(line) as { figure: Figure }).figure)
  const said = lines.filter((line) => !isFigure(line))
  if (done.status !== 0) {
    said.push(`${name} ended with ${done.status}; its figures are not complete.`)
    process.exitCode = 1
  }
  return { figures, said }
}

function row({ what, unit, ours, reference, against, repetitions, target = '–', met }: Figure): string {
  const kept = met === undefined ? '–' : met ? 'met' : '**not met**'
  const cells = [
    what,
    number(ours),
    number(reference),
    unit,
    (ours / reference).toFixed(2),
    against,
    repetitions,
    target,
    kept,
  ]
  return `| ${cells.join(' | ')} |`
}

function number(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

function machine(): string {
  const [first] = cpus()
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `${cpus().length} × ${first!.model.trim()}, ${memory} GB, Linux ${release()}, Node ${process.version}`
}

const wanted = benchmarks.filter(({ name }) => values.only === undefined || name === values.only)
const results = wanted.map(run)
const plot = growthPlot(results.flatMap(({ figures }) => figures))
const text = `# Benchmarks

${new Date().toISOString().slice(0, 10)}, ${machine()}.
${busy ? '\n**The machine was busy with other work: absolute figures are worse than on an idle one; ratios less so.**\n' : ''}
Ours and the reference ran in turns in one process tree on one machine; the figures are medians. \`npm run bench\` makes
this page again, with \`--large\` over 10 M and 100 M events too, with \`--long\` with single events for five minutes.

| what | ours | reference | unit | ratio | reference is | repetitions | target | |
|---|--:|--:|---|--:|---|--:|---|---|
${results.flatMap(({ figures }) => figures.map(row)).join('\n')}

${plot ? '![How costs grow with the number of events](growth.svg)\n\n' : ''}${results.flatMap(({ said }) => said.map((line) => `- ${line}`)).join('\n')}
`
const page = join(here, 'results.md')
if (values.only === undefined) {
  writeFileSync(page, text)
  if (plot) writeFileSync(join(here, 'growth.svg'), plot)
}
console.log(values.only === undefined ? readFileSync(page, 'utf8') : text)
