using Ledger.Postgres.Embedded;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.Embedded;

public sealed class StartAndStopTests(TestGround ground) : IClassFixture<TestGround>
{
    [Fact]
    public async Task The_first_start_makes_a_database_that_keeps_what_it_is_given()
    {
        await using var postgres = await ground.StartAsync(ground.NewFolder());

        postgres.Adopted.ShouldBeFalse();
        postgres.Version.Major.ShouldBeGreaterThanOrEqualTo(15);
        if (TestGround.Shipped() is not null)
            postgres.Version.Major.ShouldBe(18);
        foreach (var (setting, value) in new[]
        {
            ("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on"), ("data_checksums", "on"),
            ("server_encoding", "UTF8"), ("password_encryption", "scram-sha-256"), ("listen_addresses", "127.0.0.1"),
            ("unix_socket_directories", ""), ("TimeZone", "UTC"),
        })
        {
            (await TestGround.QueryAsync<string>(postgres.ConnectionString, $"show {setting}")).ShouldBe(value, setting);
        }
        (await TestGround.QueryAsync<string>(
            postgres.ConnectionString, "select datcollate from pg_database where datname = current_database()"))
            .ShouldBe("C.UTF-8");
    }

    [Fact]
    public async Task Nobody_gets_in_without_the_password()
    {
        await using var postgres = await ground.StartAsync(ground.NewFolder());
        var guess = new Npgsql.NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "ledger" };

        var refused = await Should.ThrowAsync<Npgsql.PostgresException>(
            () => TestGround.QueryAsync<int>(guess.ConnectionString, "select 1"));

        refused.SqlState.ShouldBe(Npgsql.PostgresErrorCodes.InvalidPassword);
        if (OperatingSystem.IsWindows())
            return;
        File.GetUnixFileMode(Path.Combine(postgres.DataFolder, "password")).ShouldBe(FileModes.PrivateFile);
        File.GetUnixFileMode(Path.Combine(postgres.DataFolder, "database")).ShouldBe(FileModes.PrivateFolder);
    }

    [Fact]
    public async Task Stopping_leaves_no_process_and_the_next_start_finds_the_data_at_the_same_port()
    {
        var data = ground.NewFolder();
        var first = await ground.StartAsync(data);
        await TestGround.QueryAsync<object>(first.ConnectionString, "create table kept as select 42 as answer; select 1");
        TestGround.ProcessesOn(data).ShouldNotBeEmpty();

        await first.StopAsync();
        await first.StopAsync();

        TestGround.ProcessesOn(data).ShouldBeEmpty();
        TestGround.Postmaster(data).ShouldBeNull();
        await using var second = await ground.StartAsync(data);
        second.Adopted.ShouldBeFalse();
        second.ConnectionString.ShouldBe(first.ConnectionString);
        (await TestGround.QueryAsync<int>(second.ConnectionString, "select answer from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task A_port_that_another_program_took_meanwhile_is_exchanged()
    {
        var data = ground.NewFolder();
        await (await ground.StartAsync(data)).StopAsync();
        var port = int.Parse(await File.ReadAllTextAsync(Path.Combine(data, "port")), provider: null);
        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
        other.Start();

        await using var postgres = await ground.StartAsync(data);

        new Npgsql.NpgsqlConnectionStringBuilder(postgres.ConnectionString).Port.ShouldNotBe(port);
    }

    [Fact]
    public async Task Two_ledgers_live_side_by_side()
    {
        var both = await Task.WhenAll(ground.StartAsync(ground.NewFolder()), ground.StartAsync(ground.NewFolder()));
        await using var one = both[0];
        await using var other = both[1];

        await TestGround.QueryAsync<object>(one.ConnectionString, "create table mine (); select 1");

        (await TestGround.QueryAsync<bool>(other.ConnectionString, "select to_regclass('mine') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_command_works_beside_the_server_and_leaves_it_running()
    {
        await using var server = await ground.StartAsync(ground.NewFolder());

        await using (var command = await ground.StartAsync(server.DataFolder, exclusive: false))
            command.Adopted.ShouldBeTrue();

        (await TestGround.QueryAsync<int>(server.ConnectionString, "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task The_last_command_to_leave_stops_what_the_first_started()
    {
        var data = ground.NewFolder();
        var both = await Task.WhenAll(ground.StartAsync(data, exclusive: false), ground.StartAsync(data, exclusive: false));
        both.Count(command => command.Adopted).ShouldBe(1);

        await both[0].StopAsync();
        (await TestGround.QueryAsync<int>(both[1].ConnectionString, "select 1")).ShouldBe(1);
        await both[1].StopAsync();

        TestGround.ProcessesOn(data).ShouldBeEmpty();
    }

    [InstalledFact]
    public async Task An_installed_PostgreSQL_serves_when_none_is_shipped()
    {
        var alone = ground.Options(ground.NewFolder()) with { BinariesFolder = "/nowhere" };

        await using var postgres = await EmbeddedPostgres.StartAsync(alone, CancellationToken.None);

        postgres.Version.Major.ShouldBeGreaterThanOrEqualTo(15);
        (await TestGround.QueryAsync<int>(postgres.ConnectionString, "select 1")).ShouldBe(1);
        Directory.EnumerateDirectories(postgres.DataFolder, "postgresql-*").ShouldBeEmpty();
    }
}
