using System.Data.Common;
using System.Globalization;
using System.Threading.Channels;
using ChatGov.Data;
using ChatGov.Demo;
using ChatGov.Outbox;

namespace ChatGov.Messengers.Terminal;

/// <summary>
/// A chat in the terminal, for the demo banner only. One speaks as one person at a time and changes with
/// <c>/as</c>; several terminals may be open on one database. Lines on standard input work as well as a keyboard:
/// then each line is answered before the next is read, and the end of input ends the program.
/// </summary>
public sealed class TerminalChannel(TerminalPeople people, TerminalFiles files, TextReader input, TextWriter output, bool isInteractive) : IChannel
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly Lock _writing = new();
    private readonly string _run = Guid.CreateVersion7().ToString("N");
    private DemoPersona _speaker = people.First;
    private long _lines;

    public string Name => "terminal";

    public SendLimits Limits { get; } = new(PerSecond: 10_000, ChatSpacing: TimeSpan.Zero, Burst: 1);

    public Sharing Sharing => Sharing.Own;

    /// <summary>Completes when all that was typed is answered; set by the program that runs the channel.</summary>
    public Func<CancellationToken, Task> Quiet { get; set; } = _ => Task.CompletedTask;

    public string? OnlyChat => _speaker.UserId;

    public static TerminalChannel Create(IServiceProvider services, TerminalSettings settings) => new(
        new TerminalPeople(services.GetRequiredService<Db>()), new TerminalFiles(settings.FilesFolder), Console.In, Console.Out, isInteractive: !Console.IsInputRedirected);

    public async Task Receive(StoreIncoming store, CancellationToken cancel)
    {
        Write(TerminalPeople.Welcome(_speaker));
        var lines = ReadLines(cancel);
        await foreach (var line in lines.ReadAllAsync(cancel))
        {
            if (line.Trim().Equals("/quit", StringComparison.OrdinalIgnoreCase))
            {
                return;
            }

            if (line.StartsWith("/as", StringComparison.OrdinalIgnoreCase))
            {
                await Insist(() => SpeakAs(line[3..].Trim()), cancel);
            }
            else if (line.Trim().Length > 0)
            {
                // Decoded once: however often it is stored, it has one key.
                var incoming = Decode(line);
                await Insist(() => store([incoming], cancel), cancel);
            }

            // What the new speaker has waiting is shown before their next line, and each line is answered in turn.
            await Insist(() => Quiet(cancel), cancel);
            Prompt();
        }
    }

    public async Task<SendResult> Send(string chatId, Message message, CancellationToken cancel)
    {
        if (chatId != OnlyChat)
        {
            return new SendResult.NotSent("not_shown");
        }

        if (message.File is null)
        {
            Write(TerminalText.Render(message));
            return new SendResult.Sent(MessageRef: null);
        }

        try
        {
            Write(TerminalText.Render(message, await files.Save(message.File, cancel)));
            return new SendResult.Sent(MessageRef: null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new SendResult.NotSent("file_not_written");
        }
    }

    /// <summary>Nobody types a line twice: it is kept until the database takes it.</summary>
    private async Task Insist(Func<Task> work, CancellationToken cancel)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await work();
                return;
            }
            catch (DbException)
            {
                if (failures == 0)
                {
                    Write(TerminalText.Waiting);
                }

                await Task.Delay(TryAgainAfter, cancel);
            }
        }
    }

    private Task SpeakAs(string words)
    {
        var found = words.Length > 0 ? people.Find(words) : null;
        _speaker = found ?? _speaker;
        Write(found is null ? TerminalPeople.List() : TerminalPeople.Welcome(found));
        return Task.CompletedTask;
    }

    private Incoming Decode(string line) => new()
    {
        DedupeKey = string.Create(CultureInfo.InvariantCulture, $"{_run}/{++_lines}"),
        UserId = _speaker.UserId,
        ChatId = _speaker.UserId,
        Text = line,
        Phone = TerminalText.IsOwnContact(line) ? _speaker.Phone : null,
        PhoneIsOwn = true,
        Kind = TerminalText.IsOwnContact(line) && _speaker.Phone is not null ? IncomingKind.Contact : IncomingKind.Text,
    };

    /// <summary>Console reads cannot be cancelled, so they have a thread of their own that dies with the program.</summary>
    private ChannelReader<string> ReadLines(CancellationToken cancel)
    {
        var lines = System.Threading.Channels.Channel.CreateBounded<string>(1);
        var reader = new Thread(() => Pump(lines.Writer)) { IsBackground = true, Name = "terminal-input" };
        reader.Start();
        cancel.Register(() => lines.Writer.TryComplete());
        return lines.Reader;
    }

    private void Pump(ChannelWriter<string> lines)
    {
        Prompt();
        while (input.ReadLine() is { } line)
        {
            while (!lines.TryWrite(line))
            {
                if (!lines.WaitToWriteAsync().AsTask().GetAwaiter().GetResult())
                {
                    return;
                }
            }
        }

        lines.TryComplete();
    }

    private void Write(string text)
    {
        lock (_writing)
        {
            output.Write(isInteractive ? "\r" + text + "\n\n" : text + "\n\n");
            output.Flush();
        }
    }

    private void Prompt()
    {
        if (isInteractive)
        {
            lock (_writing)
            {
                output.Write(_speaker.UserId + "> ");
                output.Flush();
            }
        }
    }
}
