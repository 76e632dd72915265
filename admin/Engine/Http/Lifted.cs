using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ChatGov.Paging;

namespace ChatGov.Http;

/// <summary>One thing is one object: the fields of what is marked <see cref="ItselfAttribute"/> stand among those that belong to it.</summary>
internal static class Lifted
{
    public static void Use(JsonSerializerOptions options)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        resolver.Modifiers.Add(info => Lift(info, resolver));
        options.TypeInfoResolver = resolver;
    }

    private static void Lift(JsonTypeInfo info, DefaultJsonTypeInfoResolver resolver)
    {
        if (info.Kind != JsonTypeInfoKind.Object
            || info.Properties.FirstOrDefault(each => each.AttributeProvider is PropertyInfo property && property.IsDefined(typeof(ItselfAttribute))) is not { Get: { } itself } marked)
        {
            return;
        }

        info.Properties.Remove(marked);
        var place = 0;
        foreach (var field in resolver.GetTypeInfo(marked.PropertyType, info.Options).Properties)
        {
            var lifted = info.CreateJsonPropertyInfo(field.PropertyType, field.Name);
            lifted.Get = field.Get is { } read ? whole => read(itself(whole)!) : null;
            lifted.AttributeProvider = field.AttributeProvider;
            lifted.IsGetNullable = field.IsGetNullable;
            info.Properties.Insert(place++, lifted);
        }
    }
}
