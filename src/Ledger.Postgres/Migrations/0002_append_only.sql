-- What was recorded stays. Privileges stop the server's role; these triggers stop the owner as well.
-- They are "always" triggers: session_replication_role does not switch them off.

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The ledger is append-only: % on %.% is refused.', tg_op, tg_table_schema, tg_table_name
        using errcode = 'restrict_violation', hint = 'Record a further entry that voids or corrects the first one.';
end $$;

-- Statement triggers: they refuse even a statement that matches no row, and cost an insert nothing.
create trigger append_only before update or delete or truncate on ledger.mt_events
    for each statement execute function ledger.refuse_change();
create trigger append_only before delete or truncate on ledger.mt_streams
    for each statement execute function ledger.refuse_change();
create trigger append_only before update or delete or truncate on ledger.ledger_idempotency
    for each statement execute function ledger.refuse_change();

-- A stream only grows and never becomes another. The test stands in the function and not in the trigger's WHEN, which
-- PostgreSQL parses again for every statement: 7 of an update's 30 µs.
create function ledger.refuse_shrinking() returns trigger language plpgsql as $$
begin
    if new.version > old.version and new.timestamp >= old.timestamp
        and (new.id, new.type, new.created) is not distinct from (old.id, old.type, old.created) then
        return new;
    end if;
    raise exception 'The ledger is append-only: stream % may only grow.', old.id
        using errcode = 'restrict_violation', hint = 'Record a further entry that voids or corrects the first one.';
end $$;
create trigger grows_only before update on ledger.mt_streams
    for each row execute function ledger.refuse_shrinking();

alter table ledger.mt_events enable always trigger append_only;
alter table ledger.mt_streams enable always trigger append_only;
alter table ledger.mt_streams enable always trigger grows_only;
alter table ledger.ledger_idempotency enable always trigger append_only;

-- Migrations grant through this function, because the role may be missing: an owner who may not create roles has none,
-- and the triggers stand alone. What was granted is kept, so that a role that comes later, or a dump that is restored
-- where there is none, gets it at the next start. Example: select ledger.grant_to_app('select on ledger.mt_events').
create table ledger.ledger_grants (privileges text not null constraint pk_ledger_grants primary key);

create function ledger.grant_to_app(p_privileges text) returns void language plpgsql as $$
begin
    insert into ledger.ledger_grants values (p_privileges) on conflict do nothing;
    if exists (select from pg_roles where rolname = 'ledger_app') then
        execute 'grant ' || p_privileges || ' to ledger_app';
    end if;
end $$;
revoke execute on function ledger.grant_to_app(text) from public;

select ledger.grant_to_app('usage on schema ledger');
select ledger.grant_to_app('select, insert on ledger.mt_events');
select ledger.grant_to_app('select, insert, update (version, timestamp) on ledger.mt_streams');
select ledger.grant_to_app('select, insert on ledger.ledger_idempotency');
select ledger.grant_to_app('select, insert, update, delete on ledger.mt_event_progression');
select ledger.grant_to_app('select on ledger.ledger_head');
select ledger.grant_to_app('select on ledger.ledger_migrations');
select ledger.grant_to_app('select, update on sequence ledger.mt_events_sequence');
