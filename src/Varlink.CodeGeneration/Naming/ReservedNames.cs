namespace Varlink.CodeGeneration.Naming;

/// <summary>Names that C# or the runtime give a meaning already.</summary>
internal static class ReservedNames
{
    /// <summary>What every object has.</summary>
    public static readonly string[] OfObjects =
        ["Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize"];

    /// <summary>What the compiler adds to records, and the two words that would look like it.</summary>
    public static readonly string[] OfRecords = [.. OfObjects, "EqualityContract", "PrintMembers", "Clone", "Deconstruct"];

    /// <summary>What records and enums declare themselves: C# has no type that is called like a member of its own.</summary>
    public static readonly string[] OfTypes = ["Equals", "GetHashCode", "ToString", "EqualityContract", "PrintMembers"];

    /// <summary>What a generated enum has beside its values.</summary>
    public static readonly string[] OfEnums = [.. OfRecords, "Value"];

    /// <summary>What exceptions have.</summary>
    public static readonly string[] OfExceptions =
    [
        .. OfObjects, "Message", "Data", "InnerException", "HelpLink", "Source", "HResult", "StackTrace", "TargetSite", "GetBaseException",
        "GetObjectData", "SerializeObjectState", "Method", "Endpoint", "ErrorName", "Parameters", "WriteParameters",
        "FromReply",
    ];

    /// <summary>Methods that clients and services have anyhow.</summary>
    public static readonly string[] OfClients = ["DisposeAsync", "DispatchAsync"];

    /// <summary>What the signatures of clients and services add to the parameters of the interface.</summary>
    public static readonly string[] OfParameters = ["context", "cancellationToken"];

    /// <summary>What the constructors of exceptions add to the members of the error.</summary>
    public static readonly string[] OfExceptionParameters = ["message", "innerException"];
}
