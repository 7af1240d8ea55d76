using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Ledger.Server.Pages;

/// <summary>Hands a page its view and what it shows.</summary>
internal sealed class PageHost<TPage, TModel> : ComponentBase
    where TPage : Page
{
    [Parameter, EditorRequired]
    public View View { get; set; } = null!;

    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        Cascade(builder, View, inner => Cascade(inner, Model, page =>
        {
            page.OpenComponent<TPage>(0);
            page.CloseComponent();
        }));
    }

    private static void Cascade<T>(RenderTreeBuilder builder, T value, RenderFragment content)
    {
        builder.OpenComponent<CascadingValue<T>>(0);
        builder.AddComponentParameter(1, nameof(CascadingValue<T>.Value), value);
        builder.AddComponentParameter(2, nameof(CascadingValue<T>.IsFixed), true);
        builder.AddComponentParameter(3, nameof(CascadingValue<T>.ChildContent), content);
        builder.CloseComponent();
    }
}
