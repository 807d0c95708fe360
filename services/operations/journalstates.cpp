// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalstates.h"

#include <core/json.h>

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LargestOutputBytes = 64 * 1024;

} // namespace

QString storedOutput(const QJsonObject &output, const Blotter &blotter)
{
    // Blotted first, for a cut could leave half a secret.
    const QByteArray json = toCompactJson(blotter.blot(output));
    if (json.size() <= LargestOutputBytes)
        return QString::fromUtf8(json);
    const QString note = QCoreApplication::translate("sm::operations::Journal", "cut from %1 bytes").arg(json.size());
    return QString::fromUtf8(toCompactJson(
        QJsonObject{{u"note"_s, note}, {u"beginning"_s, QString::fromUtf8(json.left(LargestOutputBytes))}}));
}

QJsonValue storedState(const QJsonValue &state, const Blotter &blotter)
{
    if (state.isUndefined())
        return state;
    return blotter.blot(QJsonObject{{u"state"_s, state}})[u"state"];
}

} // namespace sm::operations
