// SPDX-License-Identifier: GPL-3.0-or-later
#include "replyerror.h"

#include <QHash>

namespace sm::redis {

using Kind = Error::Kind;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype maxShownCharacters = 300;

Kind kindOf(const QByteArray &code)
{
    static const QHash<QByteArray, Kind> kinds{
        {"NOAUTH"_ba, Kind::Denied},
        {"WRONGPASS"_ba, Kind::Denied},
        {"NOPERM"_ba, Kind::Denied},
        {"DENIED"_ba, Kind::Denied},
        {"READONLY"_ba, Kind::Denied},
        {"OOM"_ba, Kind::Throttled},
        {"BUSY"_ba, Kind::Throttled},
        {"LOADING"_ba, Kind::Throttled},
        {"TRYAGAIN"_ba, Kind::Throttled},
        {"CLUSTERDOWN"_ba, Kind::Throttled},
        {"MASTERDOWN"_ba, Kind::Throttled},
        {"NOREPLICAS"_ba, Kind::Throttled},
        {"BUSYKEY"_ba, Kind::Conflict},
        {"BUSYGROUP"_ba, Kind::Conflict},
        {"NOSCRIPT"_ba, Kind::NotFound},
        {"NOGROUP"_ba, Kind::NotFound},
        {"WRONGTYPE"_ba, Kind::Invalid},
        {"CROSSSLOT"_ba, Kind::Invalid},
        {"MOVED"_ba, Kind::Invalid},
        {"ASK"_ba, Kind::Invalid},
    };
    return kinds.value(code, Kind::Internal);
}

/// One line without control characters. What follows "with args" are the command's own arguments, which may be secret.
QString shownText(QByteArray message)
{
    if (const qsizetype arguments = message.indexOf(", with args"); arguments >= 0)
        message.truncate(arguments);
    QString text = QString::fromUtf8(message).simplified().left(maxShownCharacters);
    text.removeIf([](QChar each) { return !each.isPrint(); });
    return text;
}

} // namespace

QByteArray ReplyError::code(const Reply &reply)
{
    if (!reply.isError())
        return {};
    return reply.bytes().split(' ').first();
}

Error ReplyError::of(const Reply &reply)
{
    const QByteArray code = ReplyError::code(reply);
    const QString text = shownText(reply.bytes());
    const Kind kind = kindOf(code);
    QString message;
    if (code == "NOAUTH")
        message = tr("Redis asks for a password. Enter it for this system.");
    else if (code == "WRONGPASS")
        message = tr("Redis does not accept this user name and password. Correct them for this system.");
    else if (code == "READONLY")
        message = tr("This Redis server is a replica and takes no changes. Connect to its primary.");
    else if (code == "MOVED" || code == "ASK")
        message = tr("This key lives on another node of the Redis cluster (%1). Connect to that node.").arg(text);
    else if (kind == Kind::Denied)
        message = tr("Redis does not allow this: %1. Use another user, or have the right granted.").arg(text);
    else if (kind == Kind::Throttled)
        message = tr("Redis can not do this now: %1. Try again later.").arg(text);
    else
        message = tr("Redis refuses the command: %1").arg(text);
    return Error(kind, message).withCode(QString::fromLatin1(code));
}

} // namespace sm::redis
