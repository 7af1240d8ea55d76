using System.Diagnostics;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.Tests.EventStore;
using Ledger.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests;

/// <summary>A process that stands still in the middle of a COPY: here a session that begins one and sends no more.</summary>
public sealed class SilentCopiesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly SilentCopies _watch = new(database.Ledger, NullLogger<SilentCopies>.Instance);

    public Task InitializeAsync() => _watch.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await _watch.StopAsync(CancellationToken.None);
        _watch.Dispose();
    }

    [Fact]
    public async Task One_that_holds_the_logs_end_is_ended_and_the_others_append()
    {
        await using var store = Given.Store(database.Ledger);
        await using var silent = await HoldAsync($"select pg_advisory_xact_lock({Given.LogsEnd})");
        var began = Stopwatch.StartNew();
        (await store.AppendAsync(Given.Request("waits", ExpectedVersion.None))).ShouldBeOfType<AppendResult.Appended>();
        began.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15), "four seconds of silence are let pass");
        await Should.ThrowAsync<NpgsqlException>(silent.EndAsync);
    }

    [Fact]
    public async Task One_that_is_slow_and_one_on_which_nobody_waits_are_left_alone()
    {
        await using var slow = await HoldAsync("select pg_advisory_xact_lock(77)");
        await using var alone = await HoldAsync("select pg_advisory_xact_lock(78)");
        await using var waiting = await database.Ledger.Owner.OpenConnectionAsync();
        await using var wait = new NpgsqlCommand("select pg_advisory_lock(77)", waiting);
        var waits = wait.ExecuteNonQueryAsync();
        for (var second = 0; second < 8; second++)
        {
            await Task.Delay(1_000);
            await slow.GoOnAsync();
        }

        waits.IsCompleted.ShouldBeFalse();
        await slow.EndAsync();
        await waits;
        await alone.GoOnAsync();
        await alone.EndAsync();
    }

    private async Task<Copying> HoldAsync(string locks)
    {
        var connection = await database.Ledger.Owner.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"create temp table sent (line text); {locks}", connection)) await command.ExecuteNonQueryAsync();
        return new Copying(connection, transaction, await connection.BeginTextImportAsync("copy sent from stdin"));
    }

    private sealed class Copying(NpgsqlConnection connection, NpgsqlTransaction transaction, NpgsqlCopyTextWriter copy) : IAsyncDisposable
    {
        public async Task GoOnAsync()
        {
            await copy.WriteLineAsync("a line");
            await copy.FlushAsync();
        }

        /// <summary>Waits for what the other end says, which a line sent does not: an ended session's socket may take one more.</summary>
        public async Task EndAsync()
        {
            await copy.DisposeAsync();
            await transaction.CommitAsync();
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                await connection.DisposeAsync();
            }
            catch (NpgsqlException)
            {
                // It was ended.
            }
        }
    }
}
