using Ledger.Postgres.Embedded;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.Embedded;

public sealed class RefusalTests(TestGround ground) : IClassFixture<TestGround>
{
    [Fact]
    public async Task A_folder_that_a_live_ledger_holds_is_refused_with_its_process()
    {
        var data = ground.NewFolder();
        using var host = TestHost.Begin(data, ground.Binaries);
        (await host.SaysAsync()).ShouldStartWith("ready ");

        (await RefusalAsync(ground.Options(data))).ShouldContain($"in use by another ledger (process {host.Pid})");

        host.AskToStop();
        (await host.SaysAsync()).ShouldBe("stopped");
        TestGround.ProcessesOn(data).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_of_somebody_elses_is_refused_and_left_as_it_was()
    {
        var data = ground.NewFolder();
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "thesis.txt"), "ten years of work");

        (await RefusalAsync(ground.Options(data))).ShouldContain("isn't empty (it holds thesis.txt)");

        Directory.EnumerateFileSystemEntries(data).Select(Path.GetFileName).ShouldBe(["thesis.txt"]);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_refused()
    {
        var data = ground.NewFolder();
        await File.WriteAllTextAsync(data, "");

        (await RefusalAsync(ground.Options(data))).ShouldContain("can't be used");
    }

    [Fact]
    public async Task Without_any_PostgreSQL_it_says_what_to_install()
    {
        var none = ground.Options(ground.NewFolder()) with { BinariesFolder = "/nowhere", InstalledFolders = [] };

        (await RefusalAsync(none)).ShouldContain("install PostgreSQL 15 or later");
    }

    [Fact]
    public async Task Data_of_another_major_version_is_refused_and_left_as_it_was()
    {
        var data = ground.NewFolder();
        await (await ground.StartAsync(data)).StopAsync();
        var version = Path.Combine(data, "database", "PG_VERSION");
        await File.WriteAllTextAsync(version, "14\n");

        (await RefusalAsync(ground.Options(data) with { InstalledFolders = [] }))
            .ShouldContain("was made by PostgreSQL 14, and here is only");
    }

    [Fact]
    public async Task A_path_that_would_reach_a_shell_unquoted_is_refused()
    {
        (await RefusalAsync(ground.Options(ground.NewFolder() + "$(id)"))).ShouldContain("character");
    }

    [Fact]
    public async Task A_cluster_that_can_not_start_is_refused_with_PostgreSQLs_reason()
    {
        var data = ground.NewFolder();
        await (await ground.StartAsync(data)).StopAsync();
        await File.AppendAllTextAsync(Path.Combine(data, "database", "postgresql.conf"), "work_mem = lots\n");

        (await RefusalAsync(ground.Options(data))).ShouldContain("work_mem");
    }

    [Theory]
    [InlineData("/a/b", "/c", "/a/b")]
    [InlineData(null, "/c", "/c")]
    [InlineData(" ", "/c", "/c")]
    public void The_data_folder_is_the_chosen_one_then_the_environments(string? chosen, string? environment, string expected) =>
        DefaultDataFolder.Resolve(chosen, environment).ShouldBe(expected);

    [RootFact]
    public void The_data_folder_of_root_is_outside_its_home() =>
        DefaultDataFolder.Resolve(null, null).ShouldBe("/var/lib/ledger");

    private static async Task<string> RefusalAsync(EmbeddedPostgresOptions options)
    {
        var refused = await Should.ThrowAsync<EmbeddedPostgresException>(async () =>
        {
            await using var unexpected = await EmbeddedPostgres.StartAsync(options, CancellationToken.None);
        });
        refused.Message.ShouldEndWith(".");
        refused.Message.ShouldNotContain("\n");
        return refused.Message;
    }
}
