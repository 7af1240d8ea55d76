using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ledger.Postgres;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Hosting;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary>The options <c>--as-of</c> and <c>--known-at</c>.</summary>
internal sealed class TwoTimes
{
    private static readonly string[] AllModels = [Models.Plans, Models.Projects, Models.Indicators, Models.Findings];

    private readonly Option<DateOnly?> _asOf = Date("--as-of", "What was true on that day, in Asia/Shanghai; today by default. 业务日期");

    private readonly Option<Knowledge?> _knownAt = Known("--known-at", "What the ledger knew at a position, an instant, or the end of a day; now by default. 记录时间");

    /// <summary>An option that takes a day.</summary>
    public static Option<DateOnly?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "yyyy-mm-dd",
        CustomParser = result =>
        {
            if (TryDay(result.Tokens[0].Value, out var day)) return day;
            result.AddError($"{name} takes a day such as 2022-12-31; '{result.Tokens[0].Value}' is none.");
            return null;
        },
    };

    /// <summary>An option that takes a knowledge time.</summary>
    public static Option<Knowledge?> Known(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "position|instant|day",
        CustomParser = result => Parse(name, result),
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_asOf);
        command.Options.Add(_knownAt);
    }

    /// <summary>The two times asked for.</summary>
    /// <exception cref="LedgerFailure">The position lies beyond the end of the ledger.</exception>
    public Task<Times> ReadAsync(ParseResult line, IServiceProvider services, CancellationToken ct) =>
        FindAsync(line.GetValue(_asOf), line.GetValue(_knownAt), "--known-at", services, ct);

    /// <summary>Two times, each by default now.</summary>
    public static async Task<Times> FindAsync(DateOnly? asOf, Knowledge? known, string option, IServiceProvider services, CancellationToken ct)
    {
        var positions = new LedgerPositions(services.GetRequiredService<LedgerDatabase>());
        var answerable = await positions.FindAsync(AllModels, known?.Position, known?.Instant, ct);
        if (answerable.Position > answerable.Head)
            throw new LedgerFailure(ExitCode.Usage, $"{option} is position {answerable.Position}, but the ledger ends at position {answerable.Head}.");
        var instant = known?.Instant is { } asked && !answerable.IsNow ? asked : answerable.RecordedAt;
        return new Times(asOf ?? services.GetRequiredService<TimeProvider>().Today(), answerable.Position, instant, Frozen: false);
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static Knowledge? Parse(string option, ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)) return new Knowledge(position, null);
        if (TryDay(text, out var day)) return new Knowledge(null, new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.FromHours(8)));
        if (Instants.TryParse(text, out var instant)) return new Knowledge(null, instant);
        result.AddError($"{option} takes a position such as 1024, an instant with its offset such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31; '{text}' is none.");
        return null;
    }
}
