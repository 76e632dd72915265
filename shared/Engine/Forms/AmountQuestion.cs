using System.Globalization;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>How much, and how it is counted: 4个人, 三场, 20 套.</summary>
public sealed record Amount(long Quantity, string Measure);

/// <summary>An <see cref="Amount"/>.</summary>
public sealed class AmountQuestion(string name) : Question<Amount>(name)
{
    /// <summary>A number alone does: what it counts is known.</summary>
    public bool WithoutMeasure { get; init; }

    public override Piece? Find(FormRun run, string sentence, DateTimeOffset at) => Amounts.Find(sentence) is { Words: var rest, Quantity: var quantity, Measure: var measure }
        ? new Piece(string.Create(CultureInfo.InvariantCulture, $"{quantity}{measure}"), rest)
        : null;

    protected override Reading<Amount> ReadValue(FormRun run, Said said) =>
        Amounts.Read(said.Words) is { } amount ? Reading.Of<Amount>(new Amount(amount.Quantity, amount.Measure))
        : WithoutMeasure && Amounts.ReadNumber(said.Words) is > 0 and var quantity ? Reading.Of<Amount>(new Amount(quantity, ""))
        : Reading.Not<Amount>();

    protected override string DisplayValue(FormRun run, Amount value) => string.Create(CultureInfo.InvariantCulture, $"{value.Quantity}{value.Measure}");
}
