using Microsoft.AspNetCore.Components;

namespace Ledger.Server.Pages;

/// <summary>A page: a component that shows what its endpoint found, and asks for nothing itself.</summary>
/// <remarks>
/// The compiler makes components public and wants their parameters so too; what cascades may be internal. So a page takes what
/// it shows as <c>[CascadingParameter] internal … Model</c>, see <see cref="PageHost{TPage,TModel}"/>.
/// </remarks>
public abstract class Page : ComponentBase
{
    [CascadingParameter]
    internal View View { get; set; } = null!;

    /// <summary>One of two texts, by the language of the page.</summary>
    protected string Say(string chinese, string english) => View.Say(chinese, english);
}
