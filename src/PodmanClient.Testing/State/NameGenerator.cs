namespace Podman.Testing.State;

/// <summary>Makes up a name for a container that was given none: <c>adjective_surname</c>.</summary>
internal static class NameGenerator
{
    private static readonly string[] Adjectives =
    [
        "able", "airy", "amber", "ample", "blithe", "bold", "brisk", "calm", "candid", "civil", "clear", "cosy", "crisp", "curious",
        "deft", "eager", "early", "fabled", "fair", "fluent", "fond", "gentle", "glad", "grand", "hardy", "humble", "keen", "kind",
        "lively", "lucid", "mellow", "mild", "modest", "nimble", "noble", "patient", "placid", "plucky", "proud", "quick", "quiet",
        "rapid", "rustic", "serene", "sharp", "sincere", "sober", "steady", "sunny", "tidy", "tranquil", "upbeat", "vivid", "warm",
        "witty", "zesty",
    ];

    private static readonly string[] Surnames =
    [
        "abel", "ampere", "bessel", "bohr", "boole", "cantor", "cauchy", "cayley", "clausius", "dedekind", "dirac", "dirichlet",
        "euler", "faraday", "fourier", "frege", "galois", "gauss", "germain", "godel", "gosset", "green", "hamilton", "heaviside",
        "helmholtz", "herschel", "hertz", "hilbert", "huygens", "jacobi", "joule", "kepler", "klein", "kovalevskaya", "lagrange",
        "laplace", "legendre", "leibniz", "liouville", "lorentz", "markov", "maxwell", "meitner", "napier", "noether", "ohm",
        "pascal", "peano", "planck", "poincare", "poisson", "ramanujan", "riemann", "somerville", "stokes", "sylvester", "tarski",
        "thales", "volta", "weber", "weierstrass", "weyl", "wiener", "wren", "young", "zermelo",
    ];

    /// <summary>Draws names until one is free; after many tries a number makes it unique.</summary>
    /// <param name="random">The engine's source of chance.</param>
    /// <param name="isTaken">Whether a name is in use.</param>
    /// <returns>A free name.</returns>
    public static string Next(RandomSource random, Func<string, bool> isTaken)
    {
        // Podman does the same: a store with thousands of containers runs out of plain pairs.
        for (int attempt = 0; ; attempt++)
        {
            string name = $"{Adjectives[random.Next(Adjectives.Length)]}_{Surnames[random.Next(Surnames.Length)]}";
            if (attempt >= 5)
            {
                name += random.Next(1_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            if (!isTaken(name))
            {
                return name;
            }
        }
    }
}
