-- Refunds and cancellations that came before they were understood: everything is counted once more.
UPDATE definitions SET counted_batch = 0, counted_at = NULL;
