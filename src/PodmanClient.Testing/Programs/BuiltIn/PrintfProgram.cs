using System.Globalization;
using System.Text;

namespace Podman.Testing.Programs.BuiltIn;

/// <summary><c>printf format arguments</c>; the format is used again while there are arguments left.</summary>
internal static class PrintfProgram
{
    public static async Task<int> RunAsync(ContainerProcess process)
    {
        if (process.Arguments.Count < 2)
        {
            return await process.FailAsync("usage: printf FORMAT [ARG]...").ConfigureAwait(false);
        }

        var arguments = new Queue<string>(process.Arguments.Skip(2));
        var output = new List<byte>();
        do
        {
            int before = arguments.Count;
            Format(process.Arguments[1], arguments, output);
            if (arguments.Count == before)
            {
                break;
            }
        }
        while (arguments.Count > 0);

        await process.Streams.Output.WriteAsync(output.ToArray(), process.Killed).ConfigureAwait(false);
        return 0;
    }

    private static void Format(string format, Queue<string> arguments, List<byte> output)
    {
        int literal = 0;
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] == '\\')
            {
                i++;
                continue;
            }

            if (format[i] != '%')
            {
                continue;
            }

            output.AddRange(Escapes.Expand(format[literal..i]));
            int end = i + 1;
            while (end < format.Length && format[end] is '-' or '0' or '+' or ' ' or '.' || (end < format.Length && char.IsAsciiDigit(format[end])))
            {
                end++;
            }

            if (end >= format.Length)
            {
                literal = i;
                break;
            }

            output.AddRange(Convert(format[(i + 1)..end], format[end], arguments));
            i = end;
            literal = end + 1;
        }

        if (literal < format.Length)
        {
            output.AddRange(Escapes.Expand(format[literal..]));
        }
    }

    private static byte[] Convert(string flags, char conversion, Queue<string> arguments)
    {
        if (conversion == '%')
        {
            return "%"u8.ToArray();
        }

        string argument = arguments.TryDequeue(out string? next) ? next : "";
        if (conversion == 'b')
        {
            return Escapes.Expand(argument);
        }

        string text = conversion switch
        {
            'd' or 'i' or 'u' => Number(argument).ToString(CultureInfo.InvariantCulture),
            'x' => Number(argument).ToString("x", CultureInfo.InvariantCulture),
            'X' => Number(argument).ToString("X", CultureInfo.InvariantCulture),
            'o' => System.Convert.ToString(Number(argument), 8),
            'c' => argument.Length > 0 ? argument[..1] : "",
            _ => argument,
        };
        return Encoding.UTF8.GetBytes(Pad(text, flags, isNumber: conversion is not ('s' or 'c')));
    }

    private static string Pad(string text, string flags, bool isNumber)
    {
        string[] parts = flags.TrimStart('-', '0', '+', ' ').Split('.');
        if (!isNumber && parts.Length > 1 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out int precision) && precision < text.Length)
        {
            text = text[..precision];
        }

        int width = int.TryParse(parts[0], CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;
        return flags.StartsWith('-') ? text.PadRight(width)
            : isNumber && flags.StartsWith('0') ? PadZeros(text, width)
            : text.PadLeft(width);
    }

    private static string PadZeros(string text, int width) =>
        text.StartsWith('-') ? "-" + text[1..].PadLeft(width - 1, '0') : text.PadLeft(width, '0');

    private static long Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? long.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long hex) ? hex : 0
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : 0;
}
