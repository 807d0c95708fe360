// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalstates.h"

#include <core/json.h>

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LargestOutputBytes = 64 * 1024;

/// Binds a sealed state to its place: it opens nowhere else.
QByteArray identity(StatePlace place, qint64 entry)
{
    const char *name = place == StatePlace::Before ? "before" : place == StatePlace::After ? "after" : "output";
    return "stationmaster journal entry " + QByteArray::number(entry) + ' ' + name;
}

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

QVariant sealedState(const QJsonValue &state, const crypto::Seal &seal, StatePlace place, qint64 entry)
{
    if (state.isUndefined())
        return {};
    return QString::fromLatin1(seal.sealed(toCompactJson(state), identity(place, entry)).toBase64());
}

Result<QJsonValue> openedState(const QVariant &column, const crypto::Seal &seal, StatePlace place, qint64 entry)
{
    if (column.isNull())
        return QJsonValue(QJsonValue::Undefined);
    const QByteArray sealed = QByteArray::fromBase64(column.toString().toLatin1());
    const Result<QByteArray> json = seal.opened(sealed, identity(place, entry));
    return json ? parseJson(*json) : json.error();
}

} // namespace sm::operations
