using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Model;

/// <summary>An interface as its C# will be: every name decided, nothing left to look up. Equal interfaces give equal models.</summary>
/// <param name="Name">The name on the wire, <c>io.podman</c> for example.</param>
/// <param name="Namespace">The C# namespace, ready to be written: its keywords are escaped.</param>
/// <param name="Description">The source text, verbatim.</param>
/// <param name="Documentation">The comment before the interface.</param>
/// <param name="Access"><c>public</c> or <c>internal</c>.</param>
/// <param name="Targets">Which sides are generated.</param>
/// <param name="Names">The names of the classes that every interface has.</param>
/// <param name="Records">Types that users meet: declared ones, anonymous ones, replies of several members.</param>
/// <param name="Enums">Declared and anonymous enums.</param>
/// <param name="Methods">The methods.</param>
/// <param name="Errors">The errors.</param>
public sealed record InterfaceModel(
    string Name,
    string Namespace,
    string Description,
    SyntaxList<string> Documentation,
    string Access,
    GenerationTargets Targets,
    InterfaceNames Names,
    SyntaxList<RecordModel> Records,
    SyntaxList<EnumModel> Enums,
    SyntaxList<MethodModel> Methods,
    SyntaxList<ErrorModel> Errors);

/// <summary>The names of the classes that every interface has.</summary>
/// <param name="Prefix">What they begin with.</param>
/// <param name="Interface">The static class with name and description.</param>
/// <param name="Methods">The static class with the method descriptors.</param>
/// <param name="ClientInterface">What the client implements.</param>
/// <param name="Client">The client.</param>
/// <param name="Service">The base class of services.</param>
/// <param name="Exception">The base class of the exceptions.</param>
/// <param name="ErrorFactory">The static class that makes exceptions.</param>
/// <param name="Collections">The static class with the codecs of collections.</param>
public sealed record InterfaceNames(
    string Prefix,
    string Interface,
    string Methods,
    string ClientInterface,
    string Client,
    string Service,
    string Exception,
    string ErrorFactory,
    string Collections);
