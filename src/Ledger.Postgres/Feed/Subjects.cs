namespace Ledger.Postgres.Feed;

/// <summary>What streams are about, by their names.</summary>
internal static class Subjects
{
    /// <summary>The kinds of things in the feed. Accounts and keys are the audit's: they are about persons, and the feed may be public.</summary>
    public static readonly string[] Kinds = ["plan", "project", "indicator", "finding"];

    /// <summary>The kind of a stream's thing, and the code of its plan; no plan for what is not in the feed.</summary>
    public static (string Kind, string? Plan) Of(string stream)
    {
        var dash = stream.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0 || !Kinds.Contains(stream[..dash])) return (dash <= 0 ? stream : stream[..dash], null);
        var dot = stream.IndexOf('.', dash);
        return (stream[..dash], dot < 0 ? stream[(dash + 1)..] : stream[(dash + 1)..dot]);
    }

    /// <summary>The stream of a plan.</summary>
    public static string PlanStream(string plan) => "plan-" + plan;
}
