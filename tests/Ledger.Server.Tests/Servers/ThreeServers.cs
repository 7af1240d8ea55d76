using System.Diagnostics;
using System.Globalization;
using Ledger.Postgres;
using Ledger.Postgres.Embedded;
using Ledger.Server.Hosting;
using Ledger.Server.Identity;
using Ledger.Domain.Accounts;
using Ledger.Server.Tests.Commands.EndToEnd;
using Ledger.Testing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Ledger.Server.Tests.Servers;

/// <summary>Three servers, each the real program with nothing but a connection string, on one PostgreSQL of the test's own.</summary>
internal sealed class ThreeServers : IAsyncDisposable
{
    private readonly DataFolder _data;
    private readonly EmbeddedPostgres _postgres;
    private readonly LedgerProcess?[] _running = new LedgerProcess?[3];
    private volatile Uri?[] _addresses = new Uri?[3];

    private ThreeServers(DataFolder data, EmbeddedPostgres postgres)
    {
        (_data, _postgres) = (data, postgres);
        Database = LedgerDatabase.Open(postgres.ConnectionString + ";Maximum Pool Size=20");
    }

    /// <summary>The test's own doors to the database.</summary>
    public LedgerDatabase Database { get; }

    public string ConnectionString => _postgres.ConnectionString;

    /// <summary>Starts PostgreSQL and, all at once, the three servers on an empty database.</summary>
    public static async Task<ThreeServers> StartAsync()
    {
        var data = DataFolder.New();
        var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = data.Path, BinariesFolder = TestServer.Binaries, Exclusive = true }, default);
        var servers = new ThreeServers(data, postgres);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(servers.StartAsync));
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>One of the servers that run, another one each time.</summary>
    public Uri Any()
    {
        var addresses = _addresses.OfType<Uri>().ToList();
        return addresses[Random.Shared.Next(addresses.Count)];
    }

    /// <summary>Starts a server and waits until it is ready.</summary>
    public async Task StartAsync(int server)
    {
        // The name tells which server's session holds a lock.
        var process = LedgerProcess.StartWith(("ConnectionStrings__Ledger", $"{ConnectionString};Application Name=server-{server}"), ("Webhooks__AllowedPrivateHosts__0", "127.0.0.1"));
        _running[server] = process;
        Put(server, await process.ReadyAsync());
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(int server)
    {
        Put(server, null);
        await _running[server]!.KillAsync();
        _running[server]!.Dispose();
        _running[server] = null;
    }

    /// <summary>Stops a server where it stands (SIGSTOP): its system goes on answering for it.</summary>
    public async Task PauseAsync(int server)
    {
        await SignalAsync(server, "-STOP");
        Put(server, null);
    }

    /// <summary>Lets a paused server go on.</summary>
    public async Task ResumeAsync(int server)
    {
        await SignalAsync(server, "-CONT");
        Put(server, await _running[server]!.ReadyAsync());
    }

    /// <summary>Which server does a part of the work; null where none does.</summary>
    public async Task<int?> LeaderAsync(long part)
    {
        await using var command = Database.Owner.CreateCommand("""
            select application_name from pg_locks join pg_stat_activity using (pid)
            where locktype = 'advisory' and granted and (classid::bigint << 32 | objid::bigint) = $1
            """);
        command.Parameters.Add(new() { Value = part });
        return await command.ExecuteScalarAsync() is string name ? int.Parse(name["server-".Length..], CultureInfo.InvariantCulture) : null;
    }

    /// <summary>What every session does and for whom it waits, to tell why nothing goes on.</summary>
    public async Task<string> SessionsAsync()
    {
        await using var command = Database.Owner.CreateCommand("""
            select string_agg(concat_ws(' | ', pid, application_name, state, wait_event, now() - state_change, pg_blocking_pids(pid), left(query, 80)), E'\n' order by pid)
            from pg_stat_activity where datname = current_database() and (state <> 'idle' or pid in (select pid from pg_locks where locktype = 'advisory'))
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Makes an account that may record everywhere, and a key of its own.</summary>
    public async Task<string> IssueKeyAsync()
    {
        await using var ledger = await LedgerInstance.OpenAsync(new LedgerLocation(ConnectionString, null), _ => { }, default);
        var grant = new Grant(Role.Recorder, Grants.Everywhere);
        (await ledger.Services.GetRequiredService<AccountManager>().CreateAsync("soak", null, [grant], "correct horse battery staple", "test", default)).ShouldBeNull();
        var (key, refusal) = await ledger.Services.GetRequiredService<KeyManager>().IssueAsync("soak", "soak", [grant], 90, "test", default);
        refusal.ShouldBeNull();
        return key!.Full;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running) process?.Dispose();
        await Database.DisposeAsync();
        await _postgres.DisposeAsync();
        _data.Dispose();
    }

    private async Task SignalAsync(int server, string signal)
    {
        using var kill = Process.Start("kill", [signal, _running[server]!.Pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private void Put(int server, Uri? address)
    {
        lock (_running)
        {
            var addresses = (Uri?[])_addresses.Clone();
            addresses[server] = address;
            _addresses = addresses;
        }
    }
}
