namespace Ledger.Server.Identity.Forms;

/// <summary>What is shown once.</summary>
internal enum OneTimeKind
{
    /// <summary>The password of an account.</summary>
    Password,

    /// <summary>A key.</summary>
    Key,

    /// <summary>What a subscription's deliveries are signed with.</summary>
    SigningSecret,
}

/// <summary>Something that is shown once.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Secret">It.</param>
/// <param name="Back">Address to go to afterwards.</param>
internal sealed record OneTimeModel(OneTimeKind Kind, string Name, string Secret, string Back)
{
    /// <summary>Never the secret: this may end in a log.</summary>
    public override string ToString() => $"one-time secret of {Name}";
}
