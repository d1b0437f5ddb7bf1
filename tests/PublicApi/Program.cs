using PublicApi;

string root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "PodmanClient.sln")))
{
    root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("This program does not lie below the folder that holds PodmanClient.sln.");
}

Library[] libraries = [.. Library.FindAll(root)];
foreach (Library library in libraries)
{
    library.Clear();
}

// The analyzer then reports every public symbol as undeclared, in the very words that its files want.
int status = await Build.RunAsync(Path.Combine(root, "tests", "PublicApi", "Libraries.targets"));
foreach (Library library in libraries)
{
    if (status == 0)
    {
        Console.WriteLine(library.Write());
    }
    else
    {
        library.Restore();
    }
}

return status;
