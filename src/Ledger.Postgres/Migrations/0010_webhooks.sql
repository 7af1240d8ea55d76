-- Who is told of entries by webhook, how far each has acknowledged, and what went wrong. None of this is history of the world:
-- it lies beside the log. What people did to subscriptions is history, and lies in webhook_changes, which only grows.
create table ledger.webhook_subscriptions (
    id            varchar     collate "C" not null constraint pk_webhook_subscriptions primary key,
    name          varchar     not null,
    owner         varchar     collate "C" not null, -- the person behind whoever made it
    created_by    varchar     collate "C" not null, -- the actor: the person, or a key
    created       timestamptz not null default clock_timestamp(),
    creation_key  varchar     collate "C" null,     -- Idempotency-Key of the request that made it
    creation_hash bytea       null,
    url           varchar     not null,
    host          varchar     collate "C" not null, -- name:port, which the circuit is about
    filter        jsonb       not null,
    state         varchar     not null default 'active' constraint ck_webhook_state check (state in ('active', 'paused', 'disabled')),
    reason        varchar     null,
    -- Grows with whatever people do to it. A delivery counts only if it began under the present revision.
    revision      bigint      not null default 1,
    looked_up_to  bigint      not null,             -- nothing up to here is still to be delivered
    last_entry    bigint      not null,             -- the last position delivered or given up: the next event's 'previous'
    acknowledged  timestamptz null,                 -- when something was last acknowledged
    -- Of the entry after last_entry, while it can't be delivered:
    attempts      integer     not null default 0,
    steps         integer     not null default 0,   -- of the schedule; an answer with Retry-After takes none
    first_attempt timestamptz null,
    next_attempt  timestamptz null,                 -- null: now
    last_error    varchar     null
) with (fillfactor = 60); -- a row changes with every delivery, and finds room beside itself
create index ix_webhook_subscriptions_owner on ledger.webhook_subscriptions (owner, id);
create unique index uq_webhook_subscriptions_creation on ledger.webhook_subscriptions (created_by, creation_key) where creation_key is not null;

-- What deliveries are signed with, encrypted by the server's data protection keys: a copy of this table alone signs nothing.
create table ledger.webhook_secrets (
    id           bigint      generated always as identity constraint pk_webhook_secrets primary key,
    subscription varchar     collate "C" not null references ledger.webhook_subscriptions on delete cascade,
    sealed       bytea       not null,
    created      timestamptz not null,
    valid_until  timestamptz null -- null: the present one
);
create index ix_webhook_secrets_subscription on ledger.webhook_secrets (subscription);

create table ledger.webhook_deliveries (
    id           bigint      generated always as identity constraint pk_webhook_deliveries primary key,
    subscription varchar     collate "C" not null references ledger.webhook_subscriptions on delete cascade,
    kind         varchar     not null, -- entry, replay (of a dead letter) or test
    position     bigint      null,     -- null of a test
    webhook_id   varchar     collate "C" not null,
    attempt      integer     not null,
    at           timestamptz not null,
    milliseconds integer     not null,
    outcome      varchar     not null,
    status       integer     null,
    error        varchar     null,
    excerpt      varchar     null
);
create index ix_webhook_deliveries_subscription on ledger.webhook_deliveries (subscription, id);
create index ix_webhook_deliveries_at on ledger.webhook_deliveries (at);

-- Entries given up. 'requested': somebody asked for one more attempt.
create table ledger.webhook_dead_letters (
    subscription  varchar     collate "C" not null references ledger.webhook_subscriptions on delete cascade,
    position      bigint      not null,
    previous      bigint      not null, -- as the event says it, so that a replay has the very same bytes
    webhook_id    varchar     collate "C" not null,
    state         varchar     not null default 'waiting' constraint ck_dead_letter_state check (state in ('waiting', 'requested', 'replayed', 'discarded')),
    first_attempt timestamptz not null,
    last_attempt  timestamptz not null,
    attempts      integer     not null,
    last_error    varchar     null,
    constraint pk_webhook_dead_letters primary key (subscription, position)
);

-- Hosts that do not answer, for all subscriptions to them together.
create table ledger.webhook_circuits (
    host       varchar     collate "C" not null constraint pk_webhook_circuits primary key,
    opened     timestamptz not null,
    probe_at   timestamptz not null,
    failures   integer     not null,
    last_error varchar     null
);

-- Who made, changed, paused, resumed, replayed, deleted. Outlives the subscription, and is never changed.
create table ledger.webhook_changes (
    id           bigint      generated always as identity constraint pk_webhook_changes primary key,
    at           timestamptz not null default clock_timestamp(),
    actor        varchar     collate "C" not null,
    person       varchar     collate "C" not null, -- the person behind the actor then
    subscription varchar     collate "C" not null,
    owner        varchar     collate "C" not null,
    change       varchar     collate "C" not null,
    detail       jsonb       not null
);
create index ix_webhook_changes_subscription on ledger.webhook_changes (subscription, id);
create trigger append_only before update or delete or truncate on ledger.webhook_changes
    for each statement execute function ledger.refuse_change();
alter table ledger.webhook_changes enable always trigger append_only;

select ledger.grant_to_app('select, insert, update, delete on ledger.webhook_subscriptions');
select ledger.grant_to_app('select, insert, update, delete on ledger.webhook_secrets');
select ledger.grant_to_app('select, insert, delete on ledger.webhook_deliveries');
select ledger.grant_to_app('select, insert, update, delete on ledger.webhook_dead_letters');
select ledger.grant_to_app('select, insert, update, delete on ledger.webhook_circuits');
select ledger.grant_to_app('select, insert on ledger.webhook_changes');
