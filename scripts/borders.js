// The doors between the rooms of the house: which folder may import which. Lint and its proof read this table.

/** Folders of src/, and the folders that each may import from, besides itself. */
const mayImport = {
  contract: ['util'],
  util: [],
  stats: ['util'],
  metrics: ['contract', 'stats', 'util'],
  print: ['contract', 'util'],
  plan: ['contract', 'print', 'stats', 'util'],
  store: ['contract', 'util'],
  collect: ['contract', 'metrics', 'plan', 'stats', 'store', 'util'],
  import: ['contract', 'metrics', 'plan', 'stats', 'store', 'util'],
  count: ['contract', 'metrics', 'plan', 'stats', 'store', 'util'],
  ask: ['contract', 'metrics', 'plan', 'stats', 'store', 'util'],
  watch: ['contract', 'metrics', 'plan', 'print', 'stats', 'store', 'util', 'ask'],
  privacy: ['contract', 'metrics', 'plan', 'stats', 'store', 'util'],
  http: [
    'contract',
    'metrics',
    'plan',
    'print',
    'stats',
    'store',
    'util',
    'collect',
    'import',
    'count',
    'ask',
    'watch',
    'privacy',
  ],
  // prettier-ignore
  cli: ['contract', 'metrics', 'plan', 'print', 'stats', 'store', 'util', 'collect', 'import', 'count', 'ask', 'watch', 'privacy', 'http', 'world'],
  world: ['contract', 'util'],
}

/** The web app is built for browsers: what it shares with the server is the contract. */
const webMayImport = ['contract']

/** Why a door is closed, told with each violation. */
export const reasons = {
  contract: 'it is shared by server, browser and command line, so it may need neither',
  util: 'everything stands on it',
  stats: 'it is pure: numbers in, intervals out',
  metrics: 'it is pure: definitions in, SQL out',
  print: 'it is pure: blocks in, documents out',
  plan: 'it is pure: plans in, rules out',
  store: 'it knows the drivers and nothing of what is kept',
  collect: 'a feature does not know another; move what both need to a folder below',
  import: 'a feature does not know another; move what both need to a folder below',
  count: 'a feature does not know another; move what both need to a folder below',
  ask: 'a feature does not know another; move what both need to a folder below',
  watch: 'it asks as anybody would, and knows no other feature',
  privacy: 'it takes people out of what others made; it is told how to count by whoever wires it',
  http: 'routes call features; the command line calls routes',
  cli: 'it wires everything',
  world: 'the sample company is a customer like any other: it may not know how it is counted',
  web: 'the web app talks to the server through the API alone',
  tag: 'it is sent to every page of a site, so it holds what it needs and no more',
}

/** The tag is 4 KB for pages of any site: it brings everything itself. */
const tagMayImport = []

/** Packages that only src/store may import, so that another engine is a change in one folder. */
export const drivers = ['chdb', '@clickhouse/client', 'libsql', 'kysely']

/** What the collector's process may never load: a heavy question or an engine crash must not cost an event. */
export const outOfCollectorsReach = [
  'src/store/facts.ts',
  'src/store/store.ts',
  'src/http/api.ts',
  'chdb',
  '@clickhouse/client',
]

export const folders = Object.keys(mayImport)

/** Folders that `folder` (of src/, or `web`, `tag`) may not import. */
export function closedDoors(folder) {
  const open = { web: webMayImport, tag: tagMayImport }[folder] ?? mayImport[folder]
  return folders.filter((other) => other !== folder && !open.includes(other))
}
