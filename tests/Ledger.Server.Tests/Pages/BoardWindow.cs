using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Ledger.Server.Tests.Pages;

/// <summary>A window on a board, and what can be seen on it.</summary>
internal static class BoardWindow
{
    // What is in the rows, and what is drawn.
    private const string Rows = """
        () => [...document.querySelectorAll('table.board tbody tr')].filter(row => !row.hidden).map(row => [
            ...[...row.cells].map(cell => [...cell.querySelectorAll('[hidden]')].length ? cell.textContent.replace('★', '').trim() : cell.textContent.trim()),
            row.className, row.querySelector('svg').getAttribute('aria-label'),
            ...[...row.querySelectorAll('rect, .dateline')].map(part => ['class', 'x', 'x1', 'width', 'y', 'height'].map(name => part.getAttribute(name) ?? '').join(' '))].map(text => text.replace(/\s+/g, ' ').trim()).join(' | '))
        """;

    // In the very next frame: whoever asks later would not notice a page that follows late.
    private const string Move = """
        ([id, value]) => new Promise(done => {
            const slider = document.getElementById(id);
            slider.value = value;
            slider.dispatchEvent(new Event('input'));
            requestAnimationFrame(done);
        })
        """;

    private const string Tally = """
        () => JSON.stringify(Object.fromEntries([...document.querySelectorAll('#tally [data-stage]')].filter(item => !item.hidden).map(item => [item.dataset.stage, +item.querySelector('b').textContent])))
        """;

    private const string Wait = "number => new Promise(done => document.addEventListener('board:shown', e => e.detail.day >= number && done()))";

    /// <summary>Waits until the date line has come to a day by itself.</summary>
    public static Task WaitForAsync(this Window window, DateOnly day) => window.Page.EvaluateAsync(Wait, Number(day));

    public static async Task<IReadOnlyList<string>> RowsAsync(this Window window) => await window.Page.EvaluateAsync<string[]>(Rows);

    public static Task MoveAsync(this Window window, string slider, long value) => window.Page.EvaluateAsync(Move, new object[] { slider, value });

    public static Task MoveAsync(this Window window, DateOnly day) => window.MoveAsync("day", Number(day));

    public static async Task<JsonNode> TallyAsync(this Window window) => JsonNode.Parse(await window.Page.EvaluateAsync<string>(Tally))!;

    public static async Task<IReadOnlyList<string>> NamesAsync(this Window window) =>
        [.. (await window.Page.Locator("table.board tbody tr:not([hidden]) th a").AllInnerTextsAsync()).Select(text => text.Trim())];

    /// <summary>The day of the date line, in the frame that follows what was done last.</summary>
    public static async Task<DateOnly> DayAsync(this Window window) => DateOnly.FromDayNumber(DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber
        + await window.Page.EvaluateAsync<int>("new Promise(done => requestAnimationFrame(() => done(+document.getElementById('day').value)))"));

    public static int Number(DateOnly day) => day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
