namespace Ledger.Postgres.Accounts;

/// <summary>The keys with which the web server encrypts cookies, shared by all servers of a ledger.</summary>
/// <param name="database">Asked when the first key is needed: the database may still be starting.</param>
public sealed class WebKeys(Func<LedgerDatabase> database)
{
    private const string ReadSql = "select xml from ledger.ledger_web_keys order by created, name";

    private const string AddSql = "insert into ledger.ledger_web_keys (name, xml) values ($1, $2)";

    /// <summary>All keys, the oldest first. The framework that asks knows no asynchronous way.</summary>
    public IReadOnlyList<string> Read()
    {
        using var command = database().App.CreateCommand(ReadSql);
        using var row = command.ExecuteReader();
        var all = new List<string>();
        while (row.Read()) all.Add(row.GetString(0));
        return all;
    }

    /// <summary>Adds a key.</summary>
    public void Add(string name, string xml)
    {
        using var command = database().App.CreateCommand(AddSql);
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = xml });
        command.ExecuteNonQuery();
    }
}
