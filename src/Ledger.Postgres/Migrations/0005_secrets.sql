-- Keys that all servers of one ledger share. A cursor handed out by one server is understood by the next one and can be
-- forged by nobody who can not read this table. Made here, so that no two servers race to make it: two random UUIDs hold
-- 244 random bits, which SHA-256 spreads over 32 bytes.
create table ledger.ledger_secrets (
    name  varchar not null constraint pk_ledger_secrets primary key,
    value bytea   not null
);
insert into ledger.ledger_secrets values ('cursor', sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
select ledger.grant_to_app('select on ledger.ledger_secrets');
