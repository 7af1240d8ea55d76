using Npgsql;

namespace Ledger.Postgres.Migrations;

/// <summary>Creates the role that the server runs as, once per cluster, where the owner may.</summary>
internal static class AppRole
{
    // A role belongs to the whole cluster, so it is no migration of one database: a dump restored elsewhere has the
    // migrations and not the role. Two databases of a cluster may create it at once: the second waits on the unique index
    // of role names and then learns that the role is there. The grant is repeated only where it is missing.
    private const string Sql = """
        do $$
        declare
            mode text := case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end;
        begin
            begin
                if not exists (select from pg_roles where rolname = 'ledger_app') then
                    create role ledger_app nologin;
                end if;
            exception when duplicate_object or unique_violation then null;
            end;
            if not pg_has_role(current_user, 'ledger_app', mode) then
                grant ledger_app to current_user;
            end if;
        exception
            when insufficient_privilege then raise notice 'no role ledger_app: %', sqlerrm;
            when unique_violation or internal_error then null; -- another session makes the same grant
        end $$
        """;

    // Tables of a rebuild may have come and gone since their grant.
    private const string RegrantSql = """
        do $$
        declare
            g text;
        begin
            if to_regclass('ledger.ledger_grants') is null or has_schema_privilege('ledger_app', 'ledger', 'usage') then
                return;
            end if;
            for g in select privileges from ledger.ledger_grants loop
                begin
                    execute 'grant ' || g || ' to ledger_app';
                exception when undefined_table or undefined_function or undefined_object then null;
                end;
            end loop;
        end $$
        """;

    public static async Task EnsureAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Grants what migrations granted to a role that was not there then.</summary>
    public static async Task RegrantAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(RegrantSql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
