-- The event store's tables, laid out as Marten 9 lays them out for string stream identity with user name, correlation,
-- causation and headers switched on, so that Marten itself can read them. Names, types, defaults and the cascade are
-- Marten's; 0002 makes sure that nothing is ever there to cascade.

-- Ids are compared byte by byte (collate "C"): comparing them by a locale was a tenth of an append's processor time in a
-- profile, and an index that follows the operating system's locale is damaged when the system's library changes its mind.
-- fillfactor: an append updates its stream's row, and room on the page keeps that update out of the indexes.
create table ledger.mt_streams (
    id          varchar     collate "C" not null,
    type        varchar     null,
    version     bigint      null,
    timestamp   timestamptz not null default now(),
    created     timestamptz not null default now(),
    tenant_id   varchar     null default '*DEFAULT*',
    is_archived boolean     null default false,
    constraint pkey_mt_streams_id primary key (id)
) with (fillfactor = 85);

create table ledger.mt_events (
    seq_id         bigint       not null,
    id             uuid         not null,
    stream_id      varchar      collate "C" null,
    version        bigint       not null,
    data           jsonb        not null,
    bdata          bytea        null,
    type           varchar(500) not null,
    timestamp      timestamptz  not null,
    tenant_id      varchar      null default '*DEFAULT*',
    mt_dotnet_type varchar      null,
    correlation_id varchar      null,
    causation_id   varchar      null,
    headers        jsonb        null,
    user_name      varchar      null,
    is_archived    boolean      null default false,
    constraint pkey_mt_events_seq_id primary key (seq_id),
    constraint fkey_mt_events_stream_id foreign key (stream_id) references ledger.mt_streams (id) on delete cascade
);
create unique index pk_mt_events_stream_and_version on ledger.mt_events (stream_id, version);

-- Positions do not come from this sequence (it would leave gaps and commit out of order). Marten's tools ask it for the
-- highest position, so the append sets it to the position it has just given.
create sequence ledger.mt_events_sequence owned by ledger.mt_events.seq_id;

create table ledger.mt_event_progression (
    name         varchar     not null,
    last_seq_id  bigint      null,
    last_updated timestamptz null default transaction_timestamp(),
    constraint pk_mt_event_progression primary key (name)
);

-- The head is the last row of the log, read backwards from the primary key, and not a row of its own that every append
-- updates: such a row gathers dead versions while anybody holds a long snapshot, and every append would walk them.
-- One row always: position 0 and no time for an empty ledger.
create view ledger.ledger_head as
    select coalesce(last.seq_id, 0) as position, last.timestamp as recorded_at
    from (select 1) as always
    left join (select seq_id, timestamp from ledger.mt_events order by seq_id desc limit 1) as last on true;

-- What an actor's key was first used for. A request's entries have neighbouring positions, so two numbers are its receipt.
create table ledger.ledger_idempotency (
    actor          varchar     collate "C" not null,
    key            varchar     collate "C" not null,
    request_hash   bytea       not null,
    first_position bigint      not null,
    last_position  bigint      not null,
    recorded_at    timestamptz not null,
    constraint pk_ledger_idempotency primary key (actor, key)
);
