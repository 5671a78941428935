// What the fact tables give for one cell of an answer: sufficient statistics, one interface a measure.

/** A measure is one scan: rows of a fact table on one date, by the question's dimensions. */
export const measures = [
  'events',
  'ctas',
  'ctaConverting',
  'sessions',
  'converting',
  'conversions',
  'clicked',
  'transition',
  'customers',
  'spend',
  'figures',
] as const
export type Measure = (typeof measures)[number]

/** Days (`2026-04-01`) of the first and last row; `''` without rows. */
export interface Extent {
  first: string
  last: string
}

export interface EventStats extends Extent {
  events: number
  /** Sent without an id: a retry of theirs cannot be told from a new event. */
  suspect: number
}

export interface SessionStats extends Extent {
  /** Visits that are junk and so not among these. */
  leftOut: number
  sessions: number
  visitors: number
}

/** Calls to action, and the visits in which they were seen or clicked, clustered by visitor. */
export interface CtaStats extends Extent {
  views: number
  clicks: number
  /** Of these, by browsers that no visit is known of. */
  withoutVisit: number
  visitors: number
  visits: number
  /** Visits with a click. */
  clicked: number
  /** Sums over visitors of visits², visits × visits with a click, and visits with a click². */
  visitSquares: number
  visitClicks: number
  clickSquares: number
}

/** The same with the CVs that followed the first click within the visit. */
export interface CtaConvertingStats extends CtaStats {
  /** Visitors with a click. */
  clickers: number
  cvs: number
  /** Sums over visitors of visits with a click × CVs, and CVs². */
  clickCvs: number
  cvSquares: number
}

/** Visits and the CVs credited to them, clustered by visitor. */
export interface ConvertingStats extends SessionStats {
  cvs: number
  /** Sums over visitors of sessions², sessions × CVs and CVs². */
  sessionSquares: number
  sessionCvs: number
  cvSquares: number
  /** Visitors with a CV. */
  converted: number
}

/** What can be read of conversions beside their number: what they are worth, and how long they took. */
export type ConversionPart = 'values' | 'lags'

export const lagQuantiles = [0.5, 0.75, 0.9] as const
export type LagQuantile = (typeof lagQuantiles)[number]

/** Values and lags only where the question asks for them. */
export interface ConversionStats extends Extent {
  cv: number
  /** CVs that carry a value. */
  valued: number
  /** CVs worth more than nothing. */
  paying: number
  value: number
  valueSquares: number
  valueMin: number
  valueMax: number
  /** Of the values. */
  currencies: string[]
  /** CVs with a lag: they are credited to something before them. */
  lagged: number
  /** Milliseconds from what it is credited to, ascending: for each of `lagQuantiles` those near it, from a rank on. */
  lagsNear: number[][]
  /** For each of them the rank of the first, counted from 1. */
  lagRanks: number[]
  /** Credited to nothing, and credited to something after it. */
  uncredited: number
  creditedLater: number
  withoutSession: number
}

/** CVs credited to ad clicks, on the date of the click. */
export interface ClickedStats extends Extent {
  cvs: number
  /** Sum over persons of CVs², and the most CVs of one person. */
  cvSquares: number
  cvMax: number
}

export interface TransitionStats extends Extent {
  persons: number
  converted: number
  /** Of these, whose macro came before the micro. */
  before: number
}

/** Persons by their first CV of all, each with all CVs to date. */
export interface CustomerStats extends Extent {
  customers: number
  /** Of these, with a second CV. */
  repeated: number
  /** With a CV that carries a value. */
  valued: number
  /** Of a customer's CVs together: their sum, squares, least and most over customers. */
  value: number
  valueSquares: number
  valueMin: number
  valueMax: number
  currencies: string[]
}

export interface SpendStats extends Extent {
  rows: number
  cost: number
  impressions: number
  clicks: number
  currencies: string[]
  /** Rows whose period was cut or split by day. */
  spread: number
  /** The part of platforms that report conversions. */
  reportedRows: number
  reportedCost: number
  reportedClicks: number
  reportedCurrencies: string[]
}

export interface FigureStats extends Extent {
  rows: number
  conversions: number
  value: number
  currencies: string[]
  spread: number
}

export interface StatsOf {
  events: EventStats
  ctas: CtaStats
  ctaConverting: CtaConvertingStats
  sessions: SessionStats
  converting: ConvertingStats
  conversions: ConversionStats
  clicked: ClickedStats
  transition: TransitionStats
  customers: CustomerStats
  spend: SpendStats
  figures: FigureStats
}

/** All that is known of one cell. A measure that found no rows there holds its zero. */
export type Cell = { [M in Measure]: StatsOf[M] }

const never: Extent = { first: '', last: '' }

const noCtas: CtaStats = {
  ...never,
  views: 0,
  clicks: 0,
  withoutVisit: 0,
  visitors: 0,
  visits: 0,
  clicked: 0,
  visitSquares: 0,
  visitClicks: 0,
  clickSquares: 0,
}

const noVisits: SessionStats = { ...never, leftOut: 0, sessions: 0, visitors: 0 }

const nothing: Cell = {
  events: { ...never, events: 0, suspect: 0 },
  ctas: noCtas,
  ctaConverting: { ...noCtas, clickers: 0, cvs: 0, clickCvs: 0, cvSquares: 0 },
  sessions: noVisits,
  converting: { ...noVisits, cvs: 0, sessionSquares: 0, sessionCvs: 0, cvSquares: 0, converted: 0 },
  conversions: {
    ...never,
    cv: 0,
    valued: 0,
    paying: 0,
    value: 0,
    valueSquares: 0,
    valueMin: 0,
    valueMax: 0,
    currencies: [],
    lagged: 0,
    lagsNear: lagQuantiles.map(() => []),
    lagRanks: lagQuantiles.map(() => 1),
    uncredited: 0,
    creditedLater: 0,
    withoutSession: 0,
  },
  clicked: { ...never, cvs: 0, cvSquares: 0, cvMax: 0 },
  transition: { ...never, persons: 0, converted: 0, before: 0 },
  customers: {
    ...never,
    customers: 0,
    repeated: 0,
    valued: 0,
    value: 0,
    valueSquares: 0,
    valueMin: 0,
    valueMax: 0,
    currencies: [],
  },
  spend: {
    ...never,
    rows: 0,
    cost: 0,
    impressions: 0,
    clicks: 0,
    currencies: [],
    spread: 0,
    reportedRows: 0,
    reportedCost: 0,
    reportedClicks: 0,
    reportedCurrencies: [],
  },
  figures: { ...never, rows: 0, conversions: 0, value: 0, currencies: [], spread: 0 },
}

/** Cells share their zeros: what is found replaces a measure as a whole. */
export function emptyCell(): Cell {
  return { ...nothing }
}
