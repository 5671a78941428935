// What the page Explore says in English.
import type { ExploreWords } from './words.ts'

export const exploreEn: ExploreWords = {
  title: 'Explore',
  question: 'What is asked',
  presetsLabel: 'Common questions',
  presets: {
    channels: 'Which channels bring CVs?',
    weeks: 'How is it going, week by week?',
    funnel: 'What does each step cost?',
    landing: 'Which landing pages convert?',
    campaigns: 'Which campaigns pay?',
    devices: 'Phone or desktop?',
    platforms: 'What do platforms claim?',
    customers: 'What is a customer worth?',
  },
  metrics: 'Metrics',
  groups: {
    conversions: 'Conversions',
    rates: 'Conversion rates',
    money: 'Costs and clicks',
    visits: 'Visits',
    customers: 'Customers',
    time: 'Time to convert',
    ctas: 'Calls to action',
    platforms: 'What platforms report',
  },
  by: 'Split by',
  dimensionGroups: {
    origin: 'Where it came from',
    time: 'When',
    conversion: 'Conversion',
    visitor: 'Who visited',
    ctas: 'Calls to action',
    raw: 'Events',
    persons: 'What is told of persons',
    properties: 'Properties of events',
    columns: 'Columns of imported files',
  },
  notSplit: 'nothing',
  choose: 'choose some',
  points: 'CVs of',
  allPoints: 'all points',
  macroPoint: 'the macro CV',
  micro: 'Transition from',
  onlyMicro: 'the only micro',
  filter: 'Keep only',
  addFilter: 'everything',
  only: (name) => `Only ${name}`,
  all: 'all',
  compare: 'Compare with',
  noComparison: 'nothing',
  previous: 'the period before',
  yearBefore: 'a year before',
  ownDays: 'own days',
  basis: 'CVs on',
  byConversion: 'their own day',
  byClick: 'the day of the click',
  credit: 'Credit',
  byLedger: 'as in the ledger',
  creditHint: 'Models: CVs, value, cost, CPA, ROAS by channel or campaign, unfiltered',
  halfLife: 'Half-life',
  known: 'As known on',
  search: 'Search',
  noneFits: 'Nothing is called that.',
  ofPerson: (name) => `${name} of the person`,
  notSet: 'Not set',
  noClick: 'No click before',
  devices: { mobile: 'Phone', tablet: 'Tablet', desktop: 'Desktop' },
  noMetric: 'Choose what to count',
  noMetricHint: 'Take one of the questions above, or choose metrics.',
  nothingHint: 'Choose a longer period, or take a filter away.',
  total: ({ name, of, days, figure }) => (
    <>
      {name}
      {of && `, ${of}`}: {figure} in {days}.
    </>
  ),
  noTotal: ({ name, days, why }) => `${name} cannot be given for ${days}: ${why}.`,
  dealtOut: ({ model, how }) => `Dealt out by ${model}: ${how}.`,
  latest: ({ time, when, figure, late, before }) => (
    <>
      Last whole {time}, {when}: {figure}
      {late && <span className="lighter"> ({late})</span>}
      {before && <>, after {before}</>}.
    </>
  ),
  most: ({ who, figure, isSum, next }) => (
    <>
      {who} has {isSum ? 'the most' : 'the highest'}: {figure}
      {next && (
        <>
          ; {next.who} is too close to call with {next.figure}
        </>
      )}
      .
    </>
  ),
  moved: ({ before, days, change, certain }) => (
    <>
      That is {change} against {before} in {days}
      {certain === false ? '; chance alone may explain it.' : '.'}
    </>
  ),
  beforeOnly: ({ before, days }) => `In ${days} it was ${before}.`,
  noSplit: ({ name, why }) => `No ${name} in the rows: ${why}.`,
  cannotAsk: 'That cannot be asked',
  chart: 'Chart',
  chartOf: 'Metric of the chart',
  legendIntervals: 'With 95 % intervals.',
  legendCompared: 'Mark or dotted: compared with.',
  legendLines: 'The five largest.',
  before: 'Compared with',
  table: 'All figures',
  totalRow: 'Total',
  more: (count) => `and ${count} more; files have all of them.`,
  between: (low, high) => `${low} to ${high}`,
  wasBefore: (value) => `was ${value}`,
  tooEarly: (arrived) => `${arrived} % arrived, too early`,
  growsTo: (arrived, value) => `${arrived} % arrived → ${value}`,
  takeAway: 'Take it along',
  definitionsFile: 'Definitions (CSV)',
  share: 'Make a link',
  shareTitle: 'Title',
  shareDays: 'In force for',
  shareHint: 'Whoever has the link reads this answer as it is now, and nothing else. You can end it at any time.',
  days: (count) => `${count} days`,
  shared: (until) => `This link is in force until ${until}. It is shown only now: copy it.`,
  shares: 'Links in force',
  shareBy: 'Made by',
  shareUntil: 'Until',
  shareOpened: 'Opened',
  revoke: 'End',
  revokeTitle: (title) => `End the link “${title}”?`,
  revokeText: 'Whoever opens it is told that it is over. It cannot be brought back.',
  titleBy: (metrics, by) => (by === '' ? metrics : `${metrics} by ${by.toLowerCase()}`),
  sharedTitle: 'Shared answer',
  sharedAt: (at, until) => `As it was known on ${at}. This link is in force until ${until}.`,
  since: ({ erased, removed }) =>
    [
      erased > 0 ? `${erased} ${erased === 1 ? 'erasure' : 'erasures'} of persons` : '',
      removed > 0 ? `${removed} rows removed, their time to be kept being over` : '',
    ]
      .filter(Boolean)
      .join(', ')
      .concat(' since then: asked again today, the same question may say something else.'),
  sql: 'Show the SQL',
  sqlHint: 'One statement for each table; values are bound, never written into it.',
}
