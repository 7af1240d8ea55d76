using System.Net.Sockets;
using Ledger.Postgres.Audit;
using Ledger.Postgres.EventStore;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Ledger.Server.Web;

/// <summary>The one map from exceptions to problems. Nobody is ever shown a stack trace; the log has it.</summary>
internal sealed class ExceptionProblems(ILogger<ExceptionProblems> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // Who breaks off an upload is told nothing, and is no failure of the server.
        if (exception is ConnectionResetException || (httpContext.RequestAborted.IsCancellationRequested && exception is OperationCanceledException))
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = ProblemOf(exception);
        if (problem.Status >= 500) Log(problem, exception);
        await problem.Answer().ExecuteAsync(httpContext);
        return true;
    }

    private static Problem ProblemOf(Exception exception) => exception switch
    {
        BadHttpRequestException e => Problems.BadRequest(e.StatusCode, e.Message),
        LedgerBusyException => Problems.Busy(exception.Message),
        LedgerUnavailableException or ReadNotRecordedException => Problems.Unavailable(exception.Message),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            Problems.BadRequest(StatusCodes.Status400BadRequest, "A text holds characters that can't be stored."),
        PostgresException e when !IsAway(e) => Problems.Internal(),
        NpgsqlException or TimeoutException or SocketException or OperationCanceledException =>
            Problems.Unavailable("The database can't be reached or does not answer. Nothing is lost; try again in a moment."),
        _ => Problems.Internal(),
    };

    // Away is also what is not there yet: the database while it is restored, the schema while it is migrated or swapped.
    private static bool IsAway(PostgresException e) => e.IsTransient
        || e.SqlState[..2] is "08" or "28" or "53" or "57" or "58"
        || e.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable
            or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    private void Log(Problem problem, Exception exception)
    {
        if (problem.Status == StatusCodes.Status503ServiceUnavailable) logger.LogWarning("A request could not be answered: {Reason}", exception.Message);
        else logger.LogError(exception, "A request failed.");
    }
}
