// SPDX-License-Identifier: GPL-3.0-or-later
#include "functions.h"
#include "values.h"

#include <core/json.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QStringDecoder>

#include <algorithm>

namespace sm::jmespath {

namespace {

Result<QJsonValue> startsWith(const Call &call) { return QJsonValue(call.string(0).startsWith(call.string(1))); }
Result<QJsonValue> endsWith(const Call &call) { return QJsonValue(call.string(0).endsWith(call.string(1))); }

Result<QJsonValue> join(const Call &call)
{
    QStringList words;
    const QJsonArray array = call.array(1);
    for (const QJsonValue &word : array)
        words += word.toString();
    return QJsonValue(words.join(call.string(0)));
}

Result<QJsonValue> toString(const Call &call)
{
    if (call.value(0).isString())
        return call.value(0);
    return QJsonValue(QString::fromUtf8(toCompactJson(call.value(0))));
}

Result<QJsonValue> type(const Call &call) { return QJsonValue(typeName(call.value(0))); }

Result<QJsonValue> length(const Call &call)
{
    const QJsonValue value = call.value(0);
    if (value.isString()) // in characters, not in UTF-16 code units
        return QJsonValue(value.toString().toUcs4().size());
    return QJsonValue(value.isArray() ? value.toArray().size() : value.toObject().size());
}

Result<QJsonValue> contains(const Call &call)
{
    if (call.value(0).isString())
        return QJsonValue(call.value(1).isString() && call.string(0).contains(call.string(1)));
    const QJsonArray array = call.array(0);
    const QJsonValue wanted = call.value(1);
    return QJsonValue(
        std::any_of(array.begin(), array.end(), [&](const QJsonValue &element) { return isEqual(element, wanted); }));
}

Result<QJsonValue> reverse(const Call &call)
{
    if (call.value(0).isString()) {
        QList<uint> characters = call.string(0).toUcs4();
        std::reverse(characters.begin(), characters.end());
        return QJsonValue(
            QString::fromUcs4(reinterpret_cast<const char32_t *>(characters.constData()), characters.size()));
    }
    QJsonArray reversed;
    const QJsonArray array = call.array(0);
    for (qsizetype i = array.size(); i > 0; --i)
        reversed.append(array.at(i - 1));
    return QJsonValue(reversed);
}

/// Null where it is no JSON, so that "||" can say what then.
Result<QJsonValue> fromJson(const Call &call)
{
    const Result<QJsonValue> value = parseJson(call.string(0).toUtf8());
    return value ? *value : QJsonValue();
}

/// Null where it is no Base64, or no text.
Result<QJsonValue> fromBase64(const Call &call)
{
    const auto bytes
        = QByteArray::fromBase64Encoding(call.string(0).toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = bytes ? QString(decoder(*bytes)) : QString();
    return !bytes || decoder.hasError() ? QJsonValue() : QJsonValue(text);
}

Result<QJsonValue> toBase64(const Call &call)
{
    return QJsonValue(QString::fromLatin1(call.string(0).toUtf8().toBase64()));
}

/// As the community edition has it: what stands between the separators, also where that is nothing.
Result<QJsonValue> split(const Call &call)
{
    const QString separator = call.string(1);
    if (separator.isEmpty())
        return QJsonValue();
    return QJsonValue(QJsonArray::fromStringList(call.string(0).split(separator)));
}

} // namespace

QList<Function> stringFunctions()
{
    return {
        {QLatin1String("contains"), {Array | String, Any}, contains},
        {QLatin1String("ends_with"), {String, String}, endsWith},
        {QLatin1String("from_base64"), {String}, fromBase64},
        {QLatin1String("from_json"), {String}, fromJson},
        {QLatin1String("join"), {String, StringArray}, join},
        {QLatin1String("length"), {String | Array | Object}, length},
        {QLatin1String("reverse"), {String | Array}, reverse},
        {QLatin1String("split"), {String, String}, split},
        {QLatin1String("starts_with"), {String, String}, startsWith},
        {QLatin1String("to_base64"), {String}, toBase64},
        {QLatin1String("to_string"), {Any}, toString},
        {QLatin1String("type"), {Any}, type},
    };
}

} // namespace sm::jmespath
