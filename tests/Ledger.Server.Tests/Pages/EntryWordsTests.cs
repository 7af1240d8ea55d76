using Ledger.Server.Words;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Pages;

public sealed class EntryWordsTests
{
    [Fact]
    public void Every_kind_of_entry_has_a_chinese_name() => EntryWords.Unnamed.ShouldBeEmpty();
}
