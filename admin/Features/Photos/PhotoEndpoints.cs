using ChatGov.Api;
using ChatGov.Http;

namespace ChatGov.Photos;

/// <summary>Photos that people sent with what they asked for; whoever answers it sees them.</summary>
internal static class PhotoEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        Of(api.MapGroup("/needs").WithTags("Needs"), PhotoSubject.Need);
        Of(api.MapGroup("/cases").WithTags("Cases"), PhotoSubject.Case);
        Of(api.MapGroup("/help-requests").WithTags("Help requests"), PhotoSubject.HelpRequest);
    }

    private static void Of(RouteGroupBuilder requests, PhotoSubject subject)
    {
        requests.MapGet("{id:long}/photos", (Desk desk, long id) => desk.Whole(tx => Album.List(tx, new PhotoOf(subject, id))))
            .Gives<Paging.Page<PhotoView>>("The photos that came with it; at most three, kept for 90 days");
        requests.MapGet("{id:long}/photos/{photoId:long}", (Desk desk, long id, long photoId) => desk.NotedFile(
                tx => Album.Read(tx, new PhotoOf(subject, id), photoId), picture => picture.Content, picture => picture.MediaType))
            .Hands("One of them: JPEG, PNG or WebP, without place, time or camera; every look is noted", "image/jpeg", "image/png", "image/webp");
    }
}
