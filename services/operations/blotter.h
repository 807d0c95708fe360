// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>

#include <QJsonObject>
#include <QStringList>

namespace sm::operations {

/// Takes secrets out of text and JSON that somebody else wrote: the values themselves and the forms in which services
/// echo them (escaped for JSON and XML, percent-encoded, Base64 at any alignment, hexadecimal).
///
/// A secret of fewer than four characters is blotted only where it is the whole text: inside other text it would
/// take out half the words.
class Blotter
{
public:
    explicit Blotter(const QList<Secret> &secrets);

    QString blot(QString text) const;
    /// Keys, strings and numbers, at any depth.
    QJsonObject blot(const QJsonObject &object) const;

private:
    QJsonValue blot(const QJsonValue &value) const;

    QStringList m_forms; ///< longest first
    QStringList m_short;
};

} // namespace sm::operations
