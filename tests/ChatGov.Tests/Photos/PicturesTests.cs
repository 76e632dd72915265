using System.Text;
using ChatGov.Photos;

namespace ChatGov.Tests.Photos;

/// <summary>What is taken in is the picture and nothing about it.</summary>
public sealed class PicturesTests
{
    [Fact]
    public void Of_every_kind_the_picture_stays_and_what_tells_of_it_goes()
    {
        Assert.All(SamplePictures.All, sample =>
        {
            Assert.Contains(SamplePictures.Secret, Encoding.Latin1.GetString(sample.Talkative), StringComparison.Ordinal);
            var cleaned = Pictures.Clean(sample.Talkative);
            Assert.NotNull(cleaned);
            Assert.Equal((24, 16), (cleaned.Width, cleaned.Height));
            Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(cleaned.Content), StringComparison.Ordinal);
            Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(cleaned.Content), StringComparison.OrdinalIgnoreCase);
            Assert.Equal(cleaned.Content, Pictures.Clean(cleaned.Content)!.Content);
        });
    }

    [Fact]
    public void A_picture_without_anything_beside_it_stays_as_it_is() => Assert.All(
        SamplePictures.All, sample => Assert.Equal(sample.Plain, Pictures.Clean(sample.Plain)!.Content));

    [Fact]
    public void What_was_hung_onto_a_jpeg_or_png_leaves_it_byte_for_byte_as_before()
    {
        Assert.Equal(SamplePictures.Jpeg, Pictures.Clean(SamplePictures.Talkative(SamplePictures.Jpeg, orientation: 1))!.Content);
        Assert.Equal(SamplePictures.Progressive, Pictures.Clean(SamplePictures.Talkative(SamplePictures.Progressive, orientation: 1))!.Content);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(6, true)]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void How_the_camera_was_held_is_written_anew_and_alone(byte orientation, bool isKept)
    {
        var cleaned = Pictures.Clean(SamplePictures.Talkative(SamplePictures.Jpeg, orientation))!.Content;
        var expected = isKept ? SamplePictures.Jpeg.Length + 36 : SamplePictures.Jpeg.Length;
        Assert.Equal(expected, cleaned.Length);
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(cleaned), StringComparison.Ordinal);
        Assert.Equal(cleaned, Pictures.Clean(cleaned)!.Content);
        if (isKept)
        {
            Assert.Contains("\u0001\u0012\0\u0003\0\0\0\u0001\0" + (char)orientation, Encoding.Latin1.GetString(cleaned), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_name_and_the_first_bytes_alone_make_no_picture()
    {
        byte[][] others =
        [
            [], "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "GIF89a"u8.ToArray(), "%PDF-1.7"u8.ToArray(), [0xFF, 0xD8, 0xFF], [0xFF, 0xD8, 0xFF, 0xD9],
            SamplePictures.Png[..8], SamplePictures.Png[..33], SamplePictures.WebP[..12], [.. "RIFF\u00ff\u00ff\u00ff\u00ffWEBP"u8],
            [0, 0, 0, 24, .. "ftypheic"u8],
        ];
        Assert.All(others, other => Assert.Null(Pictures.Clean(other)));
    }

    [Fact]
    public void What_would_unpack_to_more_than_a_photo_is_refused()
    {
        var wide = (byte[])SamplePictures.Png.Clone();
        (wide[18], wide[19]) = (0x40, 0x01);
        var many = (byte[])SamplePictures.Png.Clone();
        (many[18], many[19], many[22], many[23]) = (0x3F, 0xFF, 0x3F, 0xFF);
        Assert.Null(Pictures.Clean(wide));
        Assert.Null(Pictures.Clean(many));
        Assert.Null(Pictures.Clean(new byte[Pictures.MostBytes + 1]));
    }

    [Fact]
    public void Spoilt_files_are_refused_or_cleaned_and_never_more()
    {
        var random = new Random(20261128);
        var samples = SamplePictures.All.Select(sample => sample.Talkative).ToList();
        for (var i = 0; i < 20_000; i++)
        {
            var spoilt = (byte[])samples[random.Next(samples.Count)].Clone();
            for (var times = random.Next(1, 6); times > 0; times--)
            {
                spoilt[random.Next(spoilt.Length)] = (byte)random.Next(256);
            }

            spoilt = random.Next(3) == 0 ? spoilt[..random.Next(spoilt.Length)] : spoilt;
            if (Pictures.Clean(spoilt) is { } cleaned)
            {
                // What came out goes through unchanged: nothing that would have to go is left in it.
                Assert.Equal(cleaned.Content, Pictures.Clean(cleaned.Content)?.Content);
                Assert.InRange(cleaned.Content.Length, 1, spoilt.Length + 2);
            }
        }
    }
}
