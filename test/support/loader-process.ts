// A process that owns the engine and loads the journal, as the server does; nothing else of the server.
import { Loader } from '#collect/load.ts'
import { openStore } from '#store/store.ts'

const store = await openStore(process.env['ONECOUNT_DATA']!)
const loader = new Loader({ store, journalPath: store.home.journal, pollMs: 10, report: (line) => console.error(line) })
loader.start()
process.on('SIGTERM', () => {
  void loader
    .stop()
    .then(() => store.close())
    .then(() => process.exit(0))
})
console.log(JSON.stringify({ ready: 'loader' }))
