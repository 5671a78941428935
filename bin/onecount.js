#!/usr/bin/env node
// The command `onecount` of the installed package.
await import('../dist/main.js')
