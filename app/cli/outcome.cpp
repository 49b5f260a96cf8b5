#include "outcome.h"

#include "core/errortext.h"

namespace owb::cli {

namespace {

Status statusFor(core::Error::Kind kind)
{
    using Kind = core::Error::Kind;
    switch (kind) {
    case Kind::FileMissing:
    case Kind::FileUnreadable:
    case Kind::NotADatabase:
    case Kind::DatabaseDamaged:
    case Kind::DriverMissing:
    case Kind::Connection:
    case Kind::HostUnknown:
    case Kind::LoginRefused:
    case Kind::DatabaseMissing:
    case Kind::TlsRefused:
    case Kind::CertificateRefused:
    case Kind::ConnectionLost:
    case Kind::TimedOut:
    case Kind::NoOAuthTables:
    case Kind::SchemaChanged:
    case Kind::Locked:
    case Kind::WriteInterrupted:
    case Kind::Interrupted:
    case Kind::Keychain:
    case Kind::NotReadable:
    case Kind::Internal:
        return Status::Unreachable;
    case Kind::NotFound:
        return Status::No;
    case Kind::ReadOnlyConnection:
    case Kind::ReadOnlyDatabase:
    case Kind::DiskFull:
    case Kind::FileNotWritten:
    case Kind::Permission:
    case Kind::AlreadyExists:
    case Kind::LooksAlike:
    case Kind::Conflict:
    case Kind::ColumnsNeedValues:
    case Kind::ValueTooLong:
    case Kind::ValueNotAllowed:
    case Kind::MemberHasNoColumn:
    case Kind::UnreadableMetadata:
    case Kind::Constraint:
    case Kind::Unsupported:
        return Status::Refused;
    case Kind::InvalidAddress:
    case Kind::InvalidJson:
    case Kind::InvalidQuery:
    case Kind::InvalidProfile:
        return Status::Usage;
    }
    return Status::Unreachable;
}

} // namespace

Outcome done()
{
    return {};
}

Outcome no(const QString& sentence)
{
    return {Status::No, sentence, {}};
}

Outcome usage(const QString& sentence)
{
    return {Status::Usage, sentence, {}};
}

Outcome usage(const core::Error& error)
{
    return {Status::Usage, core::errorText(error).sentence(), error.detail};
}

Outcome notOpened(const core::Error& error)
{
    Outcome outcome = failed(error);
    const bool reachable = error.kind == core::Error::Kind::ReadOnlyDatabase || outcome.status == Status::Usage;
    outcome.status = reachable ? outcome.status : Status::Unreachable;
    return outcome;
}

Outcome refused(const QString& sentence)
{
    return {Status::Refused, sentence, {}};
}

Outcome failed(const core::Error& error)
{
    return {statusFor(error.kind), core::errorText(error).sentence(), error.detail};
}

} // namespace owb::cli
