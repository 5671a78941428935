// The collector with its fsync taken out, to show that the checker of the trace would notice.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

Reflect.set(fs, 'fdatasync', (_: number, done: (error: null) => void) => setImmediate(done, null))
syncBuiltinESMExports()

await import('#cli/collector.ts')
