-- What proves who somebody is, outside the log: the log is kept for ever and anybody may read it. A row here means nothing
-- until an entry in the log names it, and it is written before that entry: a password becomes the account's password with
-- its 'password_changed', a secret the key's with its 'key_issued'. Nothing is left half done by a crash in between.
create table ledger.ledger_credentials (
    id            varchar     collate "C" not null constraint pk_ledger_credentials primary key,
    account       varchar     collate "C" not null,
    password_hash varchar     not null, -- as the framework's PasswordHasher writes it: salted PBKDF2
    created       timestamptz not null default now()
);
create index ix_ledger_credentials_account on ledger.ledger_credentials (account);

create table ledger.ledger_key_secrets (
    id          varchar     collate "C" not null constraint pk_ledger_key_secrets primary key,
    secret_hash bytea       not null, -- SHA-256: the secret is 256 random bits, which no list of passwords holds
    created     timestamptz not null default now()
);

-- Wrong passwords in a row. Kept here, so that neither a restart nor another server forgets them.
create table ledger.ledger_lockouts (
    account      varchar     collate "C" not null constraint pk_ledger_lockouts primary key,
    failures     integer     not null,
    locked_until timestamptz null
);

-- The keys that encrypt session cookies and form tokens, so that all servers of one ledger understand each other's.
create table ledger.ledger_web_keys (
    name    varchar     not null constraint pk_ledger_web_keys primary key,
    xml     varchar     not null,
    created timestamptz not null default now()
);

select ledger.grant_to_app('select, insert, delete on ledger.ledger_credentials');
select ledger.grant_to_app('select, insert on ledger.ledger_key_secrets');
select ledger.grant_to_app('select, insert, update, delete on ledger.ledger_lockouts');
select ledger.grant_to_app('select, insert on ledger.ledger_web_keys');
