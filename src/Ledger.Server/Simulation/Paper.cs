using System.Globalization;
using Ledger.Domain.Entries;

namespace Ledger.Server.Simulation;

/// <summary>The fictional papers that simulated entries refer to. Each says in its title that it is one.</summary>
internal static class Paper
{
    /// <summary>A table of the plan.</summary>
    public static Source Plan(string code, string section, string table, int row) =>
        new(code, section, table, row.ToString(CultureInfo.InvariantCulture));

    /// <summary>The monthly report on building works.</summary>
    public static Source Monthly(DateOnly month, int number) =>
        new($"云岭教基建月报（模拟）{month.ToString("yyyy年M月", CultureInfo.InvariantCulture)}", Row: number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A letter of approval.</summary>
    public static Source Letter(DateOnly day, int number) => new(string.Create(CultureInfo.InvariantCulture, $"云岭发改（模拟）〔{day.Year}〕{number}号"));

    /// <summary>The statistical yearbook.</summary>
    public static Source Yearbook(int year, int row) =>
        new(string.Create(CultureInfo.InvariantCulture, $"云岭教育统计年报（模拟）{year}"), Row: row.ToString(CultureInfo.InvariantCulture));
}
