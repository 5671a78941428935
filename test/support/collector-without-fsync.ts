// The collector with its fsync taken out, to show that the checker of the trace would notice.
import Database from 'libsql'

const pragma = Reflect.get(Database.prototype, 'pragma')
Database.prototype.pragma = function (source, options) {
  const result = pragma.call(this, source === 'synchronous = FULL' ? 'synchronous = OFF' : source, options)
  // what is read back claims FULL, or the journal would refuse to open
  return source === 'synchronous' ? [{ synchronous: 2 }] : result
}

await import('#cli/collector.ts')
