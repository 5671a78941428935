// What goes wrong between an action and its record, and how often. Everything is on unless a test switches it off.

/** Shares of what each applies to, in average weather. */
export const defects = {
  /** Visitors whose browser sends events without any identifier, since they refused. */
  anonymous: 0.03,
  /** Visitors whose browser sends nothing at all. */
  unseen: 0.05,
  /** 1: nothing of the tag arrives for two days. */
  outage: 1,
  /** Actions whose event is sent twice under one id: a retry of the page's own. */
  sentTwice: 0.04,
  /** Actions whose event is sent again under the same id by a page that was open for days. */
  sentLater: 0.01,
  /** Actions whose thank-you page is loaded again within minutes: a new event id for the same action. */
  reloaded: 0.05,
  /** … or is opened again from a bookmark, days later. */
  revisited: 0.015,
  /** Visitors who use the browser of the one before them. */
  sharedDevice: 0.012,
  /** Forms with an e-mail address that is nobody's: a slip of the finger. */
  mistypedEmail: 0.012,
  /** Forms with the address of a colleague: the visitor before. */
  someoneElses: 0.008,
  /** Deals whose lead was typed wrong. */
  mistypedLead: 0.01,
  /** Webinar forms in a frame of the webinar tool's: the tag sees no address. */
  framedForm: 0.06,
  /** Orders whose tag does not know the order id: person and time are all that it has in common with the others. */
  orderIdMissing: 0.12,
  /** Orders followed by a second, real one minutes later. */
  secondOrder: 0.08,
  /** Contracts signed in pairs, minutes apart: two departments of one customer. */
  secondContract: 0.03,
  /** Orders paid back later. */
  refunded: 0.05,
  /** Contracts cancelled later. */
  cancelled: 0.06,
  /** iPhones: a cookie of a visitor that came by an ad lives a day, others' seven. */
  shortCookies: 1,
  /** Ad clicks of iPhones that arrive without click id. */
  clickIdLost: 0.5,
  /** Robots, driven browsers, endless pages and the like that open the site, for each visitor. */
  machines: 0.02,
}

export type Defect = keyof typeof defects
export type DefectRates = Record<Defect, number>

export const noDefects = Object.fromEntries(Object.keys(defects).map((name) => [name, 0])) as DefectRates
