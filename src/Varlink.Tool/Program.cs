using Varlink.Tool;
using Varlink.Tool.Terminal;

return await CommandLineTool.RunAsync(args, new SystemConsole());
