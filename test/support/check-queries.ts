// Metrics by hand: a statement over the plain tables for each, written without the code that compiles questions.

const standing = "known_to = toDateTime64('2299-12-31 00:00:00', 3, 'UTC')"
const zone = 'Asia/Tokyo'
const dayOf = (column: string): string => `toString(toDate(toTimeZone(${column}, '${zone}')))`

/** A metric by hand: rows of `keys` and a number, or null where there is none to give. */
export interface Check {
  metric: string
  /** Dimension → its column in the statement below. */
  by: Readonly<Record<string, string>>
  /** `KEYS` are the columns asked for; `DEFINITION` is the macro's, `MICRO` that of the trial, `WHITEPAPER` that. */
  sql: string
  /** Adding up its days gives the whole. */
  additive?: true
  /** The points that it is asked of; absent: the macro. */
  points?: readonly string[]
}

const ledger = `SELECT *, ${dayOf('time')} AS day, arrayStringConcat(arraySort(sources), ' + ') AS source FROM ledger FINAL WHERE ${standing} AND definition = DEFINITION`
const visits = `SELECT *, ${dayOf('start')} AS day FROM sessions FINAL WHERE junk = ''`
const spend = `SELECT * FROM spend FINAL WHERE ${standing}`
/** Of two points, since few of so small a company's deals are claimed by a platform. */
const figurePoints = ['whitepaper', 'trial']
const figures = `SELECT * FROM figures FINAL WHERE ${standing} AND point IN ('${figurePoints.join("', '")}')`
const ofBoth = {
  channel: 'channel',
  campaign: 'campaign',
  ad: 'ad',
  landing_page: 'landing_page',
  device: 'device',
  country: 'country',
  none: "''",
}
const ofVisit = { ...ofBoth, source: 'source', day: 'day' }
const ofCv = { ...ofVisit, currency: 'currency', cv_state: 'state' }
const ofSpend = {
  channel: 'channel',
  campaign: 'campaign',
  ad: 'ad',
  platform: 'platform',
  source: 'source',
  currency: 'currency',
  none: "''",
}
const ofEvent = { source: 'source', country: 'country', junk: 'junk', event: 'name', day: dayOf('time'), none: "''" }
const ofCost = { channel: 'channel', campaign: 'campaign', ad: 'ad', none: "''" }
const ofReported = { ...ofCost, platform: 'platform', currency: 'currency' }

const trials = ledger.replace('DEFINITION', 'MICRO')
/** Views and clicks of calls to action with the visit that they lie in, `''` where there is none, and when it was over. */
const looks = `SELECT sent.*, visit, over, channel, campaign, landing_page, device, ${dayOf('time')} AS day
  FROM (SELECT * FROM events FINAL WHERE name IN ('cta_view', 'cta_click') AND junk = '') AS sent
  LEFT JOIN (
    SELECT events.source AS from_source, events.id AS event, visits.id AS visit, visits.end + INTERVAL 30 MINUTE AS over, visits.channel AS channel,
      visits.campaign AS campaign, visits.landing_page AS landing_page, visits.device AS device, visits.junk AS visit_junk
    FROM (SELECT * FROM events FINAL WHERE name IN ('cta_view', 'cta_click')) AS events
    INNER JOIN (SELECT * FROM sessions FINAL) AS visits ON events.visitor_id = visits.visitor_id
    WHERE events.time >= visits.start AND events.time <= visits.end) AS within ON within.from_source = sent.source AND within.event = sent.id
  WHERE visit_junk = ''`
const ofCall = {
  cta: "JSONExtractString(properties, 'cta')",
  cta_copy: "JSONExtractString(properties, 'copy')",
  cta_placement: "JSONExtractString(properties, 'placement')",
  cta_colour: "JSONExtractString(properties, 'colour')",
  cta_size: "JSONExtractString(properties, 'size')",
  page: 'path(url)',
}
const ofCta = {
  ...ofCall,
  source: 'source',
  channel: 'channel',
  campaign: 'campaign',
  landing_page: 'landing_page',
  device: 'device',
  day: 'day',
  none: "''",
}
/** Everybody tells one size alone, whichever source it is that saw it. */
const sizes = `SELECT conversion_id, max(JSONExtractString(properties, 'company_size')) AS size
  FROM (SELECT conversion_id, source, record_id FROM sightings FINAL WHERE definition = MICRO AND outcome != 'not_counted') AS seen
  INNER JOIN (SELECT * FROM events FINAL) AS sent ON sent.source = seen.source AND sent.id = seen.record_id GROUP BY conversion_id`

const papers = ledger.replace('DEFINITION', 'WHITEPAPER')
/** Identifiers of persons with a whitepaper, by up to three links, and the browsers that their CVs were seen on. */
const identifiers = `WITH RECURSIVE reached AS (
    SELECT DISTINCT person AS key, person, 0 AS steps FROM (${papers}) WHERE person LIKE '%:%' AND NOT person LIKE 'visitor:%'
    UNION ALL SELECT links.b, reached.person, steps + 1 FROM reached INNER JOIN links ON links.a = reached.key
    WHERE steps < 3 AND splitByChar(':', links.b)[1] IN ('user', 'email', 'phone', 'lead'))
  SELECT DISTINCT key, person FROM reached UNION DISTINCT SELECT concat('visitor:', visitor_id), person FROM (${papers}) WHERE visitor_id != ''`
/** What identify calls and leads say of somebody known by an address. */
const industries = `SELECT concat('email:', match_keys['email']) AS key, time AS at, JSONExtractString(properties, 'industry') AS industry
    FROM events FINAL WHERE name = 'identify'
  UNION ALL SELECT concat('email:', match_keys['email']), time, attributes['industry'] FROM records FINAL WHERE kind = 'lead' AND ${standing}`
const byIndustry = `SELECT cv.conversion_id AS id, argMaxIf(industry, at, industry != '' AND at <= cv.time) AS before,
    argMinIf(industry, at, industry != '' AND at > cv.time AND at <= cv.time + INTERVAL 1 DAY) AS after, if(before = '', after, before) AS told
  FROM (${papers}) AS cv LEFT JOIN (SELECT person, at, industry FROM (${industries}) AS said
    INNER JOIN (${identifiers}) AS whose ON whose.key = said.key) AS said ON said.person = cv.person GROUP BY id`

const cvs = (value: string): string => `SELECT KEYS, ${value} AS n FROM (${ledger}) GROUP BY key`
const lag = (share: number): string =>
  `SELECT KEYS, arrayElement(arraySort(groupArray(took)), toUInt32(ceil(${share} * count()))) AS n
   FROM (SELECT *, toUnixTimestamp64Milli(time) - toUnixTimestamp64Milli(credited_at) AS took FROM (${ledger}) WHERE isNotNull(credited_at) AND credited_at <= time) GROUP BY key`
/** Persons by their first CV of all, in what that one was. */
const { none: _, ...firstFields } = ofCv
const ofFirst = {
  ...Object.fromEntries(Object.entries(firstFields).map(([id, column]) => [id, `first_${column}`])),
  none: "''",
}
const firsts = `SELECT ${Object.values(firstFields)
  .map((column) => `argMin(${column}, (time, conversion_id)) AS first_${column}`)
  .join(', ')},
     count() AS bought, sum(ifNull(value, 0)) AS worth, countIf(isNotNull(value)) AS valued FROM (${ledger}) WHERE person != '' GROUP BY person`
const customers = (value: string): string => `SELECT KEYS, ${value} AS n FROM (${firsts}) GROUP BY key`
const perVisit = (value: string): string =>
  `SELECT KEYS, ${value} AS n FROM (SELECT visits.*, cv.cvs AS cvs FROM (${visits}) AS visits
     LEFT JOIN (SELECT session_id, count() AS cvs FROM (${ledger}) WHERE session_id != '' GROUP BY session_id) AS cv ON visits.id = cv.session_id) GROUP BY key`

export const checks: readonly Check[] = [
  { metric: 'events', by: ofEvent, sql: 'SELECT KEYS, count() AS n FROM events FINAL GROUP BY key', additive: true },
  { metric: 'sessions', by: ofVisit, sql: `SELECT KEYS, count() AS n FROM (${visits}) GROUP BY key`, additive: true },
  { metric: 'visitors', by: ofVisit, sql: `SELECT KEYS, uniqExact(visitor_id) AS n FROM (${visits}) GROUP BY key` },
  { metric: 'cv', by: ofCv, sql: cvs('count()'), additive: true },
  {
    metric: 'value',
    by: ofCv,
    sql: cvs('if(countIf(isNotNull(value)) = 0, NULL, sum(ifNull(value, 0)))'),
    additive: true,
  },
  { metric: 'aov', by: ofCv, sql: cvs('sum(ifNull(value, 0)) / nullIf(countIf(isNotNull(value)), 0)') },
  { metric: 'qualifying', by: ofCv, sql: cvs('if(countIf(isNotNull(value)) = 0, NULL, countIf(value > 0) / count())') },
  { metric: 'lag.p50', by: ofCv, sql: lag(0.5) },
  { metric: 'lag.p75', by: ofCv, sql: lag(0.75) },
  { metric: 'lag.p90', by: ofCv, sql: lag(0.9) },
  {
    metric: 'customers',
    by: ofFirst,
    sql: customers('count()'),
    additive: true,
  },
  {
    metric: 'repeat',
    by: ofFirst,
    sql: customers('countIf(bought > 1) / count()'),
  },
  {
    metric: 'ltv',
    by: ofFirst,
    sql: customers('if(sum(valued) = 0, NULL, sum(worth) / count())'),
  },
  { metric: 'cvr.session', by: ofBoth, sql: perVisit('if(sum(cvs) > count(), NULL, sum(cvs) / count())') },
  {
    metric: 'cvr.visitor',
    by: ofBoth,
    sql: perVisit('if(sum(cvs) > uniqExact(visitor_id), NULL, sum(cvs) / uniqExact(visitor_id))'),
  },
  {
    metric: 'cost',
    by: ofSpend,
    sql: `SELECT KEYS, toFloat64(sum(cost)) AS n FROM (${spend}) GROUP BY key`,
    additive: true,
  },
  { metric: 'clicks', by: ofSpend, sql: `SELECT KEYS, sum(clicks) AS n FROM (${spend}) GROUP BY key`, additive: true },
  {
    metric: 'impressions',
    by: ofSpend,
    sql: `SELECT KEYS, sum(impressions) AS n FROM (${spend}) GROUP BY key`,
    additive: true,
  },
  {
    metric: 'ctr',
    by: ofSpend,
    sql: `SELECT KEYS, if(sum(clicks) > sum(impressions), NULL, sum(clicks) / nullIf(sum(impressions), 0)) AS n FROM (${spend}) GROUP BY key`,
  },
  {
    metric: 'cpc',
    by: ofSpend,
    sql: `SELECT KEYS, toFloat64(sum(cost)) / nullIf(sum(clicks), 0) AS n FROM (${spend}) GROUP BY key`,
  },
  {
    metric: 'cpm',
    by: ofSpend,
    sql: `SELECT KEYS, toFloat64(sum(cost)) * 1000 / nullIf(sum(impressions), 0) AS n FROM (${spend}) GROUP BY key`,
  },
  {
    metric: 'figure.cv',
    by: ofSpend,
    points: figurePoints,
    sql: `SELECT KEYS, toFloat64(sum(conversions)) AS n FROM (${figures}) GROUP BY key`,
    additive: true,
  },
  {
    metric: 'figure.value',
    by: ofSpend,
    points: figurePoints,
    sql: `SELECT KEYS, toFloat64(sum(value)) AS n FROM (${figures}) GROUP BY key`,
    additive: true,
  },
  ...['figure.cpa', 'figure.roas', 'figure.cvr.click'].map((metric): Check => {
    // over cost and clicks of the platforms that report, which all of the company's do
    const quotient = {
      'figure.cpa': 'cost / nullIf(cv, 0)',
      'figure.roas': 'worth / nullIf(cost, 0)',
      'figure.cvr.click': 'if(cv > hits, NULL, cv / nullIf(hits, 0))',
    }[metric]!
    const sides = `SELECT KEYS, toFloat64(cost) AS cost, toInt64(clicks) AS hits, 0. AS cv, 0. AS worth FROM (${spend}) WHERE platform != ''
      UNION ALL SELECT KEYS, 0, 0, toFloat64(conversions), toFloat64(value) FROM (${figures})`
    return {
      metric,
      by: ofReported,
      points: figurePoints,
      sql: `SELECT key, ${quotient} AS n FROM (SELECT key, sum(cost) AS cost, sum(hits) AS hits, sum(cv) AS cv, sum(worth) AS worth FROM (${sides}) GROUP BY key)`,
    }
  }),
  {
    metric: 'cvr.click',
    by: ofCost,
    sql: `SELECT key, if(sum(cv) > sum(hits), NULL, sum(cv) / nullIf(sum(hits), 0)) AS n FROM (
      SELECT KEYS, toInt64(clicks) AS hits, 0 AS cv FROM (${spend})
      UNION ALL SELECT KEYS, 0, 1 FROM (${ledger}) WHERE paid = 1 AND isNotNull(credited_at)) GROUP BY key`,
  },
  {
    metric: 'clicks.session',
    by: ofCost,
    sql: `SELECT key, sum(hits) / nullIf(sum(visits), 0) AS n FROM (
      SELECT KEYS, toInt64(clicks) AS hits, 0 AS visits FROM (${spend})
      UNION ALL SELECT KEYS, 0, 1 FROM (${visits})) GROUP BY key`,
  },
  {
    metric: 'visitors.impression',
    by: ofCost,
    sql: `SELECT key, uniqExactIf(who, who != '') / nullIf(sum(seen), 0) AS n FROM (
      SELECT KEYS, toInt64(impressions) AS seen, '' AS who FROM (${spend})
      UNION ALL SELECT KEYS, 0, toString(visitor_id) FROM (${visits})) GROUP BY key`,
  },
  ...['cac', 'ltv.cac'].map((metric): Check => {
    const quotient = {
      cac: 'cost / nullIf(won, 0)',
      'ltv.cac': 'if(valued = 0 AND won > 0, NULL, worth / nullIf(cost, 0))',
    }[metric]!
    const sides = `SELECT KEYS, 1 AS spent, toFloat64(cost) AS cost, 0 AS won, 0. AS worth, 0 AS valued FROM (${spend})
      UNION ALL SELECT KEYS, 0, 0, 1, toFloat64(worth), valued FROM (
        SELECT first_channel AS channel, first_campaign AS campaign, first_ad AS ad, worth, valued FROM (${firsts}))`
    return {
      metric,
      by: ofCost,
      sql: `SELECT key, if(max(spent) = 0, NULL, ${quotient}) AS n FROM (SELECT key, max(spent) AS spent, sum(cost) AS cost, sum(won) AS won, sum(worth) AS worth, sum(valued) AS valued FROM (${sides}) GROUP BY key) GROUP BY key, cost, won, worth, valued`,
    }
  }),
  ...['cpa', 'roas', 'cv_per_cost'].map((metric): Check => {
    const quotient = {
      cpa: 'cost / nullIf(cv, 0)',
      roas: 'if(valued = 0 AND cv > 0, NULL, worth / nullIf(cost, 0))',
      cv_per_cost: 'cv / nullIf(cost, 0)',
    }[metric]!
    // costs stand where there is no CV, and CVs where there is no cost
    const sides = `SELECT KEYS, 1 AS spent, toFloat64(cost) AS cost, 0 AS cv, 0. AS worth, 0 AS valued FROM (${spend})
      UNION ALL SELECT KEYS, 0, 0, 1, ifNull(toFloat64(value), 0), isNotNull(value) FROM (${ledger})`
    return {
      metric,
      by: ofCost,
      sql: `SELECT key, if(max(spent) = 0, NULL, ${quotient}) AS n FROM (SELECT key, max(spent) AS spent, sum(cost) AS cost, sum(cv) AS cv, sum(worth) AS worth, sum(valued) AS valued FROM (${sides}) GROUP BY key) GROUP BY key, cost, cv, worth, valued`,
    }
  }),
  {
    metric: 'transition',
    by: { ...ofBoth, source: 'source', cv_state: 'state' },
    sql: `SELECT key, countIf(person IN (SELECT person FROM (${ledger}))) / count() AS n
      FROM (SELECT DISTINCT KEYS, person FROM (${trials}) WHERE person != '') GROUP BY key`,
  },
  {
    metric: 'cta.views',
    by: ofCta,
    sql: `SELECT KEYS, countIf(name = 'cta_view') AS n FROM (${looks}) GROUP BY key`,
    additive: true,
  },
  {
    metric: 'cta.clicks',
    by: ofCta,
    sql: `SELECT KEYS, countIf(name = 'cta_click') AS n FROM (${looks}) GROUP BY key`,
    additive: true,
  },
  {
    metric: 'cta.rate',
    by: ofCta,
    sql: `SELECT KEYS, uniqExactIf(visit, name = 'cta_click') / nullIf(uniqExact(visit), 0) AS n FROM (${looks}) WHERE visit != '' GROUP BY key`,
  },
  ...['cta.cv', 'cta.cvr'].map((metric): Check => {
    const { source: _source, ...by } = ofCta
    const value = { 'cta.cv': 'sum(followed)', 'cta.cvr': 'sum(followed) / count()' }[metric]!
    return {
      metric,
      by,
      points: ['trial'],
      sql: `SELECT key, ${value} AS n FROM (
        SELECT key, visit, countIf(cv.time >= first AND cv.time <= until) AS followed FROM (
          SELECT KEYS, visit, min(time) AS first, any(over) AS until FROM (${looks}) WHERE visit != '' AND name = 'cta_click' GROUP BY key, visit) AS clicked
        LEFT JOIN (SELECT session_id, time FROM (${trials}) WHERE session_id != '') AS cv ON clicked.visit = cv.session_id
        GROUP BY key, visit) GROUP BY key`,
    }
  }),
  {
    metric: 'cv',
    points: ['trial'],
    by: {
      ...Object.fromEntries(Object.keys(ofCall).map((field) => [field, `the_${field}`])),
      'property.company_size': 'size',
    },
    sql: `SELECT KEYS, count() AS n FROM (
      SELECT cv.conversion_id AS id, any(told.size) AS size, argMaxIf(tuple(${Object.keys(ofCall).join(', ')}), clicks.time, clicks.time <= cv.time AND cv.time <= over) AS last,
        ${Object.keys(ofCall)
          .map((field, place) => `last.${place + 1} AS the_${field}`)
          .join(', ')}
      FROM (${trials}) AS cv LEFT JOIN (${sizes}) AS told ON told.conversion_id = cv.conversion_id
      LEFT JOIN (SELECT ${Object.entries(ofCall)
        .map(([field, column]) => `${column} AS ${field}`)
        .join(
          ', ',
        )}, visit, time, over FROM (${looks}) WHERE name = 'cta_click' AND visit != '') AS clicks ON clicks.visit = cv.session_id
      GROUP BY id) GROUP BY key`,
  },
  {
    metric: 'cv',
    points: ['whitepaper'],
    by: { 'person.industry': 'told' },
    sql: `SELECT KEYS, count() AS n FROM (${byIndustry}) GROUP BY key`,
  },
]
