using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Ledger.Server.Identity;

/// <summary>Which passwords are allowed, and how they are hashed: salted PBKDF2 with HMAC-SHA-512, by the framework's hasher.</summary>
internal sealed class Passwords : IDisposable
{
    /// <summary>Characters at least.</summary>
    public const int Least = 12;

    /// <summary>Characters at most.</summary>
    public const int Most = 128;

    // What OWASP asks for HMAC-SHA-512.
    private const int Iterations = 210_000;

    // No letters that are taken for each other.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly PasswordHasher<string> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly SemaphoreSlim _processors = new(Environment.ProcessorCount);
    private readonly Lazy<string> _nobodys;

    public Passwords() => _nobodys = new Lazy<string>(() => _hasher.HashPassword("", Random()));

    /// <summary>A password that nobody guesses: 99 random bits in five groups that can be read out.</summary>
    public static string Random() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, 20).Chunk(4).Select(group => new string(group)));

    /// <summary>What is wrong with a password wished, or null.</summary>
    public static string? Wrong(string password, string account) =>
        password.Length is < Least or > Most ? $"A password has {Least} to {Most} characters."
        : password.Contains(account, StringComparison.OrdinalIgnoreCase) ? "A password does not contain the account's name."
        : password.Distinct().Count() < 5 ? "A password has at least five different characters."
        : null;

    /// <summary>The hash to keep.</summary>
    public Task<string> HashAsync(string password, CancellationToken ct) => WorkAsync(() => _hasher.HashPassword("", password), ct);

    /// <summary>Whether a password is the one that was hashed. Takes the same time where there is no hash.</summary>
    public async Task<bool> VerifyAsync(string? hash, string password, CancellationToken ct)
    {
        var result = await WorkAsync(() => _hasher.VerifyHashedPassword("", hash ?? _nobodys.Value, password), ct);
        return hash is not null && result is not PasswordVerificationResult.Failed;
    }

    public void Dispose() => _processors.Dispose();

    // A crowd of guesses computes on each processor once, and waits for the rest of the time.
    private async Task<T> WorkAsync<T>(Func<T> work, CancellationToken ct)
    {
        await _processors.WaitAsync(ct);
        try
        {
            return await Task.Run(work, ct);
        }
        finally
        {
            _processors.Release();
        }
    }
}
