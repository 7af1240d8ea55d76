namespace Ledger.Server.Identity.Forms;

/// <summary>Something that is shown once.</summary>
/// <param name="IsKey">Whether it is a key, otherwise a password.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Secret">It.</param>
/// <param name="Back">Address to go to afterwards.</param>
internal sealed record OneTimeModel(bool IsKey, string Name, string Secret, string Back)
{
    /// <summary>Never the secret: this may end in a log.</summary>
    public override string ToString() => $"one-time secret of {Name}";
}
