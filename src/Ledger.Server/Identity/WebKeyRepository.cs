using System.Xml.Linq;
using Ledger.Postgres.Accounts;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Ledger.Server.Identity;

/// <summary>Keeps the keys of cookies and form tokens in the database.</summary>
internal sealed class WebKeyRepository(WebKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() => [.. keys.Read().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
