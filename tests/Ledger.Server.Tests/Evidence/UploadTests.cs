using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Ledger.Domain.Entries;
using Ledger.Postgres;
using Ledger.Server.Tests.Recording;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Evidence;

[Collection(MeasuredMemory.Name)]
public sealed class UploadTests(RecordingHost host) : IClassFixture<RecordingHost>
{
    [Fact]
    public async Task A_file_is_answered_with_its_hash_its_size_and_the_type_of_its_content()
    {
        var content = Contents.Png(300_000, 1);
        var answer = await host.UploadAsync(content);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        (answer.Body!["sha256"]!.GetValue<string>(), answer.Body["size"]!.GetValue<long>(), answer.Body["mediaType"]!.GetValue<string>())
            .ShouldBe((Convert.ToHexStringLower(SHA256.HashData(content)), 300_000, "image/png"));
        (await host.UploadAsync(content)).Text.ShouldBe(answer.Text);
    }

    [Fact]
    public async Task What_is_no_evidence_is_refused_and_not_stored()
    {
        foreach (var content in new[] { Contents.Exe, Contents.Text("<!doctype html><script>alert(1)</script>"), Contents.Zip("META-INF/MANIFEST.MF") })
        {
            var answer = await host.UploadAsync(content);
            (answer.Status, answer.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "evidence_type_refused"), answer.Text);
            answer.Body!["data"]!["found"]!.GetValue<string>().ShouldNotBeEmpty();
            (await host.AttachAsync(await host.PlannedAsync(), Convert.ToHexStringLower(SHA256.HashData(content)))).Code.ShouldBe("file_not_uploaded");
        }

        (await host.UploadAsync([])).Code.ShouldBe("file_empty");
    }

    [Fact]
    public async Task Only_recorders_upload()
    {
        (await host.UploadAsync(Contents.Jpeg, RecordingHost.Supervisor)).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = await host.Client.PostAsync(new Uri("/api/v1/evidence", UriKind.Relative), new ByteArrayContent(Contents.Jpeg));
        nobody.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fifty_megabytes_are_taken_and_one_byte_more_is_not(bool lengthTold)
    {
        var (most, more) = (new Long(EvidenceRules.MostBytes), new Long(EvidenceRules.MostBytes + 1));
        var taken = await host.SendAsync("/api/v1/evidence", Content(most, lengthTold));
        (taken.Status, taken.Body?["size"]?.GetValue<long>()).ShouldBe((HttpStatusCode.Created, 52_428_800), taken.Text);
        var refused = await host.SendAsync("/api/v1/evidence", Content(more, lengthTold));
        (refused.Status, refused.Type).ShouldBe((HttpStatusCode.RequestEntityTooLarge, "/problems/file-too-large"), refused.Text);
        (await OrphansAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Neither_an_upload_nor_a_download_of_fifty_megabytes_is_held_in_memory()
    {
        const long bound = 25_000_000;
        var position = await host.PlannedAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        // What is really held: garbage that nobody has come for yet says nothing.
        void Sample() => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
        var uploaded = await host.SendAsync("/api/v1/evidence", Content(new Long(EvidenceRules.MostBytes, seed: 7, Sample), lengthTold: true));
        uploaded.Status.ShouldBe(HttpStatusCode.Created, uploaded.Text);
        peak.ShouldBeInRange(1, bound);

        peak = 0;
        var attached = await host.AttachAsync(position, uploaded.Body!["sha256"]!.GetValue<string>());
        using var download = await host.DownloadAsync(attached.Position);
        await using var body = await download.Content.ReadAsStreamAsync();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        for (var (read, chunks) = (0, 0); (read = await body.ReadAsync(buffer)) > 0; chunks++)
        {
            hash.AppendData(buffer, 0, read);
            if (chunks % 500 == 0) Sample();
        }

        Convert.ToHexStringLower(hash.GetHashAndReset()).ShouldBe(uploaded.Body["sha256"]!.GetValue<string>());
        peak.ShouldBeInRange(1, bound);
    }

    [Fact]
    public async Task An_upload_that_is_cut_off_leaves_nothing()
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);
        var stream = caller.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/evidence HTTP/1.1\r\nHost: ledger\r\n{TestSignIn.Header}: {RecordingHost.Recorder}\r\nContent-Length: 2000000\r\n\r\n"));
        await stream.WriteAsync(Contents.Png(1_500_000, 3));
        await UntilAsync(async () => await UploadsAsync() > 0);
        caller.Close();
        await UntilAsync(async () => await UploadsAsync() == 0);
        (await OrphansAsync()).ShouldBe(0);
        (await host.UploadAsync(Contents.Png(1_500_000, 3))).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_same_file_from_many_at_once_is_stored_once_and_all_are_answered()
    {
        var content = Contents.Png(700_000, 4);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => host.UploadAsync(content, TestSignIn.As($"user:r{i}", $"user:r{i}", "recorder@巫溪县"))));
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created);
        answers.Select(answer => answer.Text).Distinct().Count().ShouldBe(1);
        (await OrphansAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task One_caller_does_not_take_all_places()
    {
        var hold = new TaskCompletionSource();
        var caller = TestSignIn.As("user:busy", "user:busy", "recorder@巫溪县");
        var slow = Enumerable.Range(10, 3).Select(seed => host.SendAsync("/api/v1/evidence", new StreamContent(new Held(Contents.Png(900_000, seed), hold.Task)), caller)).ToList();
        await UntilAsync(async () => await UploadsAsync() >= 3);
        var crowded = await host.UploadAsync(Contents.Jpeg, caller);
        (crowded.Status, crowded.Type).ShouldBe((HttpStatusCode.ServiceUnavailable, "/problems/busy"), crowded.Text);
        (await host.UploadAsync(Contents.Jpeg)).Status.ShouldBe(HttpStatusCode.Created);
        hold.SetResult();
        (await Task.WhenAll(slow)).ShouldAllBe(answer => answer.Status == HttpStatusCode.Created);
        (await host.UploadAsync(Contents.Jpeg, caller)).Status.ShouldBe(HttpStatusCode.Created);
    }

    private static StreamContent Content(Stream stream, bool lengthTold)
    {
        var content = new StreamContent(stream);
        if (lengthTold) content.Headers.ContentLength = stream.Length;
        return content;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var tries = 0; !await condition(); tries++)
        {
            tries.ShouldBeLessThan(200, "It did not come about in 20 seconds.");
            await Task.Delay(100);
        }
    }

    private Task<long> UploadsAsync() =>
        CountAsync("select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%' and query like 'insert into ledger.ledger_evidence_chunks%'");

    private Task<long> OrphansAsync() =>
        CountAsync("select count(*) from ledger.ledger_evidence_chunks c where not exists (select from ledger.ledger_evidence f where f.content = c.content)");

    private async Task<long> CountAsync(string sql)
    {
        await using var command = host.Services.GetRequiredService<LedgerDatabase>().Owner.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A picture of any length that nobody has to hold.</summary>
    private sealed class Long(long length, byte seed = 0, Action? sample = null) : Stream
    {
        private long _sampled;

        public override bool CanRead => true;

        // Else the client would tell the length unasked.
        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            count = (int)Math.Min(count, length - Position);
            for (var i = 0; i < count; i++, Position++) buffer[offset + i] = Position < 8 ? (byte)"\u0089PNG\r\n\u001A\n"[(int)Position] : (byte)(Position * 31 + (Position >> 16) + seed);
            if (Position - _sampled > 10_000_000) (_sampled, _) = (Position, Sampled());
            return count;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        private bool Sampled()
        {
            sample?.Invoke();
            return true;
        }
    }

    /// <summary>A content whose last bytes come when they are let go.</summary>
    private sealed class Held(byte[] content, Task release) : MemoryStream(content)
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position > 600_000) await release.WaitAsync(cancellationToken);
            return await base.ReadAsync(buffer[..Math.Min(buffer.Length, 16 * 1024)], cancellationToken);
        }
    }
}
