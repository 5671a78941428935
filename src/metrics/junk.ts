// How junk is told in SQL.

/** Of sightings: left out as junk, whatever the sign. */
export const isJunkSighting = "startsWith(reason, 'junk: ')"
