// English.
import { channelNames } from '#contract/channel-names.ts'
import { ctasEn } from '../ctas/words.tsx'
import { definitionsEn } from '../definitions/words.ts'
import { eventsEn } from '../events/words.ts'
import { exploreEn } from '../explore/words-en.tsx'
import { glossaryEn } from '../glossary/words.ts'
import { importEn } from '../importing/words.ts'
import { allocationEn } from '../allocation/words.ts'
import { actionsEn } from '../actions/words.ts'
import { alertsEn } from '../alerts/words.ts'
import { attributionEn } from '../attribution/words.ts'
import { driftPageEn } from '../drift/words.ts'
import { reportsEn } from '../reports/words.ts'
import { scorecardEn } from '../scorecard/words.ts'
import { insideSentence } from './inside-sentence.ts'
import { ledgerEn } from '../ledger/words.ts'
import { privacyEn } from '../persons/words.ts'
import { channelWordsEn } from '../settings/channel-words.ts'
import { tagEn } from '../settings/tag-words.ts'
import { settingsEn } from '../settings/words.ts'
import { sourcesEn } from '../sources/words.ts'
import { targetsEn } from '../targets/words.ts'
import type { Messages } from './messages.ts'

export const en: Messages = {
  nav: {
    main: 'Main',
    scorecard: 'Scorecard',
    overview: 'Overview',
    definitions: 'Definitions',
    ctas: 'Calls to action',
    explore: 'Explore',
    attribution: 'Attribution',
    drift: 'Drift',
    actions: 'Actions',
    alerts: 'Alerts',
    reports: 'Reports',
    ledger: 'Ledger',
    targets: 'Targets',
    allocation: 'Allocation',
    events: 'Events',
    sources: 'Sources',
    glossary: 'Glossary',
    import: 'Import',
    privacy: 'Privacy',
    settings: 'Settings',
    menu: 'Page',
    sections: {
      start: null,
      define: 'Define',
      measure: 'Measure',
      ask: 'Ask',
      target: 'Target',
      monitor: 'Monitor',
      keep: null,
    },
    skip: 'Skip to the content',
  },
  language: 'Language',
  theme: { label: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },
  period: {
    label: 'Period',
    preset: {
      '4w': 'Last 4 weeks',
      '13w': 'Last 13 weeks',
      '26w': 'Last 26 weeks',
      '52w': 'Last 52 weeks',
      all: 'All the data',
    },
    own: 'From … to …',
    from: 'From',
    to: 'To',
    wrongOrder: 'The first day comes after the last; change one of them.',
  },
  plan: {
    label: 'Counted by',
    asWas: 'Each day’s plan',
    asIs: (version) => `Plan ${version} throughout`,
    none: 'No plan yet',
  },
  overview: {
    title: 'Overview',
    lastWeek: ({ week, macro, micros }) => (
      <>
        In the last full week, {week}: {macro}; {micros}.
      </>
    ),
    lastWeekMacroOnly: ({ week, macro }) => (
      <>
        In the last full week, {week}: {macro}.
      </>
    ),
    counted: (figure, name) => (
      <>
        {figure} {insideSentence(name)}
      </>
    ),
    leader: ({ channel, name, cv, total }) => (
      <>
        {channel} brought the most {insideSentence(name)} in this period: {cv} of {total}.
      </>
    ),
    noneYet: (name) => <>No {insideSentence(name)} in this period yet.</>,
    cost: ({ name, cpa }) => (
      <>
        Over all channels, CPA for {insideSentence(name)} was {cpa}.
      </>
    ),
    chart: 'By week',
    chartSummary: ({ name, from, to, last }) =>
      `${name} by week from ${from} to ${to}, with 95 % intervals. Last full week: ${last}. The same figures are in the table view.`,
    week: 'Week',
    weekOf: (range) => range,
    soFar: 'so far',
    band: 'Line: counted. Band: 95 % interval.',
    asTable: 'Show as table',
    asChart: 'Show as chart',
    scrub: 'Week shown',
    table: 'By channel',
    tableHint: 'Arrow keys move, Enter opens how a figure was counted.',
    channel: 'Channel',
    total: 'All channels',
    notes: 'To know',
  },
  metrics: {
    'cta.views': 'CTA views',
    'cta.clicks': 'CTA clicks',
    'cta.rate': 'CTA click rate',
    'cta.cv': 'CVs after a CTA click',
    'cta.cvr': 'CVR after a CTA click',
    cv: 'CV',
    'cvr.session': 'CVR per session',
    cost: 'Cost',
    cpa: 'CPA',
    sessions: 'Sessions',
  },
  told: (sentence) => sentence,
  tiers: { macro: 'macro', micro: 'micro' },
  channels: channelNames.en,
  unknownChannel: 'Not known',
  refused: 'no figure',
  maturity: {
    early: (arrived) => `${arrived} % arrived, too early to say more`,
    grows: ({ arrived, corrected, off }) =>
      `${arrived} % arrived, grows to about ${corrected}${off === null ? '' : ` (off by ${off} % in the past)`}`,
  },
  interval: (low, high) => `${low}–${high}`,
  intervalSpoken: (value, low, high) => `${value}, between ${low} and ${high}`,
  perUnit: (unit) => `per ${unit}`,
  how: {
    title: 'How was this counted?',
    close: 'Close',
    metric: 'Metric',
    formula: 'Formula',
    computed: 'Computed from',
    per: 'Per',
    points: 'What counts',
    planVersion: 'Plan version',
    asWas: 'each day by the version then in force',
    asIs: (version) => `all history by version ${version}`,
    noPlan: 'needs no plan',
    basis: 'Date',
    window: 'Window',
    period: 'Period',
    timezone: 'Time zone',
    currency: 'Currency',
    interval: 'Interval',
    noInterval: 'none: a sum of what was recorded, not an estimate',
    completeness: 'Complete up to',
    countedTo: (time) => `everything that arrived by ${time}`,
    nothingCounted: 'nothing has been counted yet',
    notGiven: 'Why there is no figure',
    askYourself: 'The same on the command line',
    copy: 'Copy',
    copied: 'Copied',
  },
  empty: {
    noPlan: {
      title: 'Nothing is defined yet.',
      text: 'This page fills once a plan says what counts as a conversion.',
      steps: [
        {
          text: 'Say what counts: one final action and the two to four before it. There is a template for your business.',
          page: 'definitions',
          open: 'Define conversions',
        },
        { text: 'Or from a file:', command: 'onecount plan propose plan.yaml && onecount plan agree' },
        { text: 'Or look at a sample company first.', command: 'npm run demo' },
      ],
    },
    noData: {
      title: 'The plan is agreed; nothing has been counted yet.',
      text: 'This page fills as soon as data arrives. Start with whichever is nearer.',
      steps: [
        { text: 'Import what you have: leads, deals, ad costs.', page: 'import', open: 'Import a file' },
        { text: 'Or connect your site, your server or a service.', page: 'sources', open: 'Connect a source' },
      ],
    },
    noRows: {
      title: 'Nothing happened in this period.',
      text: 'There is data, but none of it lies between these days.',
      action: 'Show all the data',
    },
  },
  failed: {
    title: 'This page could not be made.',
    kept: 'Your data is as it was; only the question failed.',
    unreachable: 'The server does not answer.',
    unreachableHint: 'Start it with “onecount up”, or wait a moment if it is just starting.',
    asksAgain: 'It is asked again every few seconds.',
    signedOut: 'Your session is over.',
    signedOutHint: 'Open a sign-in link in another tab of this browser, then go on here.',
    updated: 'Onecount was updated.',
    updatedHint: 'Reload the page to go on.',
    broken: (message) => `This is a fault of Onecount itself: “${message}”`,
    brokenHint: 'Reload the page; if it comes back, tell your admin.',
    chooseHere: 'Choose another from the lists on this page.',
    reload: 'Reload',
    retry: 'Try again',
    stale: 'The figures below are older: the last question failed.',
  },
  signIn: {
    title: 'Sign in with a link',
    text: 'Onecount has no password: a link of your own signs this browser in. An admin makes it for you, a new one too.',
    steps: [
      { text: 'An admin makes your link:', command: 'onecount user link NAME' },
      { text: 'You are the admin: this prints your own.', command: 'onecount doctor' },
    ],
    refused: {
      title: 'This link does not sign you in',
      text: 'It is not in force: a link is good for seven days, and a newer one takes its place.',
      steps: [
        { text: 'An admin makes you a new one:', command: 'onecount user link NAME' },
        { text: 'You are the admin: this prints your own.', command: 'onecount doctor' },
        { text: 'You are signed in already?', page: 'scorecard', open: 'Open Onecount' },
      ],
    },
  },
  table: { sortBy: 'Sorted by', asGiven: 'as it came', actions: 'Actions' },
  loading: 'Counting …',
  timesIn: (zone) => `Times in ${zone}`,
  palette: {
    title: 'Go to',
    hint: 'A page, or an id to find in the ledger',
    find: (id) => `Find “${id}” in the ledger`,
  },
  definitions: definitionsEn,
  attribution: attributionEn,
  drift: driftPageEn,
  actions: actionsEn,
  alerts: alertsEn,
  targets: targetsEn,
  allocation: allocationEn,
  reports: reportsEn,
  scorecard: scorecardEn,
  ledger: ledgerEn,
  explore: exploreEn,
  ctas: ctasEn,
  events: eventsEn,
  sources: sourcesEn,
  glossary: glossaryEn,
  import: importEn,
  privacy: privacyEn,
  settings: settingsEn,
  channelRules: channelWordsEn,
  tag: tagEn,
}
