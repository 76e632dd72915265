
namespace ChatGov.Photos;

/// <summary>照片: what somebody shows with what they ask for.</summary>
public static class PhotosFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Photos",
        Tables = ["photo", "photo_subject", "picture_type"],
        Refusals = [.. PhotoRefusal.All],
        Machines = Nothing.Because("a photo is kept or it is not"),
        Timers = Nothing.Because("its life is its retention"),
        ToDo = Nothing.Because("it is looked at with what it came with"),
        MissesOffice = Nothing.Because("what it came with is missed"),
        KeepsOpen = Nothing.Because("what it came with keeps it open"),
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds = [PersonPlace.ShownAs(nameof(People.OwnDataCopy.Photos), "photo.person_id")],
        Leaves = Nothing.Because("what was asked is still answered"),
        Forgets = [Album.Forget],
        Keeps = Nothing.Because("nothing of what they wrote is left"),
        Retention =
        [
            new("photo", Album.UnattachedLife, "created_at < @before AND subject IS NULL"),
            new("photo", Album.Life, "created_at < @before"),
        ],
        Merges = Nothing.Because("it goes with what it came with"),
    };
}
