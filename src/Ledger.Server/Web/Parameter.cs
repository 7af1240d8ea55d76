using System.Text.Json.Nodes;
using Ledger.Domain.Entries;

namespace Ledger.Server.Web;

/// <summary>What a parameter holds; decides how it is described.</summary>
internal enum ParameterKind
{
    Text,
    Date,
    Code,
    Flag,
    Number,
}

/// <summary>A parameter of an operation. What is declared is what is read, what is documented, and all that is allowed.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Description">What it means, for the reader of the reference.</param>
internal sealed record Parameter(string Name, ParameterKind Kind, string Description)
{
    /// <summary>Whether it is a part of the path.</summary>
    public bool InPath { get; init; }

    /// <summary>Whether it must be there.</summary>
    public bool Required { get; init; }

    /// <summary>The values allowed, for a code.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>What holds where it is left out, if that can be said as a value.</summary>
    public JsonNode? Default { get; init; }

    /// <summary>An example.</summary>
    public JsonNode? Example { get; init; }

    /// <summary>Characters at most.</summary>
    public int MaxLength { get; init; } = 200;

    /// <summary>Smallest number.</summary>
    public int Minimum { get; init; }

    /// <summary>Greatest number.</summary>
    public int Maximum { get; init; }

    /// <summary>A parameter that takes the codes of an enumeration.</summary>
    public static Parameter Of<T>(string name, string description, T example)
        where T : struct, Enum =>
        new(name, ParameterKind.Code, description) { Values = Code<T>.All, Example = Code<T>.Of(example) };
}
