using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Server.Recording.Bodies;

namespace Ledger.Server.Recording;

/// <summary>The ids of things that begin with their first entry: the plan's code, a point, and a slug of their own.</summary>
internal static class NewThings
{
    /// <summary>What a slug looks like: as in the data packages.</summary>
    public const string SlugPattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>The member that names the thing, in a body that begins it.</summary>
    public static Member Id { get; } = new(
        "id", new Shape.Text(80, SlugPattern), "Slug that makes, behind the plan's code and a point, the id of the new thing: a-z, 0-9 and single dashes. Default: one made up.",
        Required: false, Nullable: true);

    /// <summary>The shape of a first entry with the id beside it.</summary>
    public static Shape.Object Of(Shape.Object first, string name) => first with { Name = name, Members = [first.Members[0], Id, .. first.Members.Skip(1)] };

    /// <summary>The id of the new thing.</summary>
    public static string IdOf(JsonElement body, string plan) =>
        $"{plan}.{(body.TryGetProperty(Id.Name, out var slug) && slug.ValueKind == JsonValueKind.String ? slug.GetString() : "n" + RandomNumberGenerator.GetString(Alphabet, 10))}";
}
