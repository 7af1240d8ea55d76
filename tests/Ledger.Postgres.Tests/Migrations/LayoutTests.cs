using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.Migrations;

/// <summary>The tables are Marten 9's, as DESIGN lists them: Marten must be able to read the ledger.</summary>
public sealed class LayoutTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Streams() => (await ColumnsAsync("mt_streams")).ShouldBe(
    [
        "id varchar not null", "type varchar", "version int8", "timestamp timestamptz not null default now()",
        "created timestamptz not null default now()", "tenant_id varchar default '*DEFAULT*'::character varying",
        "is_archived bool default false",
    ]);

    [Fact]
    public async Task Events() => (await ColumnsAsync("mt_events")).ShouldBe(
    [
        "seq_id int8 not null", "id uuid not null", "stream_id varchar", "version int8 not null", "data jsonb not null", "bdata bytea",
        "type varchar(500) not null", "timestamp timestamptz not null", "tenant_id varchar default '*DEFAULT*'::character varying",
        "mt_dotnet_type varchar", "correlation_id varchar", "causation_id varchar", "headers jsonb", "user_name varchar",
        "is_archived bool default false",
    ]);

    [Fact]
    public async Task Progression() => (await ColumnsAsync("mt_event_progression")).ShouldBe(
        ["name varchar not null", "last_seq_id int8", "last_updated timestamptz default transaction_timestamp()"]);

    [Fact]
    public async Task Constraints_indexes_and_the_sequence()
    {
        (await ListAsync("""
            select conname || ' ' || replace(pg_get_constraintdef(c.oid), 'ledger.', '') from pg_constraint c join pg_class t on t.oid = conrelid
            where connamespace = 'ledger'::regnamespace and relname like 'mt\_%' and contype <> 'n' order by 1
            """)).ShouldBe(
        [
            "fkey_mt_events_stream_id FOREIGN KEY (stream_id) REFERENCES mt_streams(id) ON DELETE CASCADE",
            "pk_mt_event_progression PRIMARY KEY (name)", "pkey_mt_events_seq_id PRIMARY KEY (seq_id)", "pkey_mt_streams_id PRIMARY KEY (id)",
        ]);
        (await ListAsync("select indexdef from pg_indexes where schemaname = 'ledger' and tablename = 'mt_events' and indexname not like 'ix\\_%' order by indexname")).ShouldBe(
        [
            "CREATE UNIQUE INDEX pk_mt_events_stream_and_version ON ledger.mt_events USING btree (stream_id, version)",
            "CREATE UNIQUE INDEX pkey_mt_events_seq_id ON ledger.mt_events USING btree (seq_id)",
        ]);
        // The ledger's own, beside Marten's: they have the prefix ix_.
        (await ListAsync("select indexname from pg_indexes where schemaname = 'ledger' and tablename like 'mt\\_%' and indexname like 'ix\\_%'")).ShouldBe(["ix_mt_events_stated"]);
        (await ListAsync("select pg_get_serial_sequence('ledger.mt_events', 'seq_id')")).ShouldBe(["ledger.mt_events_sequence"]);
    }

    private Task<List<string>> ColumnsAsync(string table) => ListAsync($"""
        select column_name || ' ' || udt_name || coalesce('(' || character_maximum_length || ')', '')
            || case is_nullable when 'NO' then ' not null' else '' end || coalesce(' default ' || column_default, '')
        from information_schema.columns where table_schema = 'ledger' and table_name = '{table}' order by ordinal_position
        """);

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var command = database.Ledger.Owner.CreateCommand(sql);
        await using var row = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await row.ReadAsync())
        {
            lines.Add(row.GetString(0));
        }

        return lines;
    }
}
