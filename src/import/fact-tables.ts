// The tables that files are imported into, and the SQL that brings them up to date from staged rows.
// Every statement looks at one range of keys, so that memory does not grow with the file.
import { foreverSql, standingNow } from '#metrics/standing.ts'

export interface FactTable {
  name: 'records' | 'spend' | 'figures'
  /** SELECT of the staged rows of a key range, with `row`, `key` and `content`. */
  staged: string
  /** The same where no key of the range stands twice in the file. */
  stagedUnique: string
  /** Columns that a staged row fills. */
  columns: readonly string[]
  /** Columns that are the same for all rows of an import, as bound parameters. */
  constants: readonly string[]
  /** Which of two rows of one file with the same key holds. */
  holds: 'first' | 'last'
  /** Rows known by other --key columns than this import's: they say the same more finely, or less so. */
  otherScheme?: string
  /** First and last moment that a row is about. */
  begins: string
  ends: string
}

const inRange = 'key >= {from:String} AND key < {to:String}'
const ofImport = `import_id = {import:String} AND ${inRange}`

export const recordsTable: FactTable = {
  name: 'records',
  staged: `SELECT * FROM staged_records WHERE ${ofImport}`,
  stagedUnique: `SELECT * FROM staged_records WHERE ${ofImport}`,
  columns: [
    'id',
    'time',
    'lead_id',
    'stage',
    'order_id',
    'payment_id',
    'visitor_id',
    'user_id',
    'match_keys',
    'value',
    'currency',
    'channel',
    'campaign',
    'ad',
    'landing_page',
    'attributes',
  ],
  constants: ['kind', 'source'],
  holds: 'last',
  begins: 'time',
  ends: 'time',
}

const spendNames = ['platform', 'account', 'channel', 'campaign', 'ad_group', 'ad', 'period_start', 'period_end']
const periodBegins = "toDateTime64(period_start, 3, 'UTC')"
const periodEnds = "toDateTime64(period_end + 1, 3, 'UTC')"

/** A key of spend is what was bought (32 digits), which --key columns tell its rows apart (8), and their values. */
const bought = (key: string): string => `substring(${key}, 1, 32)`
const otherScheme = `substring(key, 33, 8) != {scheme:String} AND ${bought('key')} IN (
      SELECT ${bought('key')} FROM staged_spend WHERE ${ofImport})`

export const spendTable: FactTable = {
  name: 'spend',
  staged: `SELECT * FROM staged_spend WHERE ${ofImport}`,
  stagedUnique: `SELECT * FROM staged_spend WHERE ${ofImport}`,
  columns: [...spendNames, 'label', 'impressions', 'clicks', 'cost', 'currency', 'attributes'],
  constants: ['source'],
  holds: 'first',
  otherScheme,
  begins: periodBegins,
  ends: periodEnds,
}

const stagedFigures = `SELECT row, concat(staged_spend.key, ':', figure.1) AS key, ${spendNames.join(', ')}, currency, attributes,
      figure.1 AS point, figure.2 AS conversions, figure.3 AS value,
      lower(hex(sipHash128(channel, figure.2, figure.3, currency, attributes))) AS content
    FROM staged_spend ARRAY JOIN figures AS figure WHERE ${ofImport}`

/** Figures stand in the rows of spend: one for each point that the platform reports. */
export const figuresTable: FactTable = {
  name: 'figures',
  staged: `${stagedFigures} AND row IN (SELECT min(row) FROM staged_spend WHERE ${ofImport} GROUP BY key)`,
  stagedUnique: stagedFigures,
  columns: [...spendNames, 'point', 'conversions', 'value', 'currency', 'attributes'],
  constants: ['source'],
  holds: 'first',
  otherScheme,
  begins: periodBegins,
  ends: periodEnds,
}

/** Figures of a file that has nothing else: rows with one key and other numbers must show. */
export const figuresAlone: FactTable = { ...figuresTable, staged: stagedFigures }

/** For each key of the range the row that holds, beside what is known now (`known_content` is `''` for nothing). */
function comparison(table: FactTable): string {
  const pick = table.holds === 'last' ? 'Max' : 'Min'
  return `SELECT held.key AS key, held.row AS row, held.repeats AS repeats, held.differ AS differ,
      held.content AS content, known.content AS known_content, known.known_from AS known_from,
      held.begins AS begins, held.ends AS ends, known.begins AS known_begins, known.ends AS known_ends
    FROM (
      SELECT key, arg${pick}(staged.row, staged.row) AS row, arg${pick}(staged.content, staged.row) AS content,
        count() AS repeats, min(staged.content) != max(staged.content) AS differ,
        arg${pick}(${table.begins}, staged.row) AS begins, arg${pick}(${table.ends}, staged.row) AS ends
      FROM (${table.staged}) AS staged GROUP BY key
    ) AS held
    LEFT JOIN (
      SELECT key, content, known_from, ${table.begins} AS begins, ${table.ends} AS ends
      FROM ${table.name} FINAL WHERE ${standingNow} AND ${inRange}
    ) AS known ON known.key = held.key`
}

/** Counts of a range: rows, and what importing them would do; times in epoch milliseconds. */
export function compareSql(table: FactTable, beside?: FactTable): string {
  const besideMoved = beside
    ? ` OR row IN (SELECT row FROM (${comparison(beside)}) WHERE content != known_content)`
    : ''
  return `SELECT sum(repeats) AS rows, count() AS keys, countIf(is_new) AS added, countIf(is_changed) AS changed,
      ${table.holds === 'last' ? 'sumIf(repeats - 1, differ)' : '0'} AS overwritten,
      ${table.otherScheme ? `(SELECT count() FROM ${table.name} FINAL WHERE ${standingNow} AND ${inRange} AND ${table.otherScheme})` : '0'} AS replaced,
      toUnixTimestamp64Milli(minIf(begins, is_new)) AS new_begins,
      toUnixTimestamp64Milli(maxIf(ends, is_new)) AS new_ends,
      toUnixTimestamp64Milli(minIf(least(begins, known_begins), is_changed)) AS changed_begins,
      toUnixTimestamp64Milli(maxIf(greatest(ends, known_ends), is_changed)) AS changed_ends
    FROM (
      SELECT *, known_content = '' AS is_new, known_content != '' AND (content != known_content${besideMoved}) AS is_changed
      FROM (${comparison(table)})
    )`
}

const now = "{now:DateTime64(3, 'UTC')}"

function insertHead(table: FactTable): string {
  const values = [
    ...table.constants.map((name) => `{${name}:String}`),
    ...table.columns.map((name) => `staged.${name}`),
  ]
  return `INSERT INTO ${table.name}
      (key, content, known_from, known_to, revision, batch, import_id, ${[...table.constants, ...table.columns].join(', ')})
    SELECT staged.key, staged.content, ${now}, ${foreverSql}, 1, {batch:UInt64}, {import:String}, ${values.join(', ')}`
}

/** Adds a range of which nothing is known yet and no key stands twice: half the work of `writeSql`. */
export function writeNewSql(table: FactTable): string {
  return `${insertHead(table)} FROM (${table.stagedUnique}) AS staged`
}

/**
 * Adds what is new and moves on what has changed, in one insert: the row that was known is written again with
 * the moment from which it no longer holds, and the new one holds from that moment on.
 */
export function writeSql(table: FactTable): string {
  const values = [...table.constants, ...table.columns]
  const moved = `SELECT * FROM (${comparison(table)}) WHERE content != known_content`
  const past = `known.key, known.content, known.known_from, ${now}, known.revision + 1, {batch:UInt64}, known.import_id,
      ${values.map((name) => `known.${name}`).join(', ')}`
  const known = `(SELECT * FROM ${table.name} FINAL WHERE ${standingNow} AND ${inRange})`
  const replaced = table.otherScheme ? `UNION ALL SELECT ${past} FROM ${known} AS known WHERE ${table.otherScheme}` : ''
  return `${insertHead(table)}
    FROM (${table.staged}) AS staged INNER JOIN (${moved}) AS moved ON moved.row = staged.row AND moved.key = staged.key
    UNION ALL
    SELECT ${past}
    FROM ${known} AS known
    INNER JOIN (SELECT key FROM (${moved}) WHERE known_content != '') AS moved ON moved.key = known.key
    ${replaced}`
}

/** The record that most rows of the file name. */
export const sharedIdSql = `SELECT any(id) AS id, count() AS rows FROM staged_records WHERE ${ofImport}
  GROUP BY key HAVING count() > 1 ORDER BY rows DESC, id LIMIT 1`

/** Rows of spend that have the key of an earlier row of the file and say something else. */
export const conflictsSql = `SELECT staged.row AS row, staged.record AS record
  FROM (SELECT key, row, record, cityHash64(content, toString(figures)) AS says FROM staged_spend WHERE ${ofImport}) AS staged
  INNER JOIN (
    SELECT key, argMin(cityHash64(content, toString(figures)), row) AS says
    FROM staged_spend WHERE ${ofImport} GROUP BY key HAVING count() > 1
  ) AS held ON held.key = staged.key
  WHERE staged.says != held.says ORDER BY row`
