using System.Diagnostics;
using Ledger.Postgres.Embedded;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.Embedded;

public sealed class AccountTests(TestGround ground) : IClassFixture<TestGround>
{
    [RootFact]
    public async Task Root_has_an_unprivileged_account_run_it()
    {
        var data = ground.NewFolder();
        await using var postgres = await ground.StartAsync(data);

        var pid = TestGround.Postmaster(data).ShouldNotBeNull().Pid;
        var uid = (await File.ReadAllLinesAsync($"/proc/{pid}/status")).Single(l => l.StartsWith("Uid:", StringComparison.Ordinal));

        uid.Split('\t')[1].ShouldNotBe("0");
    }

    [RootFact]
    public async Task A_data_folder_below_roots_home_is_refused()
    {
        using var home = new ClosedFolder(ground.NewFolder());

        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(
            () => ground.StartAsync(Path.Combine(home.Path, "data")));

        refused.Message.ShouldContain("can't enter the data folder");
    }

    [RootFact]
    public async Task Binaries_below_roots_home_are_copied_to_where_the_account_can_reach_them()
    {
        if (ground.Binaries is null)
            return;
        using var home = new ClosedFolder(ground.NewFolder());
        var native = Path.Combine(home.Path, "native");
        Copy(ground.Binaries, native);
        var data = ground.NewFolder();
        var options = ground.Options(data) with { BinariesFolder = native, InstalledFolders = [] };

        await (await EmbeddedPostgres.StartAsync(options, CancellationToken.None)).StopAsync();
        await using var again = await EmbeddedPostgres.StartAsync(options, CancellationToken.None);

        Directory.EnumerateDirectories(data, "postgresql-*").Count().ShouldBe(1);
        Directory.EnumerateDirectories(data, "copying-*").ShouldBeEmpty();
    }

    [RootFact]
    public async Task An_ordinary_user_runs_it_as_himself_and_root_goes_on_as_that_user()
    {
        // The build output may lie below root's home.
        var program = Path.Combine(ground.Root.FullName, "program");
        Copy(AppContext.BaseDirectory.TrimEnd('/'), program);
        var home = ground.NewFolder();
        Directory.CreateDirectory(home);
        using (var chown = Process.Start("chown", ["nobody", home]))
            await chown.WaitForExitAsync();
        var data = Path.Combine(home, "data");

        using var host = TestHost.Begin(
            data, ground.Binaries, "nobody", Path.Combine(program, Path.GetFileName(typeof(AccountTests).Assembly.Location)));
        (await host.SaysAsync()).ShouldStartWith("ready ");
        host.AskToStop();
        (await host.SaysAsync()).ShouldBe("stopped");
        TestGround.ProcessesOn(data).ShouldBeEmpty();

        await using var root = await ground.StartAsync(data);
        root.Adopted.ShouldBeFalse();
    }

    private static void Copy(string from, string to)
    {
        using var cp = Process.Start("cp", ["-rL", from, to]);
        cp.WaitForExit();
        cp.ExitCode.ShouldBe(0);
    }

    private sealed class ClosedFolder : IDisposable
    {
        public ClosedFolder(string path)
        {
            Path = path;
            Directory.CreateDirectory(path);
            FileModes.Set(path, FileModes.PrivateFolder);
        }

        public string Path { get; }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
