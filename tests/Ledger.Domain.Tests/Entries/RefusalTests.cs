using System.Globalization;
using Ledger.Domain.Entries;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Entries;

public sealed class RefusalTests
{
    [Fact]
    public void A_refusal_reads_the_same_in_every_culture()
    {
        var refusals = typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract).Select(Samples.Refusal).ToList();
        refusals.Count.ShouldBeGreaterThan(25);
        var present = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var messages = refusals.Select(refusal => refusal.Message).ToList();
            foreach (var culture in new[] { "zh-CN", "th-TH", "fa-IR", "ar-SA", "de-DE" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                refusals.Select(refusal => refusal.Message).ToList().ShouldBe(messages, culture);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = present;
        }
    }

    [Fact]
    public void A_refusal_says_what_is_wrong_in_a_sentence()
    {
        var messages = typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract).Select(type => Samples.Refusal(type).Message).ToList();
        messages.Count.ShouldBeGreaterThan(25);
        messages.Where(message => !char.IsUpper(message[0]) && message[0] != '\'').ShouldBeEmpty();
        messages.Where(message => !message.EndsWith('.')).ShouldBeEmpty();
    }
}
