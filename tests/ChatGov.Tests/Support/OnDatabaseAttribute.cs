using System.Reflection;
using Xunit.Sdk;

namespace ChatGov.Tests.Support;

/// <summary>
/// One case of a theory that names its database, as <c>InlineData</c> does; left out, as by <see cref="DatabasesAttribute"/>, where that
/// database is not at hand.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnDatabaseAttribute(string what, Provider provider) : DataAttribute
{
    public string What => what;

    public Provider Provider => provider;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        new DatabasesAttribute().GetData(testMethod).Where(row => (Provider)row[0] == provider).Select(_ => (object[])[what, provider]);
}
