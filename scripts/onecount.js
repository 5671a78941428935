// `npm run onecount -- …` and `npm run demo`: installs and builds what is missing, then runs the command line.
import { installMissing } from './install.js'
import { runningAddress } from './running.js'

const say = (line) => console.error(line)

// npm runs scripts in the package's folder; paths on the command line are meant from where the person is.
const lifecycle = process.env['npm_lifecycle_event']
const from = (lifecycle === 'onecount' || lifecycle === 'demo') && process.env['INIT_CWD']

const starts = ['demo', 'up'].includes(process.argv[2] ?? '')
const running = starts ? await runningAddress(from || process.cwd()) : undefined
if (running !== undefined) {
  say(`Onecount runs on this data folder already, at ${running}`)
  say('  → Open that, or stop it first; `npm run onecount -- doctor` prints the sign-in link.')
  process.exit(1)
}

try {
  installMissing(say)
  const { build } = await import('./build.js')
  await build(say)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

if (from) process.chdir(from)

await import(new URL('../dist/main.js', import.meta.url).href)
