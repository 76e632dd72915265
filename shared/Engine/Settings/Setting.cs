using ChatGov.Data;

namespace ChatGov.Settings;

/// <summary>Who reads a setting. Every program knows all of them, so that both can be given the same file.</summary>
[Flags]
public enum ReadBy
{
    Bot = 1,
    Desk = 2,
    Both = Bot | Desk,
}

/// <summary>Something an operator may set.</summary>
/// <param name="Name">As on the command line: <c>Section:Key</c>. In the environment <c>:</c> is written <c>__</c>.</param>
/// <param name="Example">A value that its kind takes.</param>
/// <param name="Meaning">One line with the marks of the README; <see cref="HelpPage"/> takes them off.</param>
public sealed record Setting(string Name, ReadBy By, Kind Kind, string Example, string Meaning)
{
    private readonly string? _otherwise;

    /// <summary>Its value where nobody sets it.</summary>
    public string? Default { get; init; }

    /// <summary>What holds where nobody sets it, in words.</summary>
    public string Otherwise
    {
        get => _otherwise ?? Default ?? "none";
        init => _otherwise = value;
    }

    /// <summary>Empty means not set, as a standard that is not ours has it.</summary>
    public bool MayBeEmpty { get; init; }

    public string Section => Name.Split(':')[0];

    /// <exception cref="ConfigurationFault">The value is none of its kind. It is not repeated: it may be a secret.</exception>
    public void Check(string value)
    {
        if (value.Length == 0)
        {
            if (MayBeEmpty)
            {
                return;
            }

            throw new ConfigurationFault($"{Name} is empty: give it a value, or take it out");
        }

        if (!Kind.Fits(value))
        {
            throw new ConfigurationFault($"{Name} has to be {Kind.HasToBe}");
        }
    }
}
