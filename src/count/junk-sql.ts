// Junk that shows over the events of a visitor: floods, and forms that nobody could have filled. It is decided with the
// visit, from all its events, so that the order in which they arrive makes no difference.

/**
 * Events of one name that a visitor's pages may send within a minute. People who open all their tabs at once stay below
 * a quarter of it; a page that draws a hundred calls to action at once reaches it.
 */
export const floodBound = 100
export const floodSeconds = 60

/** A form is not filled in and sent sooner after the visit's first page. */
const fastestForm = 'INTERVAL 1 SECOND'

const ofPage = "sent_from = 'page'"
const never = "toDateTime64(0, 3, 'UTC')"

/** Whether an event goes beyond the bound; over events with `visitor_id`, `name`, `time`, `source`, `id`, `sent_from`. */
export const floodSql = `toUInt8(${ofPage} AND time <= INTERVAL ${floodSeconds} SECOND + lagInFrame(time, ${floodBound}, ${never})
      OVER (PARTITION BY visitor_id, sent_from, name ORDER BY time, source, id
        ROWS BETWEEN ${floodBound} PRECEDING AND CURRENT ROW))`

// What arrives with others has no time of its own, and would seem to be as early as the page.
const firstForm = `minIf(time, ${ofPage} AND name = 'form_submit' AND time != received_at)`
const firstView = `minIf(time, ${ofPage} AND name = 'page_view')`
const first = `argMinIf(junk, place, ${ofPage})`

/** Why a visit is left out, an aggregate over its events, each with its `flood` and its `place` in order. A robot shows with its first event. */
export const visitJunkSql = `multiIf(${first} != '', ${first}, max(flood) = 1, 'flood',
      ${firstView} > ${never} AND ${firstForm} >= ${firstView} AND ${firstForm} < ${firstView} + ${fastestForm}, 'too_fast', '')`
