// SPDX-License-Identifier: GPL-3.0-or-later
#include "proofjson.h"

#include "boundjson.h"

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

QByteArray toJson(const Proof &proof, const QString &id)
{
    return boundJson(
        {{u"backup"_s, id}, {u"at"_s, proof.at.toUTC().toString(Qt::ISODateWithMs)}, {u"restored"_s, proof.isRestored},
            {u"seconds"_s, proof.seconds}, {u"checks"_s, proof.checks}, {u"by"_s, proof.by}});
}

std::optional<Proof> proofFrom(const QByteArray &json, const QString &id)
{
    const std::optional<QJsonObject> object = unboundJson(json);
    if (!object || object->value(u"backup") != id)
        return std::nullopt;
    return Proof{QDateTime::fromString(object->value(u"at").toString(), Qt::ISODateWithMs),
        object->value(u"restored").toBool(), object->value(u"seconds").toInteger(), object->value(u"checks").toObject(),
        object->value(u"by").toString()};
}

} // namespace sm::backups
