using System.Text;

namespace ChatGov.Messengers;

/// <summary>A file's name as messengers read it in the header of an upload.</summary>
internal static class FileNames
{
    /// <summary>
    /// Clean, and UTF-8 byte by byte: the platform would write other letters than ASCII in a form that the servers do not know.
    /// </summary>
    public static string ForHeader(string fileName) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Clean(fileName)));

    /// <summary>Without what would end the name early or begin another header.</summary>
    public static string Clean(string fileName) =>
        string.Concat(fileName.Select(letter => char.IsControl(letter) || letter is '"' or '\\' ? '_' : letter));
}
