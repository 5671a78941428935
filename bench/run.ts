// npm run bench [-- --large] [-- --long] [-- --only ask]: runs the benchmarks one after the other and writes bench/results.md.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
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
  { name: 'count', args: [] },
  { name: 'ask', args: ['1000000'] },
  ...(values.large ? [{ name: 'ask', args: ['10000000'] }] : []),
  { name: 'properties', args: ['1000000'] },
  ...(values.large ? [{ name: 'properties', args: ['10000000'] }] : []),
  { name: 'attribution', args: [] },
  { name: 'scorecard', args: [] },
  { name: 'import', args: [] },
  { name: 'sustained', args: values.long ? ['300'] : ['60'] },
  { name: 'live', args: values.long ? ['300'] : ['60'] },
  { name: 'dialects', args: [] },
  { name: 'pages', args: [] },
  ...(values.large ? [{ name: 'ask', args: ['100000000'] }] : []),
]

/** The share of the processors that others use, over two seconds. */
async function usedByOthers(): Promise<number> {
  const idle = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0)
  const [before, began] = [idle(), performance.now()]
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  return 1 - (idle() - before) / ((performance.now() - began) * cpus().length)
}

const busy = (await usedByOthers()) > 0.15

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
const page = join(here, 'results.md')
const results: ReturnType<typeof run>[] = []
for (const benchmark of wanted) {
  results.push(run(benchmark))
  // after each, so that a run that is broken off leaves what it measured
  if (values.only === undefined) keep()
}
console.log(describe())

function keep(): void {
  const plot = growthPlot(results.flatMap(({ figures }) => figures))
  writeFileSync(page, describe())
  if (plot) writeFileSync(join(here, 'growth.svg'), plot)
}

function describe(): string {
  const figures = results.flatMap((result) => result.figures)
  const said = results.flatMap((result) => result.said)
  const left = wanted.slice(results.length).map(({ name, args }) => [name, ...args].join(' '))
  if (left.length > 0) said.push(`Not measured in this run: ${left.join(', ')}.`)
  return `# Benchmarks

${new Date().toISOString().slice(0, 10)}, ${machine()}.
${busy ? '\n**The machine was busy with other work: absolute figures are worse than on an idle one; ratios less so.**\n' : ''}
Ours and the reference ran in turns in one process tree on one machine; the figures are medians. \`npm run bench\` makes
this page again, with \`--large\` over 10 M and 100 M events too, with \`--long\` with single events for five minutes.

| what | ours | reference | unit | ratio | reference is | repetitions | target | |
|---|--:|--:|---|--:|---|--:|---|---|
${figures.map(row).join('\n')}

${growthPlot(figures) ? '![How costs grow with the number of events](growth.svg)\n\n' : ''}${said.map((line) => `- ${line}`).join('\n')}
`
}
