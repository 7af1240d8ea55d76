using System.Globalization;
using Ledger.Domain.Time;
using Ledger.Server.Pages;

namespace Ledger.Server.Recording.Forms;

/// <summary>Where forms are.</summary>
internal static class FormAddresses
{
    public const string Start = "/record";

    public const string Queue = "/review";

    public static string OfStream(string stream) => Addresses.OfStream(stream) + "/record";

    public static string NewProject(string plan) => Addresses.Plan(plan) + "/projects/new";

    public static string NewIndicator(string plan) => Addresses.Plan(plan) + "/indicators/new";

    public static string Periods(string plan) => Addresses.Plan(plan) + "/periods";

    public static string Evaluations(string plan) => Addresses.Plan(plan) + "/evaluations";

    public static string Void(long position) => Entry(position, "void");

    public static string Correct(long position) => Entry(position, "correct");

    public static string Evidence(long position) => Entry(position, "evidence");

    private static string Entry(long position, string what) => string.Create(CultureInfo.InvariantCulture, $"/entries/{position}/{what}");
}
