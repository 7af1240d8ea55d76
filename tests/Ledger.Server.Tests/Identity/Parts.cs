using Microsoft.Extensions.DependencyInjection;

namespace Ledger.Server.Tests.Identity;

internal static class Parts
{
    public static T GetRequired<T>(this IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();
}
