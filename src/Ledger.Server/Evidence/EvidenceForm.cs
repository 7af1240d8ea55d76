using System.Text;
using Ledger.Domain.Entries;
using Ledger.Postgres.Evidence;
using Ledger.Server.Identity;
using Ledger.Server.Web;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Ledger.Server.Evidence;

/// <summary>A form with files, read part by part as it arrives: neither the form nor a file is ever held whole, in memory or on disk.</summary>
internal sealed class EvidenceForm(HttpContext context, EvidenceIntake intake, string actor)
{
    private const string ReturnField = "returnUrl";
    private const int MostFields = 20;
    private const int MostFieldBytes = 8 * 1024;
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly List<(string Name, EvidenceFile File)> _files = [];
    private string? _token;

    /// <summary>What is said of the files; empty fields, which browsers send too, are left out.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>The files as they were named and are stored.</summary>
    public IReadOnlyList<(string Name, EvidenceFile File)> Files => _files;

    /// <summary>Where the page wants to go on; a path of this site.</summary>
    public string? ReturnUrl { get; private set; }

    /// <summary>Reads the form; answers what to answer instead where it is wrong.</summary>
    public async Task<IResult?> ReadAsync(CancellationToken ct)
    {
        if (Boundary() is not { } boundary)
            return Problems.BadRequest(StatusCodes.Status415UnsupportedMediaType, "The body must be multipart/form-data.").Answer();
        try
        {
            return await PartsAsync(new MultipartReader(boundary, context.Request.Body), ct);
        }
        catch (Exception e) when (e is InvalidDataException || (e is IOException and not BadHttpRequestException && !ct.IsCancellationRequested))
        {
            return Problems.BadRequest(StatusCodes.Status400BadRequest, "The form can't be read: a part is malformed, or the body ends before its last boundary.").Answer();
        }
    }

    private async Task<IResult?> PartsAsync(MultipartReader reader, CancellationToken ct)
    {
        for (var parts = 0; await reader.ReadNextSectionAsync(ct) is { } part; parts++)
        {
            if (parts == MostFields + AttachFiles.MostFiles) return Wrong("$", "has too many parts.");
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)) return Wrong("$", "has a part without a Content-Disposition.");
            var name = Unquoted(disposition.Name.Value);
            var fileName = FileNameOf(disposition);
            if ((fileName is null ? await FieldAsync(name, part.Body, ct) : await FileAsync(fileName, part.Body, ct)) is { } stop) return stop;
        }

        return _files.Count > 0 ? null : Wrong("file", "is missing: the form holds no file.");
    }

    private async Task<IResult?> FieldAsync(string name, Stream body, CancellationToken ct)
    {
        var bytes = new byte[MostFieldBytes + 1];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        if (length > MostFieldBytes) return Wrong(name, $"has more than {MostFieldBytes} bytes.");
        var value = Encoding.UTF8.GetString(bytes, 0, length);
        if (value.Length == 0) return null;
        if (name == AntiforgeryGate.Field) _token = value;
        else if (name == ReturnField) ReturnUrl = SignInEndpoints.Local(value);
        else if (!_fields.TryAdd(name, value)) return Wrong(name, "is given twice.");
        return null;
    }

    private async Task<IResult?> FileAsync(string fileName, Stream body, CancellationToken ct)
    {
        // Before the first byte is stored: a page of another site must not even fill the disk.
        if (_files.Count == 0 && !await AntiforgeryGate.HoldsAsync(context, _token)) return Problems.Unasked(AntiforgeryGate.Header).Answer();
        // What a browser sends for a field in which no file was chosen.
        if (fileName.Length == 0 && await body.ReadAsync(new byte[1], ct) == 0) return null;
        if (_files.Count == AttachFiles.MostFiles) return Wrong("file", $"is given more than {AttachFiles.MostFiles} times.");
        if (EvidenceRules.RefuseName(EvidenceRules.CleanName(fileName)) is { } misnamed) return Problems.Refused(misnamed, null, _files.Count).Answer();
        var (file, problem) = await intake.TakeAsync(body, actor, ct);
        if (file is null) return (problem! with { Index = _files.Count }).Answer();
        _files.Add((fileName, file));
        return null;
    }

    private string? Boundary() =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 70 } boundary
                ? boundary
                : null;

    // Browsers send a quote in a name as %22 (HTML, "multipart form data"); the better form of RFC 5987 goes first where it is there.
    private static string? FileNameOf(ContentDispositionHeaderValue disposition) =>
        disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value
        : disposition.FileName.HasValue ? Unquoted(disposition.FileName.Value).Replace("%22", "\"", StringComparison.Ordinal)
        : null;

    private static string Unquoted(string? value) => HeaderUtilities.UnescapeAsQuotedString(value ?? "").Value ?? "";

    private static IResult Wrong(string part, string detail)
    {
        var shown = part.Length <= 60 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '$' or '_') ? part : "part";
        return Problems.InvalidBody([new ParameterError(shown, $"'{shown}' {detail}")]).Answer();
    }
}
