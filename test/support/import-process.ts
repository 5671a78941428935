// A process that owns the engine and imports one file, telling its progress line by line; for tests that kill it.
import { createReadStream } from 'node:fs'
import type { ImportOptions } from '#contract/import.ts'
import { prepareImport } from '#import/import.ts'
import { openStore } from '#store/store.ts'
import { systemClock } from '#util/clock.ts'

const [folder, file, options] = process.argv.slice(2) as [string, string, string]
const store = await openStore(folder)
const prepared = await prepareImport({ store, clock: systemClock }, JSON.parse(options) as ImportOptions, {
  bytes: createReadStream(file),
  totalBytes: null,
})
console.log(JSON.stringify({ stage: 'ready' }))
const result = await prepared.run((progress) => console.log(JSON.stringify(progress)))
console.log(JSON.stringify({ stage: 'done', ...result }))
await store.close()
