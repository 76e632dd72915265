using ChatGov.Data;

namespace ChatGov.Hosting;

/// <summary>How a program of ChatGov ends that could not start: one line on standard error, exit code 2.</summary>
public static class Starting
{
    private const int CannotStart = 2;

    public static async Task<int> Run(Func<Task> program)
    {
        try
        {
            await program();
            return 0;
        }
        catch (ConfigurationFault fault)
        {
            await Console.Error.WriteLineAsync("ChatGov cannot start: " + fault.Message);
            return CannotStart;
        }
    }
}
