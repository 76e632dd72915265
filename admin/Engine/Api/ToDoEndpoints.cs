using ChatGov.Http;
using ChatGov.ToDo;

namespace ChatGov.Api;

/// <summary>待办: what waits for one's answer.</summary>
internal static class ToDoEndpoints
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/todo", (Desk desk) => desk.Get<ToDoList>(tx => Waiting.Find(tx)))
        .WithTags("To do").Gives<ToDoList>("What waits for your answer, the first due first");
}
