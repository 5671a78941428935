-- Scratch of an undo: links that nothing states any more.
CREATE TABLE lost_links
(
    a String,
    b String
)
ENGINE = Memory;
