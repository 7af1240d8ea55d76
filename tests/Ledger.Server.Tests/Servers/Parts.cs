namespace Ledger.Server.Tests.Servers;

/// <summary>What one server of a ledger does at a time, by the lock that its server holds.</summary>
internal static class Parts
{
    public const long ReadModels = 0x6c65_6467_6572_01;

    public const long Webhooks = 0x6c65_6467_6572_20;
}
