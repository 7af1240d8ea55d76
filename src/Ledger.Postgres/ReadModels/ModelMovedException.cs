namespace Ledger.Postgres.ReadModels;

/// <summary>The read models' tables do not stand where this process left them: a rebuild has swapped others in.</summary>
internal sealed class ModelMovedException() : Exception("The read models' tables were exchanged by a rebuild.");
