using System.Security.Cryptography;
using Ledger.Postgres.Doctor;
using Ledger.Postgres.Evidence;
using Ledger.Testing;
using Shouldly;
using Xunit;

namespace Ledger.Postgres.Tests.Evidence;

public sealed class EvidenceFilesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const int Chunk = 262_144;

    private readonly EvidenceFiles files = new(database.Ledger);

    [Theory]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    public async Task What_goes_in_comes_out_under_its_hash(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        var file = await StoreAsync(content);
        (file.Sha256, file.Size).ShouldBe((Convert.ToHexStringLower(SHA256.HashData(content)), size));
        (await files.FindAsync(file.Sha256)).ShouldBe(file);
        (await ReadAsync(file)).ShouldBe(content);
    }

    [Fact]
    public async Task Any_part_is_read_from_the_chunks_that_hold_it_and_from_no_other()
    {
        var content = RandomNumberGenerator.GetBytes(3 * Chunk + 100);
        var file = await StoreAsync(content);
        foreach (var (from, length) in new[] { (0, 1), (Chunk - 1, 2), (Chunk, Chunk), (3 * Chunk + 99, 1), (3 * Chunk, 100) })
        {
            await using var stream = files.Open(file);
            stream.Seek(from, SeekOrigin.Begin);
            var part = new byte[length];
            await stream.ReadExactlyAsync(part);
            part.ShouldBe(content[from..(from + length)]);
        }

        // A chunk that is not there is missed by whoever asks for it, and by nobody else.
        await ExecuteAsync($"set session_replication_role = replica; alter table ledger.ledger_evidence_chunks disable trigger append_only; delete from ledger.ledger_evidence_chunks where content = '{file.Content}' and number = 1; alter table ledger.ledger_evidence_chunks enable always trigger append_only; set session_replication_role = origin");
        await using var left = files.Open(file);
        await left.ReadExactlyAsync(new byte[Chunk]);
        await Should.ThrowAsync<InvalidDataException>(() => left.ReadExactlyAsync(new byte[1]).AsTask());
        left.Position = 2 * Chunk;
        await left.ReadExactlyAsync(new byte[Chunk + 100]);

        var checks = await EvidenceChecks.RunAsync(database.Ledger, full: true, default);
        checks.Single(check => check.Name == "File sizes").ShouldSatisfyAllConditions(check => check.Outcome.ShouldBe(Outcome.Fail), check => check.Found.ShouldContain(file.Sha256));
        checks.Single(check => check.Name == "File hashes").Outcome.ShouldBe(Outcome.Fail);
    }

    [Fact]
    public async Task The_same_content_is_stored_once_however_many_upload_it_at_once()
    {
        var content = RandomNumberGenerator.GetBytes(2 * Chunk + 7);
        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoreAsync(content)));
        stored.Distinct().Count().ShouldBe(1);
        (await StoreAsync(content)).ShouldBe(stored[0]);
        (await CountAsync($"select count(*) from ledger.ledger_evidence where sha256 = '\\x{stored[0].Sha256}'")).ShouldBe(1);
        (await OrphansAsync()).ShouldBe(0);
        (await ReadAsync(stored[0])).ShouldBe(content);
    }

    [Fact]
    public async Task An_upload_that_ends_early_leaves_nothing_and_stands_in_nobodys_way()
    {
        var content = RandomNumberGenerator.GetBytes(3 * Chunk);
        await Should.ThrowAsync<IOException>(() => StoreAsync(new Breaking(content, after: 2 * Chunk)));
        (await OrphansAsync()).ShouldBe(0);
        (await files.FindAsync(Convert.ToHexStringLower(SHA256.HashData(content)))).ShouldBeNull();
        await StoreAsync(content);
    }

    [Fact]
    public async Task An_upload_whose_session_is_killed_leaves_nothing()
    {
        await using var upload = await files.BeginAsync();
        (await upload.ReadAsync(new MemoryStream(RandomNumberGenerator.GetBytes(2 * Chunk)), long.MaxValue)).ShouldBeTrue();
        await ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and query like 'insert into ledger.ledger_evidence_chunks%'");
        await Should.ThrowAsync<Npgsql.NpgsqlException>(() => upload.KeepAsync("text/plain", "test"));
        (await OrphansAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_second_upload_takes_the_place_of_a_first_one_that_is_given_up()
    {
        var content = RandomNumberGenerator.GetBytes(Chunk);
        await using (var first = await files.BeginAsync())
        {
            await first.ReadAsync(new MemoryStream(content), long.MaxValue);
        }

        (await ReadAsync(await StoreAsync(content))).ShouldBe(content);
    }

    [Fact]
    public async Task One_byte_too_many_is_noticed_and_nothing_is_kept()
    {
        await using (var upload = await files.BeginAsync())
        {
            (await upload.ReadAsync(new MemoryStream(new byte[Chunk + 1]), Chunk)).ShouldBeFalse();
        }

        (await OrphansAsync()).ShouldBe(0);
        await using var exact = await files.BeginAsync();
        (await exact.ReadAsync(new MemoryStream(new byte[Chunk]), Chunk)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_doctor_misses_a_file_that_an_entry_names_and_sees_a_changed_one()
    {
        await using var own = new TestDatabase();
        await own.InitializeAsync();
        var ownFiles = new EvidenceFiles(own.Ledger);
        await using (var upload = await ownFiles.BeginAsync())
        {
            await upload.ReadAsync(new MemoryStream(RandomNumberGenerator.GetBytes(1000)), long.MaxValue);
            await upload.KeepAsync("text/plain", "test");
        }

        (await EvidenceChecks.RunAsync(own.Ledger, full: false, default)).ShouldAllBe(check => check.Outcome == Outcome.Ok);
        await ExecuteAsync("alter table ledger.ledger_evidence_chunks disable trigger append_only; update ledger.ledger_evidence_chunks set data = set_byte(data, 7, (get_byte(data, 7) + 1) % 256)", own);
        await ExecuteAsync("""
            insert into ledger.mt_streams (id, type, version) values ('project-x', 'project', 1);
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp)
            values (1, gen_random_uuid(), 'project-x', 1, '{"sha256": "00", "size": 5}', 'evidence_attached', now())
            """, own);
        (await EvidenceChecks.RunAsync(own.Ledger, full: false, default)).Select(check => (check.Name, check.Outcome))
            .ShouldBe([("Named files", Outcome.Fail), ("File sizes", Outcome.Ok), ("File hashes", Outcome.Fail), ("Files append-only", Outcome.Fail)]);
    }

    private Task<EvidenceFile> StoreAsync(byte[] content) => StoreAsync(new MemoryStream(content));

    private async Task<EvidenceFile> StoreAsync(Stream content)
    {
        await using var upload = await files.BeginAsync();
        (await upload.ReadAsync(content, long.MaxValue)).ShouldBeTrue();
        return await upload.KeepAsync("application/octet-stream", "test");
    }

    private async Task<byte[]> ReadAsync(EvidenceFile file)
    {
        await using var stream = files.Open(file);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }

    private Task<long> OrphansAsync() => CountAsync("select count(*) from ledger.ledger_evidence_chunks c where not exists (select from ledger.ledger_evidence f where f.content = c.content)");

    private async Task<long> CountAsync(string sql)
    {
        await using var command = database.Ledger.Owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql, TestDatabase? on = null)
    {
        await using var command = (on ?? database).Ledger.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Breaking(byte[] content, int after) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= after ? throw new IOException("The caller has gone.") : await base.ReadAsync(buffer, cancellationToken);
    }
}
