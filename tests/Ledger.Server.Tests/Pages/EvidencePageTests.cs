using Ledger.Domain.Accounts;
using Ledger.Server.Tests.Evidence;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

/// <summary>Files attached through the page: by its plain form, and by dropping them.</summary>
[Collection(BrowserGroup.Name)]
public sealed class EvidencePageTests(BrowserHost host)
{
    [Fact]
    public async Task Without_script_files_go_with_the_form()
    {
        var (_, _, planned) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder, new() { JavaScriptEnabled = false });
        await window.GoAsync($"/entries/{planned}/evidence");
        await window.Page.FillAsync("[name=caption]", "开工现场");
        await window.Page.SetInputFilesAsync("[name=file]", [Picture("现场.png", 71), Picture("围挡.png", 72)]);
        await window.FollowAsync("button:has-text('上传并附上')");
        (await window.TextsAsync("#attached a")).ShouldBe(["现场.png", "围挡.png"]);
        (await window.TextsAsync("#attached small"))[0].ShouldContain("开工现场");
    }

    [Fact]
    public async Task Without_script_a_file_that_is_not_taken_is_told_on_a_page()
    {
        var (_, _, planned) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder, new() { JavaScriptEnabled = false });
        await window.GoAsync($"/entries/{planned}/evidence");
        await window.Page.SetInputFilesAsync("[name=file]", [new FilePayload { Name = "照片.jpg", MimeType = "image/jpeg", Buffer = Contents.Exe }]);
        await window.FollowAsync("button:has-text('上传并附上')");
        (await window.TextsAsync("h1")).ShouldBe(["台账不接受这条记录"]);
        (await window.TextsAsync(".why"))[0].ShouldStartWith("这种文件不收");
    }

    [Fact]
    public async Task Files_are_dropped_and_a_bad_one_is_told_beside_them()
    {
        var (_, _, planned) = await RecordWorld.BeginAsync(host);
        await using var window = await host.OpenAsync(Role.Recorder);
        await window.GoAsync($"/entries/{planned}/evidence");
        await DropAsync(window, "坏.jpg", Contents.Exe);
        await window.Page.ClickAsync("button:has-text('上传并附上')");
        await Assertions.Expect(window.Page.Locator("#told")).ToContainTextAsync("这种文件不收");
        await window.GoAsync($"/entries/{planned}/evidence");
        await DropAsync(window, "现场.png", Contents.Png(seed: 73));
        (await window.TextsAsync("#chosen li"))[0].ShouldStartWith("现场.png");
        await window.Page.ClickAsync("button:has-text('上传并附上')");
        await window.Page.WaitForSelectorAsync("#attached");
        (await window.TextsAsync("#attached a")).ShouldBe(["现场.png"]);
    }

    private static FilePayload Picture(string name, int seed) => new() { Name = name, MimeType = "image/png", Buffer = Contents.Png(seed: seed) };

    private static async Task DropAsync(Window window, string name, byte[] content)
    {
        var files = await window.Page.EvaluateHandleAsync(
            """
            ([name, bytes]) => {
              const files = new DataTransfer();
              files.items.add(new File([Uint8Array.from(atob(bytes), c => c.charCodeAt(0))], name));
              return files;
            }
            """, new[] { name, Convert.ToBase64String(content) });
        await window.Page.DispatchEventAsync("#drop", "drop", new { dataTransfer = files });
    }
}
