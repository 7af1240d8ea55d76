using System.Text;
using Ledger.Server.Evidence.Content;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Evidence;

/// <summary>What files are by their content, whatever they are called.</summary>
public sealed class ContentTypeTests
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    private static readonly (string MediaType, byte[] Content)[] Evidence =
    [
        ("image/jpeg", Contents.Jpeg), ("image/png", Contents.Png()), ("application/pdf", Contents.Pdf),
        ("image/gif", [.. "GIF89a"u8, 1, 2, 3]), ("image/gif", [.. "GIF87a"u8, 1, 2, 3]),
        ("image/webp", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8]),
        ("image/tiff", [.. "II*\0"u8, 8, 0, 0, 0]), ("image/tiff", [.. "MM\0*"u8, 0, 0, 0, 8]),
        ("image/heic", Contents.Iso("heic")), ("image/heif", Contents.Iso("mif1")), ("image/avif", Contents.Iso("avif")),
        ("video/mp4", Contents.Iso("isom")), ("video/mp4", Contents.Iso("mp42")), ("video/quicktime", Contents.Iso("qt  ")), ("video/3gpp", Contents.Iso("3gp4")),
        ("video/quicktime", [0, 0, 0, 8, .. "wide"u8, 0, 0, 0, 0, .. "mdat"u8]),
        (Office + "wordprocessingml.document", Contents.Zip("[Content_Types].xml", "_rels/.rels", "word/document.xml")),
        (Office + "spreadsheetml.sheet", Contents.Zip("xl/workbook.xml", "[Content_Types].xml")),
        (Office + "presentationml.presentation", Contents.Zip("[Content_Types].xml", "ppt/presentation.xml")),
        ("application/ofd", Contents.Zip("OFD.xml", "Doc_0/Document.xml")),
        ("application/zip", Contents.Zip("照片/开工.jpg", "照片/竣工.jpg")), ("application/zip", Contents.WithComment(Contents.Zip("a.jpg"), "说明 PK\u0005\u0006")),
        ("application/msword", Contents.Ole("Root Entry", "WordDocument", "1Table", "Data", "\u0005SummaryInformation")),
        ("application/vnd.ms-excel", Contents.Ole("Root Entry", "a", "b", "c", "d", "e", "f", "g", "h", "Workbook")),
        ("application/vnd.ms-powerpoint", Contents.Ole("Root Entry", "PowerPoint Document")),
        ("text/plain; charset=utf-8", Contents.Text("验收合格。\r\n")), ("text/plain; charset=utf-8", Contents.Text("\uFEFF学校,学位\n白马小学,450\n")),
        ("text/plain; charset=gb18030", Contents.Text("学校,学位\n白马小学,450\n", "GB18030")), ("text/plain; charset=gb18030", Contents.Text("𠮷野家", "GB18030")),
        ("text/plain; charset=utf-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("验收合格")]), ("text/plain; charset=utf-16", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("验收合格")]),
        ("text/plain; charset=utf-8", Contents.Text("3 < 5，而且 a<b 不是标记")), ("text/plain; charset=utf-8", Contents.Text("< 5 万元")),
        ("text/plain; charset=utf-8", Contents.Text("x")), ("text/plain; charset=utf-8", Contents.Text("MZ 小学：已开工")),
        // A character cut in two where the text is read in pieces.
        ("text/plain; charset=utf-8", Contents.Text("a" + new string('学', 100_000))),
    ];

    private static readonly (string Found, byte[] Content)[] NoEvidence =
    [
        ("Windows", Contents.Exe), ("Linux", [0x7F, .. "ELF"u8, 2, 1, 1, 0]), ("macOS", [0xCF, 0xFA, 0xED, 0xFE, 7, 0, 0, 1]), ("Java", [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52]),
        ("Android", [.. "dex\n035\0"u8]), ("WebAssembly", [.. "\0asm"u8, 1, 0, 0, 0]), ("shortcut", [0x4C, 0, 0, 0, 1, 0x14, 2, 0, 0]),
        ("script", Contents.Text("#!/bin/sh\nrm -rf /\n")), ("script", Contents.Text("\uFEFF\n #!/usr/bin/env python3")),
        ("HTML", Contents.Text("<!DOCTYPE html><p>")), ("HTML", Contents.Text("\uFEFF \r\n\t<hTmL>")), ("HTML", Contents.Text("<script>alert(1)</script>")),
        ("HTML", Contents.Text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")), ("HTML", Contents.Text("<?xml version='1.0'?><svg/>")),
        ("HTML", Contents.Text("<!-- 说明 --><body onload=x>", "GB18030")), ("HTML", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<html>")]), ("HTML", Contents.Text("</p><script>")),
        ("HTML", Contents.Text(new string(' ', 200_000) + "<iframe src=x>")), ("HTML", Contents.Text(new string('\n', 65_535) + "<a href=x>")),
        ("macros", Contents.Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")), ("macros", Contents.Zip("[Content_Types].xml", "xl/workbook.xml", "XL/VBAPROJECT.BIN")),
        ("macros", Contents.Ole("Root Entry", "WordDocument", "Macros", "VBA")), ("macros", Contents.Ole("Root Entry", "a", "b", "c", "Workbook", "_VBA_PROJECT_CUR")),
        ("Java or Android", Contents.Zip("META-INF/MANIFEST.MF", "a.txt")), ("Java or Android", Contents.Zip("AndroidManifest.xml", "res/a.png")),
        ("setup.exe", Contents.Zip("照片.jpg", "x/setup.exe")), ("installer", Contents.Ole("Root Entry", "\u4840\u3F3F\u4577")),
        ("damaged", Contents.Zip("a.jpg")[..^5]), ("damaged", [.. "PK\u0003\u0004"u8, .. new byte[100]]), ("damaged", Contents.Ole("Root Entry", "WordDocument")[..600]),
        ("RAR", [.. "Rar!"u8, 0x1A, 7, 1, 0]), ("7z", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, 0, 4]),
        ("no known kind", [0]), ("no known kind", [1, 2, 3, 0xFF]), ("no known kind", Contents.Iso("????")), ("no known kind", [.. "PK\u0005\u0006"u8, .. new byte[18]]),
        ("no known kind", [.. "文本"u8, 0]), ("no known kind", [.. " %PDF-1.7"u8, 0]), ("no known kind", [0x89, .. "PNG"u8, 0xFF]),
    ];

    [Fact]
    public async Task Evidence_is_known_by_its_content()
    {
        foreach (var (mediaType, content) in Evidence) (await FindAsync(content)).ShouldBe(FoundType.Accepted(mediaType));
        Evidence.Select(kind => kind.MediaType).Distinct().Count().ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task What_acts_and_what_nobody_knows_is_refused_by_name()
    {
        foreach (var (index, (found, content)) in NoEvidence.Index())
        {
            var type = await FindAsync(content);
            type.MediaType.ShouldBeNull($"{index}: {type.Found}");
            type.Found.ShouldContain(found, Case.Sensitive, $"{index}");
        }
    }

    [Fact]
    public async Task No_content_whatever_breaks_the_search()
    {
        var random = new Random(20_261_122);
        var starts = Evidence.Concat(NoEvidence).Select(kind => kind.Content).Where(content => content.Length < 10_000).ToList();
        for (var i = 0; i < 3_000; i++)
        {
            byte[] content = [.. starts[random.Next(starts.Count)]];
            for (var change = random.Next(1, 8); change > 0; change--) content[random.Next(content.Length)] = (byte)random.Next(256);
            if (random.Next(3) == 0) content = content[..random.Next(1, content.Length + 1)];
            (await FindAsync(content)).Found.ShouldNotBeEmpty();
        }
    }

    private static Task<FoundType> FindAsync(byte[] content) => ContentType.FindAsync(new MemoryStream(content), default).WaitAsync(TimeSpan.FromSeconds(20));
}
