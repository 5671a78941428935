// A process that opens a data folder, answers one SQL question as JSON and ends: a process can have one engine folder.
import { openStore } from '#store/store.ts'

const [folder, sql] = process.argv.slice(2) as [string, string]
const store = await openStore(folder)
console.log(JSON.stringify(await store.facts.query(sql)))
await store.close()
