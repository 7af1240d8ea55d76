using System.Text.Encodings.Web;

namespace Ledger.Server.Identity;

/// <summary>What the sign-in page has to say.</summary>
internal enum SignInNote
{
    None,
    Wrong,
    Over,
}

/// <summary>The sign-in page: Chinese first, English below, no script.</summary>
internal static class SignInPage
{
    /// <summary>The page.</summary>
    /// <param name="token">Token of its forms.</param>
    /// <param name="note">What it has to say.</param>
    /// <param name="name">The name to begin with.</param>
    /// <param name="back">Address to go to afterwards.</param>
    /// <param name="actor">Who is signed in already; null if nobody.</param>
    public static string Of(string token, SignInNote note, string name, string back, string? actor) => $"""
        <!doctype html>
        <html lang="zh-Hans">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>登录 · Sign in · Ledger</title>
          <link rel="stylesheet" href="/css/ledger.css">
        </head>
        <body>
          <header><h1>登录</h1><p>Sign in to the ledger</p></header>
          <main>
            {Note(note)}
            {(actor is null ? "" : SignedIn(token, actor))}
            <form method="post" action="{SignInEndpoints.Path}">
              <input type="hidden" name="{AntiforgeryGate.Field}" value="{Text(token)}">
              <input type="hidden" name="returnUrl" value="{Text(back)}">
              <label>用户名 <small>name</small> <input name="name" value="{Text(name)}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64"></label>
              <label>密码 <small>password</small> <input type="password" name="password" autocomplete="current-password" required maxlength="128"></label>
              <button>登录 <small>sign in</small></button>
            </form>
            <nav><a href="/">返回首页 <small>start page</small></a></nav>
          </main>
        </body>
        </html>
        """;

    private static string Note(SignInNote note) => note switch
    {
        SignInNote.Wrong => """
            <p class="note wrong" role="alert">用户名或密码不正确，或者该账号因多次输错已暂时锁定。
              <small>The name or the password is wrong, or the account is locked for some minutes after too many attempts.</small></p>
            """,
        SignInNote.Over => """
            <p class="note" role="status">登录已失效，请重新登录；也可以不登录继续浏览公开内容。
              <small>Your session is over. Sign in again, or go on without.</small></p>
            """,
        _ => "",
    };

    private static string SignedIn(string token, string actor) => $"""
        <form method="post" action="/sign-out">
          <input type="hidden" name="{AntiforgeryGate.Field}" value="{Text(token)}">
          <p>当前已登录：{Text(actor)} <small>signed in</small></p>
          <button>退出登录 <small>sign out</small></button>
        </form>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
