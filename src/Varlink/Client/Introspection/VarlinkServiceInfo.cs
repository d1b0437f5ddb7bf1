using System.Globalization;
using System.Text;

namespace Varlink;

/// <summary>What a service tells of itself. Some services leave members empty.</summary>
/// <param name="Vendor">Who made it.</param>
/// <param name="Product">What it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="Url">Where to read about it.</param>
/// <param name="Interfaces">The interfaces that it offers, <c>org.varlink.service</c> among them.</param>
public sealed record VarlinkServiceInfo(string Vendor, string Product, string Version, string Url, IReadOnlyList<string> Interfaces)
{
    /// <inheritdoc/>
    public bool Equals(VarlinkServiceInfo? other) => other is not null
        && (Vendor, Product, Version, Url) == (other.Vendor, other.Product, other.Version, other.Url)
        && VarlinkEquality.Equals(Interfaces, other.Interfaces);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Vendor, Product, Version, Url, VarlinkEquality.GetHashCode(Interfaces));

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append(CultureInfo.InvariantCulture, $"Vendor = {Vendor}, Product = {Product}, Version = {Version}, Url = {Url}, ");
        builder.Append("Interfaces = [").AppendJoin(", ", Interfaces).Append(']');
        return true;
    }
}
