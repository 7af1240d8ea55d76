namespace Ledger.Postgres.ReadModels;

/// <summary>A read model's tables do not stand where this process left them: a rebuild has swapped others in.</summary>
/// <param name="model">The model.</param>
internal sealed class ModelMovedException(string model) : Exception($"The tables of {model} were exchanged by a rebuild.");
