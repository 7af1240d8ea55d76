using System.CommandLine;

namespace Ledger.Server.Commands;

/// <summary>The options that every command knows.</summary>
internal sealed class GlobalOptions(Terminal terminal, IConfiguration settings)
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = "Data folder of the ledger (also LEDGER_DATA). 数据目录",
        HelpName = "folder",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document instead of text. 输出 JSON", Recursive = true };

    private readonly Option<string?> _lang = new Option<string?>("--lang")
    {
        Description = "Language of headings: zh or en; by default that of the locale. 界面语言",
        HelpName = "zh|en",
        Recursive = true,
    }.AcceptOnlyFromAmong("zh", "en");

    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colours (also NO_COLOR). 不用颜色", Recursive = true };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log what is being done, on stderr. 详细日志", Recursive = true };

    public void AddTo(Command root)
    {
        root.Options.Add(_data);
        root.Options.Add(_json);
        root.Options.Add(_lang);
        root.Options.Add(_noColor);
        root.Options.Add(_verbose);
    }

    /// <summary>What they say in a command line.</summary>
    public CommandContext Read(ParseResult line) => new(
        line.GetValue(_noColor) ? terminal with { Colours = false } : terminal,
        line.GetValue(_lang) is { } lang ? new Language(lang == "zh") : Language.OfProcess,
        line.GetValue(_json),
        line.GetValue(_verbose),
        line.GetValue(_data),
        settings);
}
