using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

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

    /// <summary>Maps the operation by which things of one kind begin.</summary>
    /// <param name="api">Where.</param>
    /// <param name="path">Its address, below which the new thing is found by its id.</param>
    /// <param name="operation">Its description.</param>
    /// <param name="shape">Its body.</param>
    /// <param name="wish">Makes the wish of a body.</param>
    public static void MapNew(this IEndpointRouteBuilder api, string path, Operation operation, Func<Shape.Object> shape, Func<JsonElement, WishedEntry> wish) =>
        api.MapWrite<Receipt>(path, operation with { Body = shape }, async (WriteRequest request) =>
        {
            if (await request.ReadAsync(Role.Recorder, shape()) is not { } body) return request.Stop!;
            return request.Wish(() => wish(body)) is { } wished
                ? await request.RecordAsync(wished, receipt => $"/api/v1{path}/{StreamName.IdOf(receipt.Stream)}")
                : request.Stop!;
        });

    /// <summary>The shape of a first fact with the id beside it.</summary>
    /// <typeparam name="TFirst">The fact.</typeparam>
    /// <param name="facts">The shapes of all facts about such things.</param>
    /// <param name="name">What the body is called in the reference.</param>
    public static Shape.Object ShapeOf<TFirst>(Shape.Union facts, string name)
    {
        var first = facts.Cases[EventTypes.All.Single(type => type.Value == typeof(TFirst)).Key];
        return first with { Name = name, Members = [first.Members[0], Id, .. first.Members.Skip(1)] };
    }

    /// <summary>The wish of a body of such a shape.</summary>
    /// <typeparam name="TThing">The kind of thing.</typeparam>
    /// <typeparam name="TFirst">Its first fact.</typeparam>
    /// <param name="body">The body.</param>
    /// <param name="planOf">The plan that the first fact names.</param>
    public static WishedEntry Wish<TThing, TFirst>(JsonElement body, Func<TFirst, string> planOf)
        where TThing : class, IAggregate<TThing>
        where TFirst : LedgerEvent
    {
        var first = (TFirst)EntryShapes.Read(body, typeof(TFirst), Id.Name);
        return new WishedEntry(StreamName.Of<TThing>(IdOf(body, planOf(first))), first, MayCreate: true);
    }

    private static string IdOf(JsonElement body, string plan) =>
        $"{plan}.{(body.TryGetProperty(Id.Name, out var slug) && slug.ValueKind == JsonValueKind.String ? slug.GetString() : "n" + RandomNumberGenerator.GetString(Alphabet, 10))}";
}
