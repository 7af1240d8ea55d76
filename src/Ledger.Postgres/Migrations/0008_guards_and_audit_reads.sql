-- An entry about a project is decided by what stands on its plan's stream as well: which periods are closed. So an append can
-- name streams that it only rests on. They are items without entries: their version is compared under the same lock as all
-- others, their request is refused as a whole where one has moved, and they get no row, no position and no new version. But
-- for 'count > 0' this is the function of 0003, whose reasons hold.
create or replace function ledger.append_entries(
    p_streams varchar[], p_stream_types varchar[], p_expected bigint[], p_counts integer[], p_requests integer[],
    p_actors varchar[], p_keys varchar[], p_hashes bytea[],
    p_items integer[], p_nths integer[], p_ids uuid[], p_entry_streams varchar[], p_types varchar[], p_data jsonb[],
    p_dotnet_types varchar[], p_headers jsonb[], p_user_names varchar[], p_correlations varchar[], p_causations varchar[],
    out head_before bigint,            -- the last position before this round
    out recorded_from timestamptz,     -- of position head_before + 1; each further one is a microsecond later
    out actual bigint[],               -- per item: the stream's version before
    out bases bigint[],                -- per item: its first position minus one, or -1 if its request was refused
    out known_first bigint[], out known_last bigint[],  -- per request: the positions its key was first used for, or -1
    out known_same boolean[]                            -- per request: and whether for the same request
) language plpgsql as $$
declare
    v_last timestamptz;
    v_end bigint;
    v_new boolean;
    v_old boolean;
begin
    perform pg_advisory_xact_lock(1279607367, 1);

    select h.seq_id, h.timestamp into head_before, v_last from ledger.mt_events h order by h.seq_id desc limit 1;
    head_before := coalesce(head_before, 0);
    recorded_from := greatest(clock_timestamp(), v_last + interval '1 microsecond');

    if p_keys is not null then
        select array_agg(coalesce(k.first_position, -1) order by r.ord), array_agg(coalesce(k.last_position, -1) order by r.ord),
               array_agg(coalesce(k.request_hash = r.hash, false) order by r.ord)
        into known_first, known_last, known_same
        from unnest(p_actors, p_keys, p_hashes) with ordinality as r(actor, key, hash, ord)
        left join ledger.ledger_idempotency k on k.actor = r.actor and k.key = r.key;
    end if;

    select array_agg(d.actual order by d.ord), array_agg(case when d.accepted then d.upto - d.count else -1 end order by d.ord),
           coalesce(max(d.upto) filter (where d.accepted), head_before),
           coalesce(bool_or(d.actual = 0) filter (where d.accepted and d.count > 0), false),
           coalesce(bool_or(d.actual > 0) filter (where d.accepted and d.count > 0), false)
    into actual, bases, v_end, v_new, v_old
    from (
        select c.*, head_before + sum(case when c.accepted then c.count else 0 end) over (order by c.request, c.ord) as upto
        from (
            select i.ord, i.request, i.count, v.version as actual,
                   bool_and((i.expected < 0 or i.expected = v.version) and (known_first is null or known_first[i.request] < 0))
                       over (partition by i.request order by i.ord rows between unbounded preceding and unbounded following) as accepted
            from unnest(p_streams, p_expected, p_counts, p_requests) with ordinality as i(stream, expected, count, request, ord)
            cross join lateral (select coalesce((select s.version from ledger.mt_streams s where s.id = i.stream), 0) as version) as v
        ) as c
    ) as d;

    if v_end = head_before then
        return;
    end if;

    if v_new then
        insert into ledger.mt_streams (id, type, version, timestamp, created)
        select i.stream, i.type, i.count,
               recorded_from + (bases[i.ord] + i.count - 1 - head_before) * interval '1 microsecond',
               recorded_from + (bases[i.ord] - head_before) * interval '1 microsecond'
        from unnest(p_streams, p_stream_types, p_counts) with ordinality as i(stream, type, count, ord)
        where bases[i.ord] >= 0 and actual[i.ord] = 0 and i.count > 0;
    end if;

    if v_old then
        update ledger.mt_streams s
        set version = actual[i.ord] + i.count,
            timestamp = recorded_from + (bases[i.ord] + i.count - 1 - head_before) * interval '1 microsecond'
        from unnest(p_streams, p_counts) with ordinality as i(stream, count, ord)
        where s.id = i.stream and bases[i.ord] >= 0 and actual[i.ord] > 0 and i.count > 0;
    end if;

    if cardinality(p_items) > 0 then
        insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type,
                                      correlation_id, causation_id, headers, user_name)
        select bases[e.item] + e.nth, e.id, e.stream, actual[e.item] + e.nth, e.data, e.type,
               recorded_from + (bases[e.item] + e.nth - 1 - head_before) * interval '1 microsecond', e.dotnet_type,
               e.correlation, e.causation, e.headers, e.user_name
        from unnest(p_items, p_nths, p_ids, p_entry_streams, p_types, p_data, p_dotnet_types, p_headers, p_user_names,
                    p_correlations, p_causations)
             as e(item, nth, id, stream, type, data, dotnet_type, headers, user_name, correlation, causation)
        where bases[e.item] >= 0;
    end if;

    if p_keys is not null then
        insert into ledger.ledger_idempotency (actor, key, request_hash, first_position, last_position, recorded_at)
        select r.actor, r.key, r.hash, min(bases[i.ord]) + 1, max(bases[i.ord] + i.count),
               recorded_from + (min(bases[i.ord]) - head_before) * interval '1 microsecond'
        from unnest(p_actors, p_keys, p_hashes) with ordinality as r(actor, key, hash, ord)
        join unnest(p_requests, p_counts) with ordinality as i(request, count, ord) on i.request = r.ord
        where r.key is not null and bases[i.ord] >= 0 and i.count > 0
        group by r.actor, r.key, r.hash;
    end if;

    perform setval('ledger.mt_events_sequence', v_end);
    perform pg_notify('ledger', v_end::text);
end $$;

-- Who read what of other people's audit data. Beside the log and not in it: a supervisor who looks through the ledger for a
-- day would drown what was recorded of the schools, in every feed, copy and proof of it. Not less fixed for that.
create table ledger.audit_reads (
    id        bigint      generated always as identity constraint pk_audit_reads primary key,
    at        timestamptz not null default clock_timestamp(),
    actor     varchar     collate "C" not null,
    owner     varchar     collate "C" not null, -- the person behind the actor then
    operation varchar     collate "C" not null, -- as the API's reference names it
    question  jsonb       not null,             -- the parameters as given
    position  bigint      null,                 -- up to which the log was looked through, where it was
    items     integer     null,                 -- how many were shown; null for an export, recorded before its first
    trace     varchar     null                  -- finds the request in the server's log
);
create index ix_audit_reads_actor on ledger.audit_reads (actor, id);

create trigger append_only before update or delete or truncate on ledger.audit_reads
    for each statement execute function ledger.refuse_change();
alter table ledger.audit_reads enable always trigger append_only;
select ledger.grant_to_app('select, insert on ledger.audit_reads');
