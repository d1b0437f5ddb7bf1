using Consumer;

string folder = Directory.CreateTempSubdirectory("greeter-").FullName;
try
{
    await PodmanPart.RunAsync();
    await ServicePart.RunAsync();
    await VarlinkPart.RunAsync(folder);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return 0;
