using ChatGov.Actions;

namespace ChatGov.Tasks;

/// <summary>What can be done to a task, as buttons carry it.</summary>
public static class TaskActions
{
    public static readonly ActionName TakeBack = new("take_back_task");
}
