// `npm run onecount -- …` and `npm run demo`: installs and builds what is missing, then runs the command line.
import { installMissing } from './install.js'

const say = (line) => console.error(line)

try {
  installMissing(say)
  const { build } = await import('./build.js')
  await build(say)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}

// npm runs scripts in the package's folder; paths on the command line are meant from where the person is.
const lifecycle = process.env['npm_lifecycle_event']
if ((lifecycle === 'onecount' || lifecycle === 'demo') && process.env['INIT_CWD'])
  process.chdir(process.env['INIT_CWD'])

await import(new URL('../dist/main.js', import.meta.url).href)
