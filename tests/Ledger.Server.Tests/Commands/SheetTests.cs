using Ledger.Server.Commands;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Commands;

/// <summary>Tables, however little room there is for them.</summary>
public sealed class SheetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(40)]
    [InlineData(41)]
    [InlineData(60)]
    [InlineData(200)]
    public async Task Is_printed_whole_in_any_width(int width)
    {
        var text = await PrintAsync(width, "wansheng-145", "万盛经开区教育事业发展“十四五”规划");
        text.ShouldContain("wansheng-145");
        foreach (var c in "万盛经开区教育事业发展“十四五”规划") text.ShouldContain(c);
    }

    [Fact]
    public async Task An_id_of_any_length_is_printed_in_one_piece()
    {
        foreach (var length in Enumerable.Range(50, 100))
        {
            var id = new string('a', length);
            (await PrintAsync(80, id, "万盛经开区教育事业发展“十四五”规划")).ShouldContain(id);
        }
    }

    [Fact]
    public async Task A_name_of_any_length_is_wrapped()
    {
        for (var length = 1; length < 100; length++)
            (await PrintAsync(80, "wuxi-145", "规划", new string('字', length))).Count(c => c == '字').ShouldBe(length);
    }

    private static async Task<string> PrintAsync(int width, string id, string title, string name = "巫溪县白马小学校建设项目")
    {
        var output = new StringWriter();
        // On a thread of its own: drawing that never ends can't be stopped, only left behind.
        await Task.Factory.StartNew(() => new Sheet(new Terminal(output, TextWriter.Null, false, false, width))
            .Column("Project", whole: true).Column("Title").Column("Issued", whole: true).Column("Indicators", right: true)
            .Row($"{name}\n{id}", title, "2022-03-31", "243").Print(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Patience);
        return output.ToString();
    }
}
