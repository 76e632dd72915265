namespace ChatGov.Rights;

public enum Role
{
    Secretary,
    Deputy,
    UnitLiaison,
    GridWorker,
    StreetOffice,
    BannerOffice,
}
