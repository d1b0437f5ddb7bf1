using System.Collections;
using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Varlink.Transports;

/// <summary>
/// Starts a program that finds a socket at its descriptor 3, as socket activation has it. <see cref="System.Diagnostics.Process"/> cannot
/// choose the descriptors of a child.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class ProcessSpawner
{
    /// <summary>The first descriptor that is passed on.</summary>
    public const int FirstDescriptor = 3;

    /// <summary>More than what any C library for Linux takes for its opaque structures.</summary>
    private const int OpaqueSize = 1024;

    /// <summary>
    /// LISTEN_PID is the number of the program's process, which is known only there: a shell sets it and becomes the program.
    /// </summary>
    private const string Script = "LISTEN_PID=$$ exec \"$0\" \"$@\"";

    /// <summary>Starts the program.</summary>
    /// <param name="program">Its full path.</param>
    /// <param name="socket">The descriptor of the socket; the caller's own is left open.</param>
    /// <param name="arguments">What the program is given.</param>
    /// <returns>The process.</returns>
    /// <exception cref="Win32Exception">The system has not started it.</exception>
    public static SpawnedProcess Start(string program, SafeHandle socket, params string[] arguments)
    {
        // What it writes to its standard output must not turn up in that of this process, which may be anything.
        var output = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        bool started = false;
        bool held = false;
        try
        {
            socket.DangerousAddRef(ref held);
            int id;
            using (SafeHandle writing = output.ClientSafePipeHandle)
            {
                id = Spawn(
                    ["sh", "-c", Script, program, .. arguments], MakeEnvironment(), (int)socket.DangerousGetHandle(), (int)writing.DangerousGetHandle());
            }

            started = true;
            return new SpawnedProcess(id, OutputTail.Read(output));
        }
        finally
        {
            if (held)
            {
                socket.DangerousRelease();
            }

            if (!started)
            {
                output.Dispose();
            }
        }
    }

    private static unsafe int Spawn(List<string> arguments, List<string> environment, int socket, int output)
    {
        byte* actions = stackalloc byte[OpaqueSize];
        byte* attributes = stackalloc byte[OpaqueSize];
        byte* signals = stackalloc byte[OpaqueSize];
        Check(Libc.InitActions(actions));
        try
        {
            Check(Libc.InitAttributes(attributes));
            try
            {
                fixed (byte* nothing = "/dev/null\0"u8)
                {
                    Check(Libc.AddOpen(actions, 0, nothing, Libc.ReadWrite, 0));
                }

                // Every number that is read comes from above 3: 0 to 2 are always open here.
                Check(Libc.AddDuplicate(actions, output, 1));
                Check(Libc.AddDuplicate(actions, output, 2));
                Check(Libc.AddDuplicate(actions, socket, FirstDescriptor));

                // .NET ignores SIGPIPE, and a program that inherits this does not end when its reader does.
                _ = Libc.EmptySignals(signals);
                Check(Libc.SetSignalMask(attributes, signals));
                _ = Libc.AddSignal(signals, Libc.SignalPipe);
                Check(Libc.SetSignalDefaults(attributes, signals));
                Check(Libc.SetFlags(attributes, Libc.SpawnSetSignalDefaults | Libc.SpawnSetSignalMask));
                return Spawn(arguments, environment, actions, attributes);
            }
            finally
            {
                _ = Libc.DestroyAttributes(attributes);
            }
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
        }
    }

    private static unsafe int Spawn(List<string> arguments, List<string> environment, void* actions, void* attributes)
    {
        byte** argumentPointers = Allocate(arguments);
        byte** environmentPointers = Allocate(environment);
        try
        {
            Check(Libc.Spawn(out int id, argumentPointers[0], actions, attributes, argumentPointers, environmentPointers));
            return id;
        }
        finally
        {
            Free(argumentPointers);
            Free(environmentPointers);
        }
    }

    /// <summary>The environment of this process as .NET has it, which is not what the C library has after a change.</summary>
    private static List<string> MakeEnvironment()
    {
        var variables = new List<string> { "LISTEN_FDS=1", "LISTEN_FDNAMES=varlink" };
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (variable.Key is not ("LISTEN_FDS" or "LISTEN_PID" or "LISTEN_FDNAMES"))
            {
                variables.Add($"{variable.Key}={variable.Value}");
            }
        }

        return variables;
    }

    private static unsafe byte** Allocate(List<string> texts)
    {
        var pointers = (byte**)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(byte*));
        for (int i = 0; i < texts.Count; i++)
        {
            pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(texts[i]);
        }

        return pointers;
    }

    private static unsafe void Free(byte** pointers)
    {
        for (byte** pointer = pointers; *pointer is not null; pointer++)
        {
            Marshal.FreeCoTaskMem((nint)(*pointer));
        }

        NativeMemory.Free(pointers);
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }
}
