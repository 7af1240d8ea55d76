using System.Diagnostics;
using Ledger.Postgres.ReadModels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ledger.Postgres;

/// <summary>The doors to one ledger's database. They stay open until the object is disposed.</summary>
public sealed class LedgerDatabase : IAsyncDisposable
{
    private const string AppRole = "ledger_app";

    // Questions are the same few, about ever other days and positions, and are answered by the same indexes whichever these are.
    // Left to itself the server plans many of them anew each time, which took half of a short one's time.
    private const string QuestionPlans = "-c plan_cache_mode=force_generic_plan";

    // What an append must never do is plan for an empty table and go on scanning it when it has grown: plans are made once
    // per connection, from the indexes, and compiled never. A large append holds the end of the log over several messages: a server
    // that goes silent in between must not keep all others waiting.
    private const string WriterPlans =
        $"-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off -c plan_cache_mode=force_generic_plan {LostServer.Options}";

    private readonly NpgsqlDataSource _restricted;
    private readonly NpgsqlDataSource _restrictedWriter;
    private readonly NpgsqlDataSource _unrestrictedWriter;

    private LedgerDatabase(string connectionString, ILoggerFactory? loggers)
    {
        Owner = Build(connectionString, loggers, "owner", role: null, options: null);
        _restricted = Build(connectionString, loggers, "app", AppRole, QuestionPlans);
        _restrictedWriter = Build(connectionString, loggers, "app-writer", AppRole, WriterPlans);
        _unrestrictedWriter = Build(connectionString, loggers, "owner-writer", role: null, WriterPlans);
        Memory = new ReadModelMemory(this);
        Reached = new ReachedPosition(this);
    }

    /// <summary>Connections as the user of the connection string: for migrations and the DDL of rebuilds.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>
    /// Connections with the least privilege: every one runs as the role <c>ledger_app</c>, which can append to the log and
    /// not change it. Where <see cref="HasAppRole"/> is false these are <see cref="Owner"/>'s.
    /// </summary>
    /// <remarks>
    /// A connection given back is not reset, which makes short reads faster: whoever sets session state on one (a session
    /// lock, LISTEN, a setting) undoes it or takes a connection of <see cref="Owner"/>, which resets.
    /// </remarks>
    public NpgsqlDataSource App => HasAppRole ? _restricted : Owner;

    /// <summary>
    /// Whether the role <c>ledger_app</c> exists and may be taken on. True until <see cref="Migrations.Migrator"/> or
    /// <see cref="ProbeAppRoleAsync"/> finds otherwise; when false, only the triggers keep the log append-only.
    /// </summary>
    public bool HasAppRole { get; private set; } = true;

    /// <summary>The writers of the event store: as <see cref="App"/>, with plans that suit appends.</summary>
    internal NpgsqlDataSource Writer => HasAppRole ? _restrictedWriter : _unrestrictedWriter;

    /// <summary>What was found in the read models, for all who ask through these doors.</summary>
    internal ReadModelMemory Memory { get; }

    /// <summary>How far the read models are, for those who wait for an entry to be visible.</summary>
    internal ReachedPosition Reached { get; }

    /// <summary>Opens the doors. Connects to nothing yet.</summary>
    /// <param name="connectionString">An Npgsql connection string; its user owns the schema <c>ledger</c>.</param>
    /// <param name="loggers">Where Npgsql logs to; null for nowhere.</param>
    public static LedgerDatabase Open(string connectionString, ILoggerFactory? loggers = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return new LedgerDatabase(connectionString, loggers);
    }

    /// <summary>Connections of nobody's pool, to find out whether a server lets us in.</summary>
    /// <param name="connectionString">An Npgsql connection string.</param>
    public static NpgsqlDataSource Unpooled(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.ConnectionStringBuilder.Pooling = false;
        Observe(builder, "unpooled");
        return builder.Build();
    }

    /// <summary>Asks the database whether the role <c>ledger_app</c> can be taken on, and sets <see cref="HasAppRole"/>.</summary>
    /// <returns>The new value of <see cref="HasAppRole"/>.</returns>
    /// <exception cref="NpgsqlException">The database can not be reached.</exception>
    public async Task<bool> ProbeAppRoleAsync(CancellationToken ct = default)
    {
        // From version 16 on, being a member does not suffice: the membership must allow SET ROLE.
        await using var command = Owner.CreateCommand("""
            select exists (
                select from pg_roles r where r.rolname = $1
                and pg_has_role(current_user, r.oid,
                    case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end))
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = AppRole });
        HasAppRole = (bool)(await command.ExecuteScalarAsync(ct))!;
        return HasAppRole;
    }

    /// <summary>Closes every connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _restrictedWriter.DisposeAsync();
        await _unrestrictedWriter.DisposeAsync();
        await _restricted.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private static NpgsqlDataSource Build(string connectionString, ILoggerFactory? loggers, string name, string? role, string? options)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseLoggerFactory(loggers);
        Observe(builder, name);
        var settings = builder.ConnectionStringBuilder;
        settings.Options = string.Join(' ', new[] { settings.Options, role is null ? null : $"-c role={role}", options }
            .Where(part => !string.IsNullOrWhiteSpace(part)));
        if (settings.Options.Length == 0)
        {
            settings.Options = null;
        }

        if (role is not null || options is not null)
        {
            settings.NoResetOnClose = true;
            settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 64 : settings.MaxAutoPrepare;
            settings.AutoPrepareMinUsages = 2;
        }

        settings.ApplicationName ??= "ledger";
        return builder.Build();
    }

    private static void Observe(NpgsqlDataSourceBuilder builder, string name)
    {
        // A label of Npgsql's own measures, which would else be the connection string.
        builder.Name = name;
        // What is asked on nobody's behalf, such as twice a second whether the log has grown, is not worth a trace each.
        builder.ConfigureTracing(static tracing => tracing
            .ConfigureCommandFilter(static _ => Activity.Current is not null)
            .ConfigureBatchFilter(static _ => Activity.Current is not null)
            .ConfigureCopyOperationFilter(static _ => Activity.Current is not null)
            .EnablePhysicalOpenTracing(false));
    }
}
