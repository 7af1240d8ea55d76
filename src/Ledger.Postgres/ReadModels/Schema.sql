-- The read models of one generation. Run with search_path set to the schema they are to live in: ledger_read, or
-- ledger_read_next while a rebuild fills it beside the live one.
--
-- A row says: from effective_from on the state was this, and so it was known from position known_from until known_until. Until
-- when it held, the row after it says that is known at the same position. So the state at (asOf, knownAt) is the row known then
-- with the greatest effective_from not after asOf: one descent of the primary key per id; and an entry at the end of a history
-- adds one row and changes none.
-- Texts that are compared are collated "C": the same on every version and machine.
-- The keys are in Indexes.sql: a rebuild fills the tables first.

create table models (
    name         text        not null primary key,
    code_version text        not null,
    position     bigint      not null,
    digest       bytea       not null,
    stopped_at   bigint      null,
    error        text        null,
    updated_at   timestamptz not null default clock_timestamp()
);

-- By how much the number of a plan's things that are listed under a code changes from a day on, as known from a position on:
-- what opening and closing a row of the model adds and takes away, without what cancels within one entry. Never changed. Counts
-- at (asOf, knownAt) are sums over day <= asOf and position <= knownAt, and those at one position lead to those at another
-- by the moves between them. What is counted lies in the key's index: the table need not be read.
create table moves (
    model    text   collate "C" not null,
    plan     text   collate "C" not null,
    position bigint not null,
    day      date   not null,
    code     text   collate "C" not null,
    change   int    not null
);

create table plans      (id text collate "C" not null, plan text collate "C" not null, ordinal bigint not null);
create table projects   (id text collate "C" not null, plan text collate "C" not null, ordinal bigint not null);
create table indicators (id text collate "C" not null, plan text collate "C" not null, ordinal bigint not null);
create table findings   (id text collate "C" not null, plan text collate "C" not null, ordinal bigint not null);

-- What every model's rows have; each model adds the columns it is filtered by. The state is JSON in a text: it is kept as the
-- domain wrote it, byte by byte, and written and read as a whole, so nothing is to be gained by checking or taking it apart.
create table bitemporal_rows (
    id              text collate "C" not null,
    effective_from  date             not null,
    known_from      bigint           not null,
    known_until     bigint           not null,
    made_by         bigint           not null,
    version         bigint           not null,
    recorded_at     timestamptz      not null,
    live            boolean          not null,
    state           text collate "C" not null
);

create table plan_rows (
    like bitemporal_rows,
    region          text collate "C" null,
    region_code     text collate "C" null
);

create table project_rows (
    like bitemporal_rows,
    category        text collate "C" null,
    nature          text collate "C" null,
    stage           text collate "C" null,
    committed       boolean          null,
    search          text collate "C" null
);

create table indicator_rows (
    like bitemporal_rows,
    category        text collate "C" null,
    property        text collate "C" null,
    facility        text collate "C" null,
    search          text collate "C" null,
    attainment      text collate "C" null
);

create table finding_rows (
    like bitemporal_rows,
    rule            text collate "C" null
);

-- The same on the basis of what is confirmed: a second set of rows for the things above.
create table confirmed_project_rows   (like project_rows);
create table confirmed_indicator_rows (like indicator_rows);

drop table bitemporal_rows;
