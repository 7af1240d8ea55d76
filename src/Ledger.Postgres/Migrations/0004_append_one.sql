-- Appends one entry to one stream: what ledger.append_entries (0003) does for a round, by the same lock and in the same
-- order, without the arrays. A caller alone is answered in little more than the time of a plain INSERT.
create function ledger.append_one(
    p_stream varchar, p_stream_type varchar, p_expected bigint, p_actor varchar, p_key varchar, p_hash bytea,
    p_id uuid, p_type varchar, p_data jsonb, p_dotnet_type varchar, p_headers jsonb, p_correlation varchar, p_causation varchar,
    out head_before bigint, out recorded_from timestamptz,
    out actual bigint,      -- the stream's version before
    out base bigint,        -- head_before, or -1 if the request was refused
    out known_first bigint, out known_last bigint, out known_same boolean  -- the first use of the key, or null
) language plpgsql as $$
declare
    v_last timestamptz;
begin
    perform pg_advisory_xact_lock(1279607367, 1);

    select h.seq_id, h.timestamp into head_before, v_last from ledger.mt_events h order by h.seq_id desc limit 1;
    head_before := coalesce(head_before, 0);
    recorded_from := greatest(clock_timestamp(), v_last + interval '1 microsecond');

    if p_key is not null then
        select k.first_position, k.last_position, k.request_hash = p_hash into known_first, known_last, known_same
        from ledger.ledger_idempotency k where k.actor = p_actor and k.key = p_key;
    end if;

    -- The common case in one statement: the stream is there, at the version expected.
    if known_first is null then
        update ledger.mt_streams s set version = s.version + 1, timestamp = recorded_from
        where s.id = p_stream and (p_expected < 0 or s.version = p_expected)
        returning s.version - 1 into actual;
    end if;

    if actual is null then
        select s.version into actual from ledger.mt_streams s where s.id = p_stream;
        actual := coalesce(actual, 0);
        if known_first is not null or actual > 0 or p_expected > 0 then
            base := -1;
            return;
        end if;

        insert into ledger.mt_streams (id, type, version, timestamp, created)
        values (p_stream, p_stream_type, 1, recorded_from, recorded_from);
    end if;

    base := head_before;
    insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type,
                                  correlation_id, causation_id, headers, user_name)
    values (base + 1, p_id, p_stream, actual + 1, p_data, p_type, recorded_from, p_dotnet_type,
            p_correlation, p_causation, p_headers, p_actor);

    if p_key is not null then
        insert into ledger.ledger_idempotency (actor, key, request_hash, first_position, last_position, recorded_at)
        values (p_actor, p_key, p_hash, base + 1, base + 1, recorded_from);
    end if;

    perform setval('ledger.mt_events_sequence', base + 1);
    perform pg_notify('ledger', (base + 1)::text);
end $$;
