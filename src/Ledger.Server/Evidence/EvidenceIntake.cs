using Ledger.Domain.Entries;
using Ledger.Postgres.Evidence;
using Ledger.Server.Evidence.Content;
using Ledger.Server.Web;

namespace Ledger.Server.Evidence;

/// <summary>Takes files in: counts, hashes and stores them as they arrive, finds their type, and keeps them or leaves nothing.</summary>
internal sealed class EvidenceIntake(EvidenceFiles files)
{
    /// <summary>Stores what a stream holds.</summary>
    /// <param name="body">The stream.</param>
    /// <param name="actor">Who uploads it.</param>
    /// <param name="ct">Cancels; then nothing is stored.</param>
    /// <returns>The file, or why it is not taken.</returns>
    public async Task<(EvidenceFile? File, Problem? Problem)> TakeAsync(Stream body, string actor, CancellationToken ct)
    {
        await using var upload = await files.BeginAsync(ct);
        if (!await upload.ReadAsync(body, EvidenceRules.MostBytes, ct)) return (null, TooLarge());
        if (upload.Size == 0) return (null, Problems.Refused(new EvidenceRefusals.FileEmpty(), null, null));
        await using var content = upload.Open();
        var found = await ContentType.FindAsync(content, ct);
        if (found.MediaType is not { } mediaType) return (null, Problems.Refused(new EvidenceRefusals.EvidenceTypeRefused(found.Found), null, null));
        return (await upload.KeepAsync(mediaType, actor, ct), null);
    }

    /// <summary>The answer to a file of more bytes than are taken.</summary>
    public static Problem TooLarge() => Problems.FileTooLarge(EvidenceRules.MostBytes);

    /// <summary>The answer where as many uploads go on as may.</summary>
    public static Problem Crowded() => Problems.Busy("As many files are being uploaded as this server takes at once, or as one caller may. Try again when one has ended.");
}
