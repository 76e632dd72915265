using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Photos;

/// <summary>What a photo may go with.</summary>
public enum PhotoSubject
{
    HelpRequest,
    Need,
    Case,
}

/// <summary>The one thing that a photo is of.</summary>
public sealed record PhotoOf(PhotoSubject Subject, long Id);

/// <summary>A photo as those see it who answer what it goes with.</summary>
public sealed record PhotoView
{
    public long Id { get; init; }

    /// <summary>Its media type.</summary>
    public PictureType Type { get; init; }

    /// <summary>In pixels.</summary>
    public long Width { get; init; }

    /// <summary>In pixels.</summary>
    public long Height { get; init; }

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// Photos that people send with what they ask for, where they are asked for it and never because they must (D3). Whoever answers the
/// request sees them; each look is noted.
/// </summary>
public static class Album
{
    /// <summary>With one request.</summary>
    public const int Most = 3;

    private const int MostADay = 20;

    [Limit("photoDays")]
    private const int LifeDays = 90;

    public static readonly TimeSpan Life = TimeSpan.FromDays(LifeDays);
    private static readonly SealedColumn SealedContent = SealedColumn.Of("photo.content");

    /// <summary>Whose words never came.</summary>
    public static readonly TimeSpan UnattachedLife = TimeSpan.FromDays(1);

    /// <summary>Keeps a photo before its words: see <see cref="Attach"/>.</summary>
    /// <returns>Its id.</returns>
    public static long Keep(Tx tx, Picture picture)
    {
        var id = tx.NextId("photo");
        tx.Run(
            """
            INSERT INTO photo (id, person_id, inbox_id, type, width, height, size, content, created_at)
            VALUES (@id, @PersonId, @InboxId, @type, @Width, @Height, @size, @content, @Now)
            """,
            new
            {
                id,
                tx.Actor.PersonId,
                tx.Actor.InboxId,
                type = picture.Type.ToString(),
                picture.Width,
                picture.Height,
                size = (long)picture.Content.Length,
                content = SealedContent.Seal(tx.Vault, id, picture.Content),
                tx.Now,
            });
        tx.Audit("photo", id, "keep");
        return id;
    }

    /// <summary>The words have come: the photos that were sent before them go with what came of it.</summary>
    public static void Attach(Tx tx, PhotoOf of, IEnumerable<long> ids)
    {
        foreach (var id in ids.Take(Most))
        {
            Tie(tx, of, id);
        }
    }

    /// <summary>What they go with goes on as something else.</summary>
    internal static void Hand(Tx tx, PhotoOf from, PhotoOf to) => tx.Run(
        "UPDATE photo SET subject = @to, subject_id = @toId WHERE subject = @from AND subject_id = @fromId",
        new { from = from.Subject.ToString(), fromId = from.Id, to = to.Subject.ToString(), toId = to.Id });

    /// <summary>One more photo of what was asked for already, while it is not answered.</summary>
    /// <param name="from">The chat it comes from.</param>
    /// <returns>How many there are now.</returns>
    public static Outcome<int> Add(Tx tx, PhotoOf of, AskedFrom from, Picture picture) => tx.UseCase<int>(() =>
    {
        if (!IsOpenAndOwn(tx, of, from))
        {
            return PhotoRefusal.PhotoTooLate;
        }

        var before = Count(tx, of);
        if (before >= Most)
        {
            return new Refusal(PhotoRefusal.EnoughPhotos, ("most", Most));
        }

        Tie(tx, of, Keep(tx, picture));
        return before + 1;
    });

    /// <summary>Nobody fills the database by sending photos and taking back what they go with.</summary>
    public static bool IsFullToday(Tx tx, long? personId) => personId is not null && tx.Count(
        "SELECT COUNT(*) FROM photo WHERE person_id = @personId AND created_at > @since", new { personId, since = tx.Now - UnattachedLife }) >= MostADay;

    /// <summary>How many go with it.</summary>
    internal static void Forget(Tx tx, long personId) => tx.Run("DELETE FROM photo WHERE person_id = @personId", new { personId });

    public static int Count(Tx tx, PhotoOf of) => (int)tx.Count(
        "SELECT COUNT(*) FROM photo WHERE subject = @subject AND subject_id = @Id", new { subject = of.Subject.ToString(), of.Id });

    public static Outcome<List<PhotoView>> List(Tx tx, PhotoOf of) => Answers(tx, of) ? Find(tx, of) : RefusalCode.NotFound;

    /// <summary>The picture itself.</summary>
    public static Outcome<Picture> Read(Tx tx, PhotoOf of, long id) => tx.UseCase<Picture>(() =>
    {
        if (!Answers(tx, of) || Find(tx, of).Find(photo => photo.Id == id) is not { } found)
        {
            return RefusalCode.NotFound;
        }

        tx.Audit("photo", id, "read");
        var content = tx.First<byte[]>("SELECT content FROM photo WHERE id = @id", new { id })!;
        return new Picture(found.Type, (int)found.Width, (int)found.Height, SealedContent.OpenBytes(tx.Vault, id, content));
    });

    private static void Tie(Tx tx, PhotoOf of, long id) => tx.Run(
        "UPDATE photo SET subject = @subject, subject_id = @subjectId WHERE id = @id AND subject IS NULL",
        new { id, subject = of.Subject.ToString(), subjectId = of.Id });

    private static List<PhotoView> Find(Tx tx, PhotoOf of) => tx.All<Row>(
        "SELECT id, type, width, height, size, created_at FROM photo WHERE subject = @subject AND subject_id = @Id ORDER BY id",
        new { subject = of.Subject.ToString(), of.Id }).ConvertAll(row => new PhotoView
        {
            Id = row.Id, Type = Enum.Parse<PictureType>(row.Type), Width = row.Width, Height = row.Height, Size = row.Size, CreatedAt = row.CreatedAt,
        });

    private static bool Answers(Tx tx, PhotoOf of) => Origin(of).Answers(tx, of.Id);

    private static bool IsOpenAndOwn(Tx tx, PhotoOf of, AskedFrom from) => Origin(of).IsOpenOfActor(tx, of.Id, from);

    private static PhotoOrigin Origin(PhotoOf of) => Features.All.SelectMany(feature => feature.PhotosOf).First(origin => origin.Subject == of.Subject);

    private sealed record Row
    {
        public long Id { get; init; }

        public string Type { get; init; } = "";

        public long Width { get; init; }

        public long Height { get; init; }

        public long Size { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }
}
