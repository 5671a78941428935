// Time as the product sees it: epoch milliseconds, read through a Clock so that tests can move it.

/** Returns "now" in epoch milliseconds (UTC). */
export type Clock = () => number

export const systemClock: Clock = () => Date.now()
