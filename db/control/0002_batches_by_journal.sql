-- How far a journal is stored is asked twice a second, however many loads there have been.
CREATE INDEX batches_journal ON batches (journal, last_seq);
