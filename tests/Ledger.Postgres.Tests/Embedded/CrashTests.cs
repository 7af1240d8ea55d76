using Ledger.Postgres.Embedded;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.Embedded;

public sealed class CrashTests(TestGround ground) : IClassFixture<TestGround>
{
    private const string Remember = "create table acknowledged as select 7 as entry; select 1";
    private const string Recall = "select entry from acknowledged";

    [Fact]
    public async Task After_a_kill_of_the_ledger_the_next_one_takes_its_PostgreSQL_over()
    {
        var data = ground.NewFolder();
        var connection = await KilledLedgerAsync(data);
        var left = TestGround.Postmaster(data).ShouldNotBeNull();

        await using var next = await ground.StartAsync(data);

        next.Adopted.ShouldBeTrue();
        next.ConnectionString.ShouldBe(connection);
        TestGround.Postmaster(data).ShouldBe(left);
        (await TestGround.QueryAsync<int>(next.ConnectionString, Recall)).ShouldBe(7);
        await next.StopAsync();
        TestGround.ProcessesOn(data).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_a_kill_of_ledger_and_PostgreSQL_the_next_start_recovers()
    {
        var data = ground.NewFolder();
        var connection = await KilledLedgerAsync(data);
        TestGround.Kill(TestGround.Postmaster(data)!.Pid);

        // At once: the killed process may still be a zombie, its backends still attached to the shared memory.
        await using var next = await ground.StartAsync(data);

        next.Adopted.ShouldBeFalse();
        next.ConnectionString.ShouldBe(connection);
        (await TestGround.QueryAsync<int>(next.ConnectionString, Recall)).ShouldBe(7);
    }

    [Fact]
    public async Task A_backend_that_outlives_its_killed_postmaster_is_waited_for()
    {
        var data = ground.NewFolder();
        var connection = await KilledLedgerAsync(data);
        // A backend within one long computation looks at nothing, also not at whether its postmaster lives.
        var busy = TestGround.QueryAsync<long>(connection, "select count(*) from generate_series(1, 8000000)");
        await Task.Delay(300);
        TestGround.Kill(TestGround.Postmaster(data)!.Pid);
        busy.IsCompleted.ShouldBeFalse("the backend was to be busy for longer");

        await using var next = await ground.StartAsync(data);

        busy.IsCompleted.ShouldBeTrue("two postmasters must never share a data directory");
        (await TestGround.QueryAsync<int>(next.ConnectionString, Recall)).ShouldBe(7);
    }

    [Fact]
    public async Task A_pid_that_now_belongs_to_another_program_is_no_hindrance()
    {
        var data = ground.NewFolder();
        await (await ground.StartAsync(data)).StopAsync();
        var folder = DataFolder.Open(data);
        await File.WriteAllTextAsync(
            PostmasterFile.PathIn(folder), $"{Environment.ProcessId}\n{folder.Database}\n1\n5432\n\n127.0.0.1\n0 0\nready\n");

        await using var next = await ground.StartAsync(data);

        next.Adopted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_copy_of_a_data_folder_does_not_touch_the_original_that_still_runs()
    {
        await using var original = await ground.StartAsync(ground.NewFolder());
        var running = TestGround.Postmaster(original.DataFolder).ShouldNotBeNull();
        var copy = ground.NewFolder();
        using (var cp = System.Diagnostics.Process.Start("cp", ["-a", original.DataFolder, copy]))
            await cp.WaitForExitAsync();

        await using var second = await ground.StartAsync(copy);

        second.Adopted.ShouldBeFalse();
        second.ConnectionString.ShouldNotBe(original.ConnectionString);
        TestGround.Postmaster(original.DataFolder).ShouldBe(running);
    }

    [Fact]
    public async Task An_interrupted_creation_is_begun_anew()
    {
        var data = ground.NewFolder();
        using (var host = TestHost.Begin(data, ground.Binaries))
        {
            // initdb is in the middle once it has begun to write its catalogs.
            while (!Directory.Exists(data)
                || !Directory.EnumerateDirectories(data, "creating-database-*").Any(d => Directory.Exists(Path.Combine(d, "base"))))
                await Task.Delay(5);
            await host.KillAsync();
        }
        Directory.Exists(Path.Combine(data, "database")).ShouldBeFalse("the host was to be killed in the middle");

        await using var next = await ground.StartAsync(data);

        next.Adopted.ShouldBeFalse();
        (await TestGround.QueryAsync<int>(next.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_lost_password_is_replaced()
    {
        var data = ground.NewFolder();
        await KilledLedgerAsync(data);
        File.Delete(Path.Combine(data, "password"));

        await using var next = await ground.StartAsync(data);

        (await TestGround.QueryAsync<int>(next.ConnectionString, Recall)).ShouldBe(7);
    }

    private async Task<string> KilledLedgerAsync(string data)
    {
        using var host = TestHost.Begin(data, ground.Binaries);
        var said = await host.SaysAsync();
        said.ShouldStartWith("ready ");
        var connection = said["ready ".Length..];
        await TestGround.QueryAsync<int>(connection, Remember);
        await host.KillAsync();
        return connection;
    }
}
