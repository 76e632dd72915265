using System.Data.Common;
using ChatGov.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ChatGov.Hosting;

/// <summary>
/// How a program of ChatGov ends that could not start: one line on standard error, exit code 2. A fault of the program
/// itself is named by its kind and place only: its text may hold what a person wrote.
/// </summary>
public static class Starting
{
    private const int CannotStart = 2;
    private const int OwnFault = 70;

    public static async Task<int> Run(Func<Task> program)
    {
        AppDomain.CurrentDomain.UnhandledException += EndAtOnce;
        try
        {
            await program();
            return 0;
        }
        catch (ConfigurationFault fault)
        {
            return await End(CannotStart, "cannot start: " + fault.Message);
        }
        catch (DbException exception)
        {
            return await End(CannotStart, "cannot start: " + Databases.Explain(exception));
        }
        catch (InvalidDataException)
        {
            return await End(CannotStart, "cannot start: appsettings.json beside the program cannot be read: it has to be valid JSON");
        }
        catch (Exception exception)
        {
            return await End(OwnFault, Ended(exception));
        }
    }

    /// <summary>On a thread that nobody waits for. The runtime itself would print the whole exception.</summary>
    private static void EndAtOnce(object sender, UnhandledExceptionEventArgs fault)
    {
        Console.Error.WriteLine("ChatGov " + Ended((Exception)fault.ExceptionObject));
        Environment.Exit(OwnFault);
    }

    private static string Ended(Exception exception) => $"ended by a fault of its own ({Surprise.Of(exception)}); please report it";

    /// <summary>Told to stop while it still starts, a program ends as it does at any other time.</summary>
    public static async Task UntilStopped(IHost host, EarlyStop stop, Func<Task> serve)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        stop.PassTo(lifetime);
        try
        {
            await serve();
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Nothing is under way yet.
        }
    }

    private static async Task<int> End(int exitCode, string why)
    {
        await Console.Error.WriteLineAsync("ChatGov " + why);
        return exitCode;
    }
}
