-- Where the feed finds what a stream is about (学段, 区县) at any position: the few entries that can say so, by stream. Without
-- this, one page of the feed would look through the whole of every stream on it.
create index ix_mt_events_stated on ledger.mt_events (stream_id, seq_id)
    where type in ('plan_published', 'plan_revised', 'project_planned', 'scope_revised', 'indicator_defined', 'indicator_revised', 'entry_corrected');
