// Where the machine has a browser.
import { existsSync } from 'node:fs'

/** Undefined where the machine has none; then the tests of the web app are skipped. */
export const browserPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
