-- Files that support entries (佐证). An entry 'evidence_attached' names a file by its hash; the file itself lies here, once,
-- however often it is uploaded and whatever it is called.
create table ledger.ledger_evidence (
    sha256      bytea       not null constraint pk_ledger_evidence primary key check (octet_length(sha256) = 32),
    content     uuid        not null constraint uq_ledger_evidence_content unique, -- under which the chunks lie: they come before the hash is known
    size        bigint      not null check (size > 0),
    media_type  varchar     not null, -- found in the content
    uploaded_by varchar     not null, -- who came first
    created     timestamptz not null default now()
);

-- 256 KiB each, the last one less: a range of a download reads only the chunks that it touches, and nobody holds a file whole.
create table ledger.ledger_evidence_chunks (
    content uuid    not null,
    number  integer not null check (number >= 0),
    data    bytea   not null check (octet_length(data) between 1 and 262144),
    constraint pk_ledger_evidence_chunks primary key (content, number)
);
-- Photos and PDF are compressed already: trying again costs time and gains nothing.
alter table ledger.ledger_evidence_chunks alter column data set storage external;

-- What an entry names stays. Statement triggers, and always on, as on the log: see 0002_append_only.sql.
create trigger append_only before update or delete or truncate on ledger.ledger_evidence
    for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.ledger_evidence_chunks
    for each statement execute function ledger.refuse_change();
alter table ledger.ledger_evidence enable always trigger append_only;
alter table ledger.ledger_evidence_chunks enable always trigger append_only;

select ledger.grant_to_app('select, insert on ledger.ledger_evidence');
select ledger.grant_to_app('select, insert on ledger.ledger_evidence_chunks');
