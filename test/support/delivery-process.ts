// A process that sends once what waits for delivery, as the server does; for tests that kill it, or start it otherwise.
import { openControl } from '#store/control.ts'
import { openHome } from '#store/home.ts'
import { systemClock } from '#util/clock.ts'
import { deliverDue } from '#watch/alerts/deliver.ts'

const home = openHome(process.argv[2]!)
const control = await openControl(home.control)
const privateHosts = ['127.0.0.1', 'localhost']
await deliverDue({ store: { control, home }, clock: systemClock, settings: { privateHosts } })
await control.destroy()
