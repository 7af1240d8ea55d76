-- Appends a round in which everything is accepted, which is nearly every round, with as little work under the lock as there
-- can be. What 0003 says about the lock, about snapshots and about positions holds here word for word; a round in which
-- anything is refused or repeated goes to ledger.append_entries, which decides it again under the same lock.
--
-- Most of an append's processor time goes to starting statements and to what cannot be spared: the row, its two indexes, the
-- foreign key's look at the stream. So the decision is one look at the streams, and what follows from the order of the
-- items alone (p_uptos: how many entries of the round stand before an item's end; p_firsts, p_lasts: a request's first and
-- last) is counted by the caller. Arrays may be null where all of their values would be. Assignments and conditions are
-- evaluated without a statement of their own, unlike PERFORM.
create function ledger.append_round(
    p_streams varchar[], p_stream_types varchar[], p_expected bigint[], p_counts integer[], p_requests integer[], p_uptos integer[],
    p_actors varchar[], p_keys varchar[], p_hashes bytea[], p_firsts integer[], p_lasts integer[],
    p_items integer[], p_nths integer[], p_ids uuid[], p_entry_streams varchar[], p_types varchar[], p_data jsonb[],
    p_dotnet_types varchar[], p_headers jsonb[], p_user_names varchar[], p_correlations varchar[], p_causations varchar[],
    out head_before bigint, out recorded_from timestamptz, out actual bigint[],
    out bases bigint[],                                 -- null: all were accepted, at the positions in order
    out known_first bigint[], out known_last bigint[], out known_same boolean[]
) language plpgsql as $$
declare
    v_last timestamptz;
    v_end bigint;
    v_accepted boolean;
    v_new boolean;
    v_old boolean;
    v_set bigint;
begin
    if pg_advisory_xact_lock(1279607367, 1) is null then end if;

    select h.seq_id, h.timestamp into head_before, v_last from ledger.mt_events h order by h.seq_id desc limit 1;
    head_before := coalesce(head_before, 0);
    recorded_from := greatest(clock_timestamp(), v_last + interval '1 microsecond');

    select array_agg(coalesce(s.version, 0) order by i.ord),
           bool_and(i.expected < 0 or i.expected = coalesce(s.version, 0)),
           bool_or(coalesce(s.version, 0) = 0 and i.count > 0), bool_or(s.version > 0 and i.count > 0)
    into actual, v_accepted, v_new, v_old
    from unnest(p_streams, p_expected, p_counts) with ordinality as i(stream, expected, count, ord)
    left join ledger.mt_streams s on s.id = i.stream;

    if v_accepted and p_keys is not null then
        v_accepted := not exists (
            select from unnest(p_actors, p_keys) as r(actor, key)
            join ledger.ledger_idempotency k on k.actor = r.actor and k.key = r.key);
    end if;

    if not v_accepted then
        select a.head_before, a.recorded_from, a.actual, a.bases, a.known_first, a.known_last, a.known_same
        into head_before, recorded_from, actual, bases, known_first, known_last, known_same
        from ledger.append_entries(
            p_streams, p_stream_types, p_expected, p_counts, p_requests, p_actors, p_keys, p_hashes, p_items, p_nths, p_ids,
            p_entry_streams, p_types, p_data, p_dotnet_types, p_headers, p_user_names, p_correlations, p_causations) as a;
        return;
    end if;

    if v_new then
        insert into ledger.mt_streams (id, type, version, timestamp, created)
        select i.stream, i.type, i.count,
               recorded_from + (i.upto - 1) * interval '1 microsecond', recorded_from + (i.upto - i.count) * interval '1 microsecond'
        from unnest(p_streams, p_stream_types, p_counts, p_uptos) with ordinality as i(stream, type, count, upto, ord)
        where actual[i.ord] = 0 and i.count > 0;
    end if;

    if v_old then
        update ledger.mt_streams s
        set version = s.version + i.count, timestamp = recorded_from + (i.upto - 1) * interval '1 microsecond'
        from unnest(p_streams, p_counts, p_uptos) with ordinality as i(stream, count, upto, ord)
        where s.id = i.stream and i.count > 0 and actual[i.ord] > 0;
    end if;

    if cardinality(p_items) > 0 then
        insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type,
                                      correlation_id, causation_id, headers, user_name)
        select head_before + e.ord, e.id, e.stream, actual[e.item] + e.nth, e.data, e.type,
               recorded_from + (e.ord - 1) * interval '1 microsecond', e.dotnet_type,
               e.correlation, e.causation, e.headers, e.user_name
        from unnest(p_items, p_nths, p_ids, p_entry_streams, p_types, p_data, p_dotnet_types, p_headers, p_user_names,
                    p_correlations, p_causations) with ordinality
             as e(item, nth, id, stream, type, data, dotnet_type, headers, user_name, correlation, causation, ord);
    end if;

    if p_keys is not null then
        insert into ledger.ledger_idempotency (actor, key, request_hash, first_position, last_position, recorded_at)
        select r.actor, r.key, r.hash, head_before + r.first, head_before + r.last, recorded_from + (r.first - 1) * interval '1 microsecond'
        from unnest(p_actors, p_keys, p_hashes, p_firsts, p_lasts) as r(actor, key, hash, first, last)
        where r.key is not null;
    end if;

    v_end := head_before + p_uptos[cardinality(p_uptos)];
    v_set := setval('ledger.mt_events_sequence', v_end);
    if pg_notify('ledger', v_end::text) is null then end if;
end $$;

-- As in 0004; statements only where they are needed.
create or replace function ledger.append_one(
    p_stream varchar, p_stream_type varchar, p_expected bigint, p_actor varchar, p_key varchar, p_hash bytea,
    p_id uuid, p_type varchar, p_data jsonb, p_dotnet_type varchar, p_headers jsonb, p_correlation varchar, p_causation varchar,
    out head_before bigint, out recorded_from timestamptz,
    out actual bigint,      -- the stream's version before
    out base bigint,        -- head_before, or -1 if the request was refused
    out known_first bigint, out known_last bigint, out known_same boolean  -- the first use of the key, or null
) language plpgsql as $$
declare
    v_last timestamptz;
    v_set bigint;
begin
    if pg_advisory_xact_lock(1279607367, 1) is null then end if;

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

    v_set := setval('ledger.mt_events_sequence', base + 1);
    if pg_notify('ledger', (base + 1)::text) is null then end if;
end $$;
