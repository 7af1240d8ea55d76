namespace Ledger.Postgres.ReadModels;

/// <summary>Somebody else rebuilds the read models.</summary>
internal sealed class RebuildUnderWayException() : InvalidOperationException("Another rebuild is under way. Wait until it has ended.");
