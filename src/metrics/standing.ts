// What stands now, as SQL: the rows whose second time axis has not ended.

/** `known_to` of what still holds, as rows are written with it. */
export const foreverText = '2299-12-31 00:00:00'
export const foreverSql = `toDateTime64('${foreverText}', 3, 'UTC')`

/** The current rows of a table with two time axes. */
export const standingNow = `known_to = ${foreverSql}`
