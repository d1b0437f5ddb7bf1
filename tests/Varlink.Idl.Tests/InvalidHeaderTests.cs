namespace Varlink.Idl.Tests;

public class InvalidHeaderTests
{
    [TestCase("«»", "InterfaceExpected")]
    [TestCase("\n# only a comment\n«»", "InterfaceExpected")]
    [TestCase("«type» T (a: «Nope»)", "InterfaceExpected UnresolvedName")]
    [TestCase("«Interface» org.example\ntype T (a: «Nope»)", "InterfaceExpected UnresolvedName")]
    [TestCase("«iface» org.example", "InterfaceExpected")]
    [TestCase("«org.example»\ntype T ()", "InterfaceExpected")]
    [TestCase("«some» prose, and more of it\ntype T (a: «Nope»)", "InterfaceExpected UnresolvedName")]
    [TestCase("«(»)", "InterfaceExpected")]
    [TestCase("interface«»", "UnfinishedFile")]
    [TestCase("interface\n«type» T (a: «Nope»)", "InterfaceExpected UnresolvedName")]
    [TestCase("interface «(»)\ntype T ()", "InterfaceExpected")]
    public void A_file_starts_with_an_interface_and_its_name(string marked, string kinds) => MarkedText.OfFile(marked).AssertGives(kinds);

    [TestCase("interface «foo»", "InvalidInterfaceName")]
    [TestCase("interface «1org.example»", "InvalidInterfaceName")]
    [TestCase("interface «-org.example»", "InvalidInterfaceName")]
    [TestCase("interface «org.-example»", "InvalidInterfaceName")]
    [TestCase("interface «org..example»", "InvalidInterfaceName")]
    [TestCase("interface «org.example.»", "InvalidInterfaceName")]
    [TestCase("interface «.org.example»", "InvalidInterfaceName")]
    [TestCase("interface «org.exam_ple»", "InvalidInterfaceName")]
    [TestCase("interface «org.größe»\ntype T (a: «Nope»)", "InvalidInterfaceName UnresolvedName")]
    [TestCase("interface «org.example-»", "LabelEndsInDash")]
    [TestCase("interface «org-.example»\ntype T ()", "LabelEndsInDash")]
    public void The_name_is_a_domain_in_reverse(string marked, string kinds) => MarkedText.OfFile(marked).AssertGives(kinds);
}
