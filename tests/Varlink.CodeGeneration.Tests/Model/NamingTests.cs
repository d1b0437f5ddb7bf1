using Varlink.CodeGeneration.Model;
using Varlink.CodeGeneration.Naming;
using Varlink.Idl;

namespace Varlink.CodeGeneration.Tests.Model;

public class NamingTests
{
    private static InterfaceModel Model(string members, GenerationOptions? options = null)
    {
        string text = "interface org.example.print\n" + members;
        return CodeGenerator.BuildModel(IdlParser.Parse(text).Interface!, text, options ?? new GenerationOptions()).Model!;
    }

    private static IEnumerable<string> MemberNames(string fields) => Model($"type T ({fields})").Records[0].Members.Select(member => member.Name);

    [TestCase("name", "Name")]
    [TestCase("host_port", "HostPort")]
    [TestCase("hostPort", "HostPort")]
    [TestCase("Name", "Name")]
    [TestCase("ID", "ID")]
    [TestCase("a_1", "A1")]
    [TestCase("in", "In")]
    public void Fields_become_properties(string field, string property)
    {
        Assert.That(MemberNames($"{field}: int"), Is.EqualTo(new[] { property }));
    }

    [TestCase("HostPort", "hostPort")]
    [TestCase("IDMap", "idMap")]
    [TestCase("ID", "id")]
    [TestCase("X", "x")]
    [TestCase("already", "already")]
    [TestCase("", "")]
    public void Properties_become_parameters(string property, string parameter)
    {
        Assert.That(Identifiers.Camel(property), Is.EqualTo(parameter));
    }

    [Test]
    public void Names_that_collide_are_numbered_in_the_order_of_the_interface()
    {
        Assert.That(MemberNames("a_b: int, aB: int, AB: int, a_b2: int"), Is.EqualTo(new[] { "AB", "AB2", "AB3", "AB22" }));
    }

    [Test]
    public void A_demanded_name_goes_before_one_that_comes_by_itself()
    {
        Assert.That(MemberNames("createdAt: int,\n# [Name: CreatedAt]\ncreatedat: int"), Is.EqualTo(new[] { "CreatedAt2", "CreatedAt" }));
    }

    [TestCase("t", "TValue")]
    [TestCase("equals", "EqualsValue")]
    [TestCase("get_hash_code", "GetHashCodeValue")]
    [TestCase("clone", "CloneValue")]
    [TestCase("equality_contract", "EqualityContractValue")]
    public void Names_that_mean_something_else_get_a_word_behind_them(string field, string property)
    {
        Assert.That(MemberNames($"{field}: int"), Is.EqualTo(new[] { property }));
    }

    [Test]
    public void Types_that_stand_unnamed_are_called_by_their_path()
    {
        InterfaceModel model = Model("""
            type T (point: (x: int, kinds: [](a, b)))
            method Move(to: (x: int)) -> (from: (x: int))
            method Turn() -> (a: (x: int), b: int)
            error Stuck (where: [](x: int))
            """);

        Assert.That(
            model.Records.Select(record => record.Name),
            Is.EquivalentTo(new[] { "T", "TPoint", "MoveParametersTo", "MoveReplyFrom", "TurnReplyA", "StuckWhere", "TurnReply" }));
        Assert.That(model.Enums.Select(item => item.Name), Is.EqualTo(new[] { "TPointKinds" }));
    }

    [Test]
    public void A_type_that_stands_unnamed_at_a_field_with_a_demanded_name_is_called_by_that()
    {
        Assert.That(
            Model("type T (\n# [Name: Place]\nplc: (x: int)\n)").Records.Select(record => record.Name), Is.EqualTo(new[] { "T", "TPlace" }));
    }

    [Test]
    public void A_declared_type_keeps_its_name_whatever_is_derived()
    {
        InterfaceModel model = Model("""
            method Print() -> (a: int, b: (c: int))
            error Print2 (x: int)
            type PrintReply (a: int)
            type PrintReply2B (a: int)
            type Print2Details (a: int)
            type PrintClient (a: int)
            """);

        Assert.That(
            model.Records.Select(record => record.Name),
            Is.EquivalentTo(new[] { "PrintReply", "PrintReply2B", "Print2Details", "PrintClientType", "PrintReply2B2", "PrintReply2" }));
        Assert.That(model.Errors[0].Details!.Name, Is.EqualTo("Print2Details2"));
    }

    [TestCase("OutOfPaper", "OutOfPaperException")]
    [TestCase("Exception", "Exception")]
    [TestCase("FooException", "FooException")]
    [TestCase("Error", "ErrorException")]
    [TestCase("Print", "PrintException2")]
    public void Errors_become_exceptions(string error, string exception)
    {
        Assert.That(Model($"error {error} ()").Errors[0].Name, Is.EqualTo(exception));
    }

    [Test]
    public void Names_can_be_demanded_for_everything()
    {
        InterfaceModel model = Model("""
            # [Name: Sheet]
            type P (
              # [Name: Size]
              sz: int
            )
            # Colours.
            # [Name: Colour]
            type C (
              # [Name: Red]
              r
            )
            # [Name: PrintSheet]
            method Do(p: P) -> (a: int, b: int)
            # [Name: PaperMissing]
            error Nope ()
            """);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.Records[0].Name, Is.EqualTo("Sheet"));
            Assert.That(model.Records[0].Members[0].Name, Is.EqualTo("Size"));
            Assert.That(model.Records[0].Members[0].ParameterName, Is.EqualTo("size"));
            Assert.That(model.Enums[0].Name, Is.EqualTo("Colour"));
            Assert.That(model.Enums[0].Values[0].Name, Is.EqualTo("Red"));
            Assert.That(model.Enums[0].Documentation, Is.EqualTo(new[] { "Colours." }));
            Assert.That(model.Methods[0].AsyncName, Is.EqualTo("PrintSheetAsync"));
            Assert.That(model.Methods[0].WireName, Is.EqualTo("Do"));
            Assert.That(model.Methods[0].Reply.Record!.Name, Is.EqualTo("PrintSheetReply"));
            Assert.That(model.Errors[0].Name, Is.EqualTo("PaperMissingException"));
        }
    }

    [TestCase(null, null, "Org.Example.Print", "PrintClient")]
    [TestCase("My.Printer", null, "My.Printer", "PrintClient")]
    [TestCase("my-app.1st.class", "Sheet", "my_app._1st.@class", "SheetClient")]
    public void The_project_decides_about_namespace_and_prefix(string? space, string? prefix, string expectedSpace, string expectedClient)
    {
        InterfaceModel model = Model("", new GenerationOptions(space, prefix));

        Assert.That((model.Namespace, model.Names.Client), Is.EqualTo((expectedSpace, expectedClient)));
    }

    [Test]
    public void Members_that_would_need_an_endless_instance_may_be_null()
    {
        InterfaceModel model = Model("""
            type A (b: B, own: A, list: []A, maybe: ?A, map: [string]A, leaf: Leaf)
            type B (c: C)
            type C (a: A)
            type Leaf (x: int)
            type Root (a: A)
            """);

        Assert.That(
            model.Records.SelectMany(record => record.Members.Where(member => member.BreaksCycle).Select(member => $"{record.Name}.{member.Name}")),
            Is.EqualTo(new[] { "A.B", "A.Own", "B.C", "C.A" }));
    }

    [Test]
    public void Members_without_a_default_must_be_set_and_so_must_what_holds_them()
    {
        InterfaceModel model = Model("""
            type A (any: any, object: object, maybe: ?any, list: []any)
            type B (a: A, maybe: ?A, list: []A)
            type C (b: B)
            type D (x: int)
            """);

        Assert.That(
            model.Records.SelectMany(record => record.Members.Where(member => member.IsRequired).Select(member => $"{record.Name}.{member.Name}")),
            Is.EqualTo(new[] { "A.Any", "B.A", "C.B" }));
    }

    [Test]
    public void Equal_interfaces_give_equal_models_and_others_do_not()
    {
        const string Text = "type T (a: int, b: [](c: [string]?U))\ntype U (x, y)\n# [Read-only]\nmethod M(t: T) -> (t: ?T)\nerror E (t: T)";

        InterfaceModel one = Model(Text);
        InterfaceModel same = Model(Text);
        Assert.That(one, Is.EqualTo(same));
        Assert.That(one.GetHashCode(), Is.EqualTo(same.GetHashCode()));
        Assert.That(Model(Text), Is.Not.EqualTo(Model(Text.Replace("Read-only", "Long-running", StringComparison.Ordinal))));
        Assert.That(Model(Text), Is.Not.EqualTo(Model(Text, new GenerationOptions(IsInternal: true))));
    }

    [Test]
    public void Generated_code_is_made_for_the_runtime_of_this_repository()
    {
        Assert.That(RuntimeContract.MajorVersion, Is.EqualTo(VarlinkRuntime.MajorVersion));
    }

    [Test]
    public void Traits_have_the_values_of_the_runtime()
    {
        Assert.That(
            Enum.GetValues<MethodTraits>().Select(trait => (trait.ToString(), (int)trait)),
            Is.EqualTo(Enum.GetValues<VarlinkMethodTraits>().Select(trait => (trait.ToString(), (int)trait))));
    }
}
