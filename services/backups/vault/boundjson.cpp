// SPDX-License-Identifier: GPL-3.0-or-later
#include "boundjson.h"

#include <crypto/digest.h>

#include <QJsonDocument>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString checksum = u"sha256"_s;

QByteArray canonical(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

QByteArray written(QJsonObject object)
{
    object.insert(checksum, QString::fromLatin1(crypto::sha256Hex(canonical(object))));
    return canonical(object) + '\n';
}

} // namespace

QByteArray boundJson(const QJsonObject &object)
{
    // What is read is written the same again only after it went through a text once: -0.0 comes back as 0.
    QJsonObject settled = QJsonDocument::fromJson(canonical(object)).object();
    settled.remove(checksum);
    return written(settled);
}

std::optional<QJsonObject> unboundJson(const QByteArray &json)
{
    QJsonObject object = QJsonDocument::fromJson(json).object();
    object.remove(checksum);
    // The whole text is compared, so that also spaces, doubled keys and what follows the end are found.
    return object.isEmpty() || written(object) != json ? std::nullopt : std::optional(object);
}

} // namespace sm::backups
