using Varlink.CodeGeneration.Diagnostics;
using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl.Syntax;

namespace Varlink.CodeGeneration.Building;

/// <summary>
/// Makes the model of an interface. All names are decided here, in a fixed order: first the classes that every interface has, then what
/// <c>[Name: X]</c> demands, then declarations in the order of the text, then what is derived from them. A member added at the end of
/// an interface therefore renames nothing.
/// </summary>
internal sealed class ModelBuilder
{
    private readonly InterfaceSyntax _syntax;
    private readonly string _description;
    private readonly GenerationOptions _options;
    private readonly DiagnosticList _diagnostics = new();
    private readonly AnnotationReader _annotations;
    private readonly NameScope _names = new(ReservedNames.OfTypes);

    public ModelBuilder(InterfaceSyntax syntax, string description, GenerationOptions options)
    {
        _syntax = syntax;
        _description = description;
        _options = options;
        _annotations = new AnnotationReader(_diagnostics);
    }

    public (InterfaceModel? Model, SyntaxList<GenerationDiagnostic> Diagnostics) Build()
    {
        SyntaxList<string> documentation = _annotations.Read(_syntax, _syntax.Documentation, AnnotationTarget.Interface).Documentation;
        InterfaceNames names = NameClasses();
        var members = new MemberBuilder(_annotations, _diagnostics);
        var types = new TypeBuilder(_names, _annotations, _diagnostics, members, _syntax.Name);
        types.Declare(_syntax.Members.OfType<TypeDeclarationSyntax>());

        var errors = new ErrorBuilder(_names, _annotations, _diagnostics, types);
        errors.Declare(_syntax.Members.OfType<ErrorSyntax>());
        var methods = new MethodBuilder(_names, _annotations, _diagnostics, types, names.Methods, names.Client);
        methods.Declare(_syntax.Members.OfType<MethodSyntax>());

        types.Define();
        methods.Define();
        errors.Define();
        names = names with
        {
            ErrorFactory = _names.Take(names.Prefix + "Errors"),
            Collections = _names.Take(names.Prefix + "Collections"),
        };

        var model = new InterfaceModel(
            _syntax.Name,
            string.IsNullOrWhiteSpace(_options.Namespace) ? Identifiers.NamespaceOf(_syntax.Name) : Identifiers.Namespace(_options.Namespace!),
            _description,
            documentation,
            _options.IsInternal ? "internal" : "public",
            _options.Targets,
            names,
            SyntaxList<RecordModel>.From([.. types.Records, .. methods.Replies]),
            SyntaxList<EnumModel>.From(types.Enums),
            SyntaxList<MethodModel>.From(methods.Methods),
            SyntaxList<ErrorModel>.From(errors.Errors));
        return (_diagnostics.HasErrors ? null : DefaultAnalysis.Apply(model), _diagnostics.InOrder());
    }

    private InterfaceNames NameClasses()
    {
        string label = _syntax.Name.Substring(_syntax.Name.LastIndexOf('.') + 1);
        string prefix = string.IsNullOrWhiteSpace(_options.Prefix) ? Identifiers.WordOf(label) : _options.Prefix!.Trim();
        return new InterfaceNames(
            prefix,
            _names.Take(prefix + "Interface"),
            _names.Take(prefix + "Methods"),
            _names.Take("I" + prefix + "Client"),
            _names.Take(prefix + "Client"),
            _names.Take(prefix + "ServiceBase"),
            _names.Take(prefix + "Exception"),
            ErrorFactory: "",
            Collections: "");
    }
}
