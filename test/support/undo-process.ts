// A process that owns the engine and undoes one import; for tests that kill it.
import { undoImport } from '#import/undo.ts'
import { openStore } from '#store/store.ts'
import { systemClock } from '#util/clock.ts'

const [folder, id] = process.argv.slice(2) as [string, string]
const store = await openStore(folder)
console.log(JSON.stringify({ ready: 'undo' }))
const entry = await undoImport({ store, clock: systemClock }, id)
console.log(JSON.stringify(entry))
await store.close()
