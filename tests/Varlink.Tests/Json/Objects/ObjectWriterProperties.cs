namespace Varlink.Tests.Json.Objects;

public class ObjectWriterProperties
{
    /// <summary>Whatever the members are, in whatever order, and whichever of them keep their defaults.</summary>
    [FsCheck.NUnit.Property(MaxTest = 2000, QuietOnSuccess = true)]
    public void An_object_is_written_as_plain_calls_write_it(byte[] plan)
    {
        MemberCase[] cases = [.. plan.Select(static choice => MemberCases.All[choice % MemberCases.All.Count])];
        foreach (var options in ObjectTexts.Options)
        {
            Assert.That(ObjectTexts.Own(cases, options), Is.EqualTo(ObjectTexts.Plain(cases, options)));
        }
    }
}
