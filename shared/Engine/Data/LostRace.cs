namespace ChatGov.Data;

/// <summary>
/// Somebody moved the row meanwhile: the state it was seen in is not its state any more. The whole transaction is run again; at the
/// last try the use case refuses with <see cref="RefusalCode.ChangedMeanwhile"/>.
/// </summary>
public sealed class LostRace(string entity, long id) : Exception($"{entity} {id} is not in the state it was seen in");
