namespace ChatGov.Data;

/// <summary>
/// Something the operator has to put right before the program can start or go on. The message is one line that names
/// the setting; it holds no value of a setting.
/// </summary>
public sealed class ConfigurationFault(string message, Exception? cause = null) : Exception(message, cause);
