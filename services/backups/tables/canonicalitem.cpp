// SPDX-License-Identifier: GPL-3.0-or-later
#include "canonicalitem.h"

#include "canonicalnumber.h"

#include <core/json.h>

#include <algorithm>
#include <vector>

namespace sm::backups {

namespace {

constexpr int deepest = 64; // DynamoDB nests 32 levels

using Pieces = std::vector<QByteArray>;

/// With its length before it, so that no two sequences of texts give the same bytes.
void append(QByteArray &out, QByteArrayView bytes)
{
    out += QByteArray::number(bytes.size());
    out += ':';
    out.append(bytes);
}

/// What has no order gets one.
QByteArray unordered(char mark, Pieces &pieces)
{
    std::sort(pieces.begin(), pieces.end());
    QByteArray out(1, mark);
    append(out, QByteArray::number(static_cast<qulonglong>(pieces.size())));
    for (const QByteArray &each : pieces)
        append(out, each);
    return out;
}

QByteArray marked(char mark, QByteArrayView bytes)
{
    QByteArray out(1, mark);
    out.append(bytes);
    return out;
}

QByteArray value(JsonScanner &json, int depth);

QByteArray scalar(JsonScanner &json, char type)
{
    const QByteArrayView text = json.scalar();
    if (type == 'N')
        return canonicalNumber(text);
    if (type == 'B')
        return QByteArray::fromBase64(text.toByteArray());
    return text.toByteArray();
}

QByteArray set(JsonScanner &json, char type)
{
    Pieces pieces;
    json.enterArray();
    while (json.nextElement())
        pieces.push_back(scalar(json, type));
    return unordered(static_cast<char>(type - 'A' + 'a'), pieces);
}

QByteArray list(JsonScanner &json, int depth)
{
    QByteArray out(1, 'L');
    json.enterArray();
    while (json.nextElement())
        append(out, value(json, depth + 1));
    return out;
}

QByteArray map(JsonScanner &json, int depth)
{
    Pieces pieces;
    json.enterObject();
    while (json.nextMember()) {
        QByteArray piece;
        append(piece, json.name());
        piece += value(json, depth + 1);
        pieces.push_back(piece);
    }
    return unordered('M', pieces);
}

QByteArray typed(JsonScanner &json, QByteArrayView type, int depth)
{
    if (type == "S" || type == "N" || type == "B")
        return marked(type.front(), scalar(json, type.front()));
    if (type == "SS" || type == "NS" || type == "BS")
        return set(json, type.front());
    if (type == "M")
        return map(json, depth);
    if (type == "L")
        return list(json, depth);
    if (type == "BOOL")
        return marked('T', json.scalar());
    if (type == "NULL") {
        json.skip();
        return QByteArrayLiteral("Z");
    }
    json.fail();
    return {};
}

/// {"S": "a"}
QByteArray value(JsonScanner &json, int depth)
{
    if (depth > deepest)
        json.fail();
    json.enterObject();
    if (!json.nextMember()) {
        json.fail();
        return {};
    }
    const QByteArray type = json.name().toByteArray();
    const QByteArray bytes = typed(json, type, depth);
    if (json.nextMember())
        json.fail();
    return bytes;
}

/// A whole number as people write it.
QByteArray plainNumber(const QByteArray &canonical)
{
    const qsizetype mark = canonical.indexOf('e');
    const int exponent = canonical.mid(mark + 1).toInt();
    return mark > 0 && exponent >= 0 && exponent < 40 ? canonical.first(mark) + QByteArray(exponent, '0') : canonical;
}

/// The value of a key attribute, which is a text, a number or bytes.
QJsonObject keyValue(const QByteArray &bytes)
{
    const char type = bytes.isEmpty() ? ' ' : bytes.front();
    QByteArray content = bytes.mid(1);
    if (type == 'B')
        content = content.toBase64();
    else if (type == 'N')
        content = plainNumber(content);
    return {{QString(QLatin1Char(type)), QString::fromUtf8(content)}};
}

} // namespace

CanonicalItem readItem(JsonScanner &json, const QByteArrayList &keys, bool withKeyValues)
{
    CanonicalItem item;
    Pieces pieces;
    Pieces key(static_cast<size_t>(keys.size()));
    json.enterObject();
    while (json.nextMember()) {
        const qsizetype part = keys.indexOf(json.name().toByteArray());
        QByteArray piece;
        append(piece, json.name());
        const QByteArray bytes = value(json, 0);
        pieces.push_back(piece + bytes);
        if (part < 0)
            continue;
        key[static_cast<size_t>(part)] = bytes;
        if (withKeyValues)
            item.keyValues.insert(QString::fromUtf8(keys[part]), keyValue(bytes));
    }
    for (const QByteArray &each : key)
        append(item.key, each);
    item.content = unordered('M', pieces);
    return item;
}

CanonicalItem canonicalItem(const QJsonObject &item, const QByteArrayList &keys)
{
    const QByteArray text = toCompactJson(item);
    JsonScanner json(text);
    const CanonicalItem read = readItem(json, keys, true);
    return json.finish() ? read : CanonicalItem();
}

} // namespace sm::backups
