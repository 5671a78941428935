// The loader alone, as the server runs it beside counting and answering.
import { Loader } from '#collect/load.ts'
import { giveWay } from '#cli/give-way.ts'
import { openStore } from '#store/store.ts'

giveWay()
const store = await openStore(process.env['ONECOUNT_DATA']!)
const loader = new Loader({ store, journalPath: store.home.journal, report: (line) => console.error(line) })
loader.start()
process.on('SIGTERM', () => void loader.stop().then(() => store.close()))
console.log(JSON.stringify({ ready: 'loader' }))
