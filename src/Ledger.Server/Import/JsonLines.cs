using System.Text.Json;

namespace Ledger.Server.Import;

/// <summary>On which line each property of a JSON document stands, by its path such as <c>resources[0].path</c>.</summary>
internal sealed class JsonLines
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    private JsonLines() { }

    /// <summary>The line of a property, or of the nearest thing around it that exists.</summary>
    public int Of(string path)
    {
        while (true)
        {
            if (lines.TryGetValue(path, out var line)) return line;
            var cut = path.LastIndexOfAny(['.', '[']);
            if (cut < 0) return 1;
            path = path[..cut];
        }
    }

    /// <summary>Walks over a document that is known to be well-formed.</summary>
    public static JsonLines Read(ReadOnlySpan<byte> utf8)
    {
        var places = new JsonLines();
        var reader = new Utf8JsonReader(utf8);
        var around = new Stack<(string Path, int Next)>(); // Next: index of the next item, -1 inside an object
        var path = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var outer = around.Peek().Path;
                    path = outer.Length == 0 ? reader.GetString()! : $"{outer}.{reader.GetString()}";
                    places.lines.TryAdd(path, Utf8Text.LineAt(utf8, reader.TokenStartIndex));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    around.Pop();
                    break;
                default:
                    if (around.TryPeek(out var list) && list.Next >= 0)
                    {
                        path = $"{list.Path}[{list.Next}]";
                        around.Pop();
                        around.Push((list.Path, list.Next + 1));
                        places.lines.TryAdd(path, Utf8Text.LineAt(utf8, reader.TokenStartIndex));
                    }

                    if (reader.TokenType == JsonTokenType.StartObject) around.Push((path, -1));
                    if (reader.TokenType == JsonTokenType.StartArray) around.Push((path, 0));
                    break;
            }
        }

        return places;
    }
}
