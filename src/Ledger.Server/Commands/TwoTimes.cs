using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;

namespace Ledger.Server.Commands;

/// <summary>The options <c>--as-of</c> and <c>--known-at</c>.</summary>
internal sealed class TwoTimes
{
    private readonly Option<DateOnly?> _asOf = Date("--as-of", "业务日期: what was true on that day, in Asia/Shanghai; today by default.");

    private readonly Option<Knowledge?> _knownAt = Known("--known-at", "记录时间: what the ledger knew then: a position, an instant, or a day (its end); now by default.");

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
        CustomParser = result => Knowledge.Parse(name, result),
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_asOf);
        command.Options.Add(_knownAt);
    }

    /// <summary>The two times asked for.</summary>
    /// <exception cref="LedgerFailure">The position lies beyond the end of the ledger.</exception>
    public async Task<AsKnown> ReadAsync(ParseResult line, IServiceProvider services, CancellationToken ct) =>
        new(line.GetValue(_asOf) ?? Today(services), await PositionAsync(line.GetValue(_knownAt), "--known-at", services, ct));

    /// <summary>Today in Asia/Shanghai.</summary>
    public static DateOnly Today(IServiceProvider services) =>
        DateOnly.FromDateTime(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddHours(8));

    /// <summary>The position that a knowledge time means; the end of the ledger where none is given.</summary>
    public static async Task<long> PositionAsync(Knowledge? known, string option, IServiceProvider services, CancellationToken ct)
    {
        var store = services.GetRequiredService<EventStore>();
        var head = (await store.HeadAsync(ct)).Position;
        if (known is null) return head;
        if (known.Instant is { } instant) return await store.PositionAtAsync(instant, ct);
        return known.Position <= head
            ? known.Position
            : throw new LedgerFailure(ExitCode.Usage, $"{option} is position {known.Position}, but the ledger ends at position {head}.");
    }

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>A knowledge time: a position, or an instant.</summary>
    internal sealed record Knowledge(long Position, DateTimeOffset? Instant)
    {
        private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

        public static Knowledge? Parse(string option, ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)) return new Knowledge(position, null);
            if (TryDay(text, out var day)) return new Knowledge(0, new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), Shanghai));
            // Without an offset the same text would mean another instant on another machine.
            if (text.Length > 6 && (text[^1] is 'Z' || text[^6] is '+' or '-')
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)) return new Knowledge(0, instant);
            result.AddError($"{option} takes a position such as 1024, an instant with its offset such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31; '{text}' is none.");
            return null;
        }
    }
}
