using System.Globalization;
using Varlink.Conformance.Certification;

namespace Varlink.Conformance.Activation;

/// <summary>What a service does that something else starts when it is needed: takes the socket, serves, and leaves when nobody needs it.</summary>
internal static class ActivatedService
{
    public const string Command = "serve-activated";

    /// <summary>Serves the certification at the socket that this process was started with.</summary>
    /// <param name="idleSeconds">For how long nobody has to be connected before it leaves.</param>
    /// <param name="error">Is told why there is no socket.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The exit status.</returns>
    public static async Task<int> RunAsync(string idleSeconds, TextWriter error, CancellationToken cancellationToken)
    {
        if (!double.TryParse(idleSeconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds))
        {
            await error.WriteLineAsync($"'{idleSeconds}' is no number of seconds.");
            return CertificationProgram.WrongUse;
        }

        await using var server = new VarlinkServer(
            new VarlinkServerOptions { Product = "Varlink for .NET, certification" }, new CertificationService());
        try
        {
            server.ListenActivated();
        }
        catch (InvalidOperationException e)
        {
            await error.WriteLineAsync(e.Message);
            return CertificationProgram.NotCertified;
        }

        await server.WaitUntilIdleAsync(TimeSpan.FromSeconds(seconds), cancellationToken);
        return CertificationProgram.Certified;
    }
}
