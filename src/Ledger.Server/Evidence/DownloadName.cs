namespace Ledger.Server.Evidence;

/// <summary>The name under which a file is saved.</summary>
internal static class DownloadName
{
    // By the type that the content has, the usual ending first.
    private static readonly Dictionary<string, string[]> Endings = new(StringComparer.Ordinal)
    {
        ["image/jpeg"] = [".jpg", ".jpeg", ".jpe", ".jfif"],
        ["image/png"] = [".png"],
        ["image/gif"] = [".gif"],
        ["image/tiff"] = [".tif", ".tiff"],
        ["image/webp"] = [".webp"],
        ["image/heic"] = [".heic", ".heif"],
        ["image/heif"] = [".heif", ".heic"],
        ["image/avif"] = [".avif"],
        ["video/mp4"] = [".mp4", ".m4v"],
        ["video/quicktime"] = [".mov", ".qt"],
        ["video/3gpp"] = [".3gp"],
        ["application/pdf"] = [".pdf"],
        ["application/ofd"] = [".ofd"],
        ["application/zip"] = [".zip"],
        ["application/msword"] = [".doc", ".wps"],
        ["application/vnd.ms-excel"] = [".xls", ".et"],
        ["application/vnd.ms-powerpoint"] = [".ppt", ".dps"],
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = [".docx"],
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = [".xlsx"],
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = [".pptx"],
        ["text/plain"] = [".txt", ".csv", ".tsv", ".log", ".md"],
    };

    /// <summary>The recorded name, with the ending of its type behind it where it has another: a text called <c>a.bat</c> is saved as <c>a.bat.txt</c> and starts nothing.</summary>
    public static string Of(string fileName, string mediaType) =>
        !Endings.TryGetValue(mediaType.Split(';')[0], out var endings) ? fileName + ".bin"
        : endings.Any(ending => fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? fileName
        : fileName + endings[0];
}
