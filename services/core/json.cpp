// SPDX-License-Identifier: GPL-3.0-or-later
#include "json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sm {

namespace {

// QJsonDocument holds objects and arrays only, so anything else travels inside an array of one.
QByteArray unwrapped(QByteArray array)
{
    const auto open = array.indexOf('[');
    const auto close = array.lastIndexOf(']');
    return array.mid(open + 1, close - open - 1).trimmed();
}

QByteArray render(const QJsonValue &value, QJsonDocument::JsonFormat format)
{
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(format);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(format);
    const QJsonValue known = value.isUndefined() ? QJsonValue(QJsonValue::Null) : value;
    return unwrapped(QJsonDocument(QJsonArray{known}).toJson(QJsonDocument::Compact));
}

QString position(const QByteArray &text, qsizetype offset)
{
    const QByteArray before = text.left(offset);
    const auto line = before.count('\n') + 1;
    const auto column = offset - (before.lastIndexOf('\n') + 1) + 1;
    return QCoreApplication::translate("sm::json", "line %1, column %2").arg(line).arg(column);
}

} // namespace

QByteArray toCompactJson(const QJsonValue &value) { return render(value, QJsonDocument::Compact); }

QByteArray toIndentedJson(const QJsonValue &value)
{
    QByteArray text = render(value, QJsonDocument::Indented);
    if (!text.endsWith('\n'))
        text += '\n';
    return text;
}

Result<QJsonValue> parseJson(const QByteArray &text)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson("[" + text + "\n]", &problem);
    const QJsonArray values = document.array();
    if (problem.error == QJsonParseError::NoError && values.size() == 1)
        return values.first();

    const QString reason = problem.error == QJsonParseError::NoError
        ? QCoreApplication::translate("sm::json", "expected exactly one value")
        : problem.errorString();
    const auto offset = std::clamp<qsizetype>(problem.offset - 1, 0, text.size());
    return Error(Error::Kind::Invalid,
        QCoreApplication::translate("sm::json", "This is not valid JSON: %1 at %2.")
            .arg(reason, position(text, offset)));
}

} // namespace sm
