using System.CommandLine;
using Ledger.Domain.Entries;

namespace Ledger.Server.Commands;

/// <summary>Options that take the code of an enumeration, and a number of rows.</summary>
internal static class CodeOption
{
    public static Option<T?> Of<T>(string name, string description)
        where T : struct, Enum => new Option<T?>(name)
        {
            Description = $"{description} ({string.Join(", ", Code<T>.All)})",
            HelpName = name[2..],
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (Code<T>.TryParse(text, out var value)) return value;
                result.AddError($"{name} can't be '{text}'; allowed: {string.Join(", ", Code<T>.All)}.");
                return null;
            },
        };

    public static Option<int> Limit() => new("--limit")
    {
        Description = "Rows at most, 1 to 100000; 200 by default. 行数上限",
        HelpName = "n",
        DefaultValueFactory = _ => 200,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= 100_000) return n;
            result.AddError($"--limit takes a number from 1 to 100000; '{text}' is none.");
            return 0;
        },
    };
}
