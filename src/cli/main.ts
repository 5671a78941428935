// The entry of the command line.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageFolder } from '#store/home.ts'
import { readSettings } from '#util/settings.ts'
import { openCli } from './context.ts'
import { createProgram, run } from './program.ts'

// a reader that has seen enough (`onecount … | head`) is no failure
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as { version: string }

try {
  const cli = openCli(readSettings(process.env), process.cwd())
  const code = await run(createProgram(cli, version), cli, process.argv.slice(2))
  await cli.close()
  // a command may have set a code of its own, as doctor does
  if (code !== 0) process.exitCode = code
} catch (error) {
  console.error(`onecount: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
