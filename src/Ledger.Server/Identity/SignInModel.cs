namespace Ledger.Server.Identity;

/// <summary>What the sign-in page has to say.</summary>
internal enum SignInNote
{
    None,
    Wrong,
    Over,
}

/// <summary>What the sign-in page shows.</summary>
/// <param name="Note">What it has to say.</param>
/// <param name="Name">The name to begin with.</param>
/// <param name="Back">Address to go to afterwards.</param>
internal sealed record SignInModel(SignInNote Note, string Name, string Back);
