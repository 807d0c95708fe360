// SPDX-License-Identifier: GPL-3.0-or-later
#include "restoredmark.h"

#include <core/json.h>
#include <crypto/digest.h>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString opening = u"Restored by Stationmaster: "_s;

/// \p into, cut so that with \p word and some digits it is not longer than the 63 bytes that a name may have.
QString besides(const QString &into, const QString &word, const QString &backup)
{
    constexpr qsizetype mostBytes = 40;
    QString stem = into;
    while (stem.toUtf8().size() > mostBytes)
        stem.chop(stem.back().isLowSurrogate() ? 2 : 1);
    const QByteArray digest = crypto::sha256Hex((into + u'\n' + backup).toUtf8());
    return stem + u'-' + word + u'-' + QString::fromLatin1(digest.first(8));
}

} // namespace

QJsonObject RestoredMark::toJson() const
{
    QJsonObject json{{u"asset"_s, asset}, {u"backup"_s, backup}, {u"at"_s, at}};
    if (!replaced.isEmpty())
        json.insert(u"replaced"_s, replaced);
    return json;
}

QString RestoredMark::toComment() const { return opening + QString::fromUtf8(toCompactJson(toJson())); }

std::optional<RestoredMark> RestoredMark::ofComment(const QString &comment)
{
    if (!comment.startsWith(opening))
        return std::nullopt;
    const Result<QJsonValue> json = parseJson(comment.mid(opening.size()).toUtf8());
    if (!json || !json->isObject() || !(*json)[u"backup"_s].isString())
        return std::nullopt;
    return RestoredMark{(*json)[u"asset"_s].toString(), (*json)[u"backup"_s].toString(), (*json)[u"at"_s].toString(),
        (*json)[u"replaced"_s].toString()};
}

QString workNameOf(const QString &into, const QString &backup) { return besides(into, u"restoring"_s, backup); }

QString replacedNameOf(const QString &into, const QString &backup) { return besides(into, u"replaced"_s, backup); }

} // namespace sm::backups
