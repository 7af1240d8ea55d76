using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Commands;

/// <summary><c>doctor</c> and <c>rebuild</c> on ledgers that somebody has laid hands on.</summary>
public sealed class DoctorCommandTests
{
    [Theory]
    [InlineData("alter table ledger.mt_events disable trigger append_only", "Append-only")]
    [InlineData("alter table ledger.ledger_evidence_chunks disable trigger append_only", "Files append-only")]
    [InlineData("grant update on ledger.mt_events to ledger_app", "Role ledger_app")]
    [InlineData("update ledger_read.project_rows set state = jsonb_set(state::jsonb, '{name}', '\"forged\"')::text where id = (select min(id) from ledger_read.project_rows)", "Digests")]
    [InlineData("update ledger_read.project_rows set state = jsonb_set(state::jsonb, '{name}', '\"forged\"')::text", "Rows and fold")]
    [InlineData("update ledger_read.confirmed_project_rows set state = jsonb_set(state::jsonb, '{name}', '\"forged\"')::text where id = (select min(id) from ledger_read.confirmed_project_rows)", "Digests")]
    [InlineData("update ledger_read.confirmed_project_rows set state = jsonb_set(state::jsonb, '{name}', '\"forged\"')::text", "Rows and fold")]
    [InlineData("update ledger_read.confirmed_indicator_rows set live = not live", "Rows and fold")]
    [InlineData("alter table ledger.mt_events disable trigger all; delete from ledger.mt_events where seq_id = 5", "Positions")]
    [InlineData("alter table ledger.mt_events disable trigger all; update ledger.mt_events set timestamp = timestamp - interval '1 day' where seq_id = 5", "Recorded time")]
    [InlineData("alter table ledger.mt_events disable trigger all; update ledger.mt_events set version = 99 where seq_id = 5", "Streams")]
    [InlineData("update ledger_read.models set stopped_at = 1, error = 'broken' where name = 'projects'", "projects")]
    public async Task Finds_what_somebody_did(string deed, string check)
    {
        await using var database = await LedgerAsync();
        await using (var command = database.Ledger.Owner.CreateCommand(deed)) await command.ExecuteNonQueryAsync();
        var checks = (await CommandRun.OnAsync(database, "doctor", "--json")).ShouldEndWith(1).Json.GetProperty("checks");
        var failed = checks.EnumerateArray().Where(one => one.GetProperty("outcome").GetString() == "fail").ToList();
        failed.ShouldContain(one => one.GetProperty("name").GetString() == check, checks.ToString());
        failed.ShouldAllBe(one => one.GetProperty("remedy").GetString()!.Length > 0);
    }

    [Fact]
    public async Task A_rebuild_says_that_forged_rows_were_replaced()
    {
        await using var database = await LedgerAsync();
        // Rows and digest both forged, so that only a rebuild from the log can tell.
        await using (var command = database.Ledger.Owner.CreateCommand(
            "update ledger_read.models set digest = decode(repeat('ab', 32), 'hex') where name = 'projects'")) await command.ExecuteNonQueryAsync();
        var report = (await CommandRun.OnAsync(database, "rebuild", "--json")).ShouldEndWith(1).Json;
        report.GetProperty("reproduced").GetBoolean().ShouldBeFalse();
        (await CommandRun.OnAsync(database, "rebuild", "--json")).ShouldEndWith(0);
        (await CommandRun.OnAsync(database, "doctor", "--full")).ShouldEndWith(0);
    }

    [Fact]
    public async Task A_database_without_a_ledger_is_told_as_such()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        (await CommandRun.OnAsync(database, "doctor")).ShouldEndWith(1).Out.ShouldContain("no ledger in this database");
    }

    private static async Task<TestDatabase> LedgerAsync()
    {
        var database = await TestDatabase.CreateEmptyAsync();
        (await CommandRun.OnAsync(database, "import", Path.Combine(ImportedLedger.Packages, "fuling-2027"))).ShouldEndWith(0);
        return database;
    }
}
