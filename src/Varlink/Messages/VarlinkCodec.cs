using System.Text.Json;

namespace Varlink;

/// <summary>Writes a value as one complete JSON value.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="writer">Where to write.</param>
/// <param name="value">The value.</param>
/// <exception cref="ArgumentException">The value cannot be sent, a null where the interface allows none for example.</exception>
public delegate void VarlinkEncoder<T>(Utf8JsonWriter writer, T value);

/// <summary>Writes a collection as one complete JSON value.</summary>
/// <typeparam name="T">The type of the collection.</typeparam>
/// <param name="writer">Where to write.</param>
/// <param name="value">The collection.</param>
/// <param name="member">The C# name of the member that has it, as a user knows it.</param>
/// <exception cref="ArgumentException">The collection cannot be sent, a null among its elements for example.</exception>
public delegate void VarlinkCollectionEncoder<T>(Utf8JsonWriter writer, T value, string member);

/// <summary>Reads a value. The reader stands on the value's first token, and is left on its last.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="reader">Where to read.</param>
/// <returns>The value.</returns>
/// <exception cref="VarlinkJsonException">The value is not of the type that the interface says.</exception>
public delegate T VarlinkDecoder<T>(ref Utf8JsonReader reader);

/// <summary>Reads the parameters of a call on the side of the service, which may be strict about what it does not know.</summary>
/// <typeparam name="T">The type of the parameters.</typeparam>
/// <param name="reader">Where to read; it stands on the opening brace.</param>
/// <param name="policy">What to do with members that are unknown or missing.</param>
/// <returns>The parameters.</returns>
/// <exception cref="VarlinkJsonException">The parameters are not what the interface says.</exception>
public delegate T VarlinkParametersDecoder<T>(ref Utf8JsonReader reader, VarlinkParameterPolicy policy);

/// <summary>Makes the typed exception of an error reply.</summary>
/// <param name="reply">The error reply.</param>
/// <returns>The exception; null when the interface does not declare this error.</returns>
public delegate VarlinkErrorException? VarlinkErrorFactory(VarlinkErrorReply reply);
